package pl.automateforge.agent.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pl.automateforge.agent.spec.LoadedSpec;

/**
 * What lets a server start an agent's runs: a systemd service and its timer, and lines for cron.
 * They name everything by its absolute path and rely on no environment.
 *
 * @param launcher the words that start AutoForge
 * @param java the Java to start with as long as it is there
 */
record Units(LoadedSpec loaded, List<String> launcher, Path java) {
  /** A run ends by itself; whatever hangs longer than this is killed. */
  private static final Duration BEYOND_A_RUN = Duration.ofMinutes(5);

  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  Units {
    launcher = List.copyOf(launcher);
  }

  private String name() {
    return loaded.spec().name();
  }

  private Path folder() {
    return loaded.folder();
  }

  private List<String> run() {
    List<String> rest =
        List.of("run", loaded.file().toString(), "--once", "--scheduled", "--mode", "observe");
    return Stream.concat(launcher.stream(), rest.stream()).toList();
  }

  /** The service: one run. */
  String service() {
    long patience = loaded.spec().limits().runTimeout().plus(BEYOND_A_RUN).toSeconds();
    return String.format(
        Locale.ROOT,
        """
        [Unit]
        Description=AutoForge agent %s, one run
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=oneshot
        WorkingDirectory=%s
        Environment=%s LC_ALL=C.UTF-8
        ExecStart=%s
        # A stop lets the items at work end in good order.
        TimeoutStartSec=%d
        TimeoutStopSec=90
        UMask=0077
        # All of these also hold in the service manager of a user, who may not make namespaces.
        NoNewPrivileges=yes
        LockPersonality=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
        LimitCORE=0
        """,
        name(),
        specifiers(folder().toString()),
        quoted("JAVA_HOME=" + java),
        execStart(),
        patience);
  }

  /** The timer: the schedule of the spec, in the agent's time zone. */
  String timer() {
    String times =
        WeeklyTimes.of(loaded.spec().schedule()).calendar(loaded.spec().timezone()).stream()
            .map(time -> "OnCalendar=" + time + "\n")
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        """
        [Unit]
        Description=AutoForge agent %s, its schedule

        [Timer]
        %sAccuracySec=1s
        # A run that was due while the machine was off is made up for.
        Persistent=true

        [Install]
        WantedBy=timers.target
        """,
        name(),
        times);
  }

  /** The lines for cron. */
  String crontab() {
    String command =
        "cd "
            + Shell.word(folder().toString())
            + " && PATH="
            + PATH
            + " LC_ALL=C.UTF-8 JAVA_HOME="
            + Shell.word(java.toString())
            + " "
            + run().stream().map(Shell::word).collect(Collectors.joining(" "))
            + " >>"
            + Shell.word(folder().resolve(name() + ".cron.log").toString())
            + " 2>&1";
    String lines =
        WeeklyTimes.of(loaded.spec().schedule()).cron().stream()
            .map(fields -> fields + " " + command.replace("%", "\\%") + "\n")
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        """
        # AutoForge agent %s: the schedule of its spec. CRON_TZ is read by cronie; the cron of Debian and Ubuntu goes by
        # the machine's time zone: where that is another, use the systemd timer. CRON_TZ holds for all lines below it.
        SHELL=/bin/sh
        CRON_TZ=%s
        %s\
        """,
        name(),
        loaded.spec().timezone().getId(),
        lines);
  }

  /** The program's own name may hold neither quotes nor dollar signs; an argument may. */
  private String execStart() {
    boolean nameable = launcher.getFirst().matches("[^\"'\\\\$]+");
    String line = run().stream().map(Units::argument).collect(Collectors.joining(" "));
    return nameable ? line : "/usr/bin/env " + line;
  }

  private static String specifiers(String text) {
    return text.replace("%", "%%");
  }

  private static String quoted(String text) {
    String safe = specifiers(text).replace("\\", "\\\\").replace("\"", "\\\"");
    return safe.matches("[A-Za-z0-9_./:@%+,=-]+") ? safe : '"' + safe + '"';
  }

  /** A word of ExecStart, where a dollar sign would name a variable. */
  private static String argument(String text) {
    return quoted(text).replace("$", "$$");
  }
}
