package pl.automateforge.agent.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The process that holds a state folder, as it wrote itself into the lock's file.
 *
 * @param host the machine's or container's name
 * @param started when it got the lock
 * @param doing what it does, in its own words
 */
public record LockHolder(long pid, String host, String user, Instant started, String doing) {
  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);
  private static final int MAX_WORD = 500;

  /** Takes what a file says: bounded, and without anything that could forge a line. */
  public LockHolder {
    host = plain(host);
    user = plain(user);
    doing = plain(doing);
  }

  private static String plain(String word) {
    String bounded = word.length() > MAX_WORD ? word.substring(0, MAX_WORD) : word;
    return bounded.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").strip();
  }

  static LockHolder here(Instant now, String doing) {
    return new LockHolder(
        ProcessHandle.current().pid(),
        hostName(),
        System.getProperty("user.name", "unknown"),
        now,
        doing);
  }

  /** Asked of the system, never of the network: a resolver that hangs would hold up the start. */
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname"));
    } catch (IOException e) {
      Map<String, String> environment = System.getenv();
      String named = environment.getOrDefault("HOSTNAME", "this machine");
      return environment.getOrDefault("COMPUTERNAME", named);
    }
  }

  /** One line for each part. */
  byte[] text() {
    String lines =
        "pid=%d\nhost=%s\nuser=%s\nstarted=%s\ndoing=%s\n"
            .formatted(pid, host, user, started, doing);
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  /** What such a text says; empty where it says something else. */
  static Optional<LockHolder> parse(byte[] text) {
    Map<String, String> parts = new HashMap<>();
    for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        parts.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    try {
      return Optional.of(
          new LockHolder(
              Long.parseLong(parts.getOrDefault("pid", "")),
              parts.getOrDefault("host", "unknown"),
              parts.getOrDefault("user", "unknown"),
              Instant.parse(parts.getOrDefault("started", "")),
              parts.getOrDefault("doing", "")));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it ran on this machine and no longer does: then the file's text is an older one. */
  boolean gone() {
    return host.equals(plain(hostName())) && ProcessHandle.of(pid).isEmpty();
  }

  /** For people: {@code pid 4711 on host x, user y, since 2026-11-22 12:03 +01:00 (run acme)}. */
  @Override
  public String toString() {
    String since = SINCE.format(started.atZone(ZoneId.systemDefault()));
    return "pid "
        + pid
        + " on host "
        + host
        + ", user "
        + user
        + ", since "
        + since
        + " ("
        + doing
        + ")";
  }
}
