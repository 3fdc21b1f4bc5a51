package pl.automateforge.agent.action.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectPayload;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/**
 * Appends one JSON line an effect. What keeps the file from being written (no space, no right, no
 * folder) is never the item's fault: the effect is put off, not refused.
 */
public final class FileAction implements Action {
  private final String name;
  private final Path path;
  private final String shown;
  private final Appender appender;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param path absolute
   * @param folder the spec's: a path below it is shown relative, the same on any machine
   */
  public FileAction(String name, Path path, Path folder) {
    this.name = name;
    this.path = path;
    this.shown =
        path.startsWith(folder)
            ? folder.relativize(path).toString().replace('\\', '/')
            : path.toString();
    this.appender = Appender.acquire(path);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return EffectClass.A;
  }

  @Override
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "append a line of %d bytes to %s (file \"%s\"): category %s",
        EffectPayload.json(request).length + 1,
        shown,
        name,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    Line line = new Line(request.effect(), EffectPayload.json(request), repeated);
    appender.append(line);
    try {
      return switch (line.fate().get()) {
        case WRITTEN -> new EffectResult.Done("line appended to " + shown);
        case ALREADY_THERE -> new EffectResult.Done("line found in " + shown);
      };
    } catch (ExecutionException e) {
      return new EffectResult.NotNow(FileTrouble.sentence(path, e.getCause()), null);
    } catch (CancellationException e) {
      return new EffectResult.NotNow(FileTrouble.sentence(path, e), null);
    }
  }

  @Override
  public CheckResult check() {
    try {
      return new CheckResult.Fine(FileTrouble.look(path));
    } catch (IOException e) {
      return new CheckResult.Failed(
          FileTrouble.sentence(path, e),
          "give the agent a folder that exists, with space and the right to write");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      appender.release();
    }
  }
}
