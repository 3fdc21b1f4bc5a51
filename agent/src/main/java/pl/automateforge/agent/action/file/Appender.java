package pl.automateforge.agent.action.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a file in the process. Lines of many threads go out in one write and one force:
 * while the disk works, the next batch gathers. A thread of its own touches the file, since the
 * interrupt of a caller would close the channel under all others.
 */
final class Appender {
  private static final int BATCH = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Line STOP = new Line("", new byte[0], false);

  /** Guarded by itself. */
  private static final Map<Path, Appender> SHARED = new HashMap<>();

  private final Path path;
  private final JsonLinesFile file;
  private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>();
  private @Nullable Thread writer;
  private boolean stopped;
  private int users;

  Appender(Path path, JsonLinesFile file) {
    this.path = path;
    this.file = file;
  }

  /** The file's appender in this process; whoever asked for it releases it once. */
  static Appender acquire(Path path) {
    synchronized (SHARED) {
      Path key = realPath(path);
      Appender appender =
          SHARED.computeIfAbsent(key, p -> new Appender(p, new JsonLinesFile(path)));
      appender.users++;
      return appender;
    }
  }

  /** Stops the writer once the last user has gone; lines that were handed in are still written. */
  void release() {
    synchronized (SHARED) {
      users--;
      if (users <= 0 && SHARED.remove(path, this)) {
        stop();
      }
    }
  }

  /** Hands a line in; its fate comes when it is on the disk, or certainly will not be. */
  synchronized void append(Line line) {
    if (stopped) {
      line.fate().completeExceptionally(new IOException("the action is closed"));
      return;
    }
    if (writer == null) {
      writer = Thread.ofPlatform().daemon().name("append " + path.getFileName()).start(this::run);
    }
    queue.add(line);
  }

  /** Writes what was handed in and ends the writer. */
  void stop() {
    Thread running;
    synchronized (this) {
      stopped = true;
      queue.add(STOP);
      running = writer;
    }
    if (running != null) {
      awaitEnd(running);
    }
  }

  private void run() {
    try (file) {
      boolean more = true;
      while (more) {
        List<Line> batch = nextBatch();
        more = !batch.remove(STOP);
        file.append(batch);
      }
    }
  }

  private List<Line> nextBatch() {
    List<Line> batch = new ArrayList<>();
    while (batch.isEmpty()) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody interrupts this thread on purpose: its end is STOP.
      }
    }
    queue.drainTo(batch, BATCH - 1);
    return batch;
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path realPath(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      return inRealFolder(absolute);
    }
  }

  private static Path inRealFolder(Path absolute) {
    try {
      return FileTrouble.folder(absolute).toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      return absolute;
    }
  }
}
