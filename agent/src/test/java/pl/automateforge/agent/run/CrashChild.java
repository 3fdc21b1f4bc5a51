package pl.automateforge.agent.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.source.folder.FolderLimits;
import pl.automateforge.agent.source.folder.FolderSource;

/**
 * A process that runs one life of an agent and halts at a point, or runs several agents on until
 * nothing is left to do.
 */
final class CrashChild {
  /** As {@code kill -9} tells. */
  static final int HALTED = 137;

  private static final int LIVES = 4;

  private CrashChild() {}

  /** Starts one that is to halt. */
  static Process halting(Path folder, int life, Point point, int nth) throws IOException {
    return start("halt", folder.toString(), life + "", point.name(), nth + "");
  }

  /** Starts one that goes on with all of these. */
  static Process recovering(List<Path> folders) throws IOException {
    List<String> args = new ArrayList<>(List.of("recover"));
    folders.forEach(folder -> args.add(folder.toString()));
    return start(args.toArray(String[]::new));
  }

  private static Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    if (args[0].equals("halt")) {
      live(
          Path.of(args[1]),
          Integer.parseInt(args[2]),
          Point.valueOf(args[3]),
          Integer.parseInt(args[4]));
      return;
    }
    for (int i = 1; i < args.length; i++) {
      for (int life = 10; life < 10 + LIVES; life++) {
        live(Path.of(args[i]), life, Point.AFTER_COMPLETED, 0);
      }
    }
  }

  /** Each life begins hours after the one before: nothing is held any longer. */
  private static void live(Path folder, int life, Point point, int nth)
      throws InterruptedException {
    Lab lab = new Lab(folder, "limits: {concurrency: 1}\n");
    lab.clock.advance(Duration.ofHours(life));
    Fate fate = new Fate(point, nth, _ -> Runtime.getRuntime().halt(HALTED));
    lab.wrapJournal = fate::of;
    lab.wrapSource =
        _ -> new FolderSource(folder.resolve("mails"), null, lab.clock, FolderLimits.DEFAULT);
    lab.wrapAction = real -> fate.of(new FileTarget(real.name(), real.effectClass(), folder));
    try (Lab.Life alive = lab.new Life()) {
      alive.run();
    }
  }
}
