package pl.automateforge.agent.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Another process that takes the lock, says in one line what came of it, and stays until its input
 * ends.
 */
final class StateLockProcess implements AutoCloseable {
  private final Process process;
  private final String said;

  private StateLockProcess(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /** Starts it and waits for its line. */
  static StateLockProcess on(Path folder, String doing) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StateLockProcess.class.getName(),
                    folder.toString(),
                    doing))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    return new StateLockProcess(process, line == null ? "nothing" : line);
  }

  public static void main(String[] args) throws IOException {
    var attempt = StateLock.acquire(Path.of(args[0]), args[1], Clock.systemUTC());
    System.out.println(attempt);
    System.out.flush();
    System.in.readAllBytes();
  }

  String said() {
    return said;
  }

  long pid() {
    return process.pid();
  }

  /** As kill -9 does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it end by itself, without giving the lock back. */
  void end() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
