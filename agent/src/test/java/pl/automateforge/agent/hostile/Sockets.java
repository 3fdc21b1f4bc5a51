package pl.automateforge.agent.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Sees what leaves this machine's process: the JDK itself records each peer that bytes were written
 * to, and a trap counts who connects to the address that hostile texts name.
 */
final class Sockets implements AutoCloseable {
  private final Recording recording = new Recording();
  private final ServerSocket trap;
  private final AtomicInteger trapped = new AtomicInteger();

  Sockets() throws IOException {
    trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::count);
    recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO);
    recording.start();
  }

  private void count() {
    while (!trap.isClosed()) {
      try (Socket _ = trap.accept()) {
        trapped.incrementAndGet();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Where hostile texts want somebody to connect to. */
  int trap() {
    return trap.getLocalPort();
  }

  /** How many did. */
  int trapped() {
    return trapped.get();
  }

  /** The peers written to since the start, as host and port. Ends the recording. */
  Set<String> peers(Path folder) throws IOException {
    Path file = folder.resolve("sockets.jfr");
    recording.stop();
    recording.dump(file);
    Set<String> peers = new TreeSet<>();
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        peers.add(event.getString("address") + ":" + event.getInt("port"));
      }
    }
    Files.delete(file);
    return peers;
  }

  @Override
  public void close() throws IOException {
    recording.close();
    trap.close();
  }
}
