package pl.automateforge.agent.standin.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The agent that reads the demo's mails: a local model, a mailbox, a file, a webhook and a person.
 * Its spec writes {@code out/} beside it, and wants the slots {@code IMAP_USER}, {@code
 * IMAP_PASSWORD}, {@code HOOK_URL} and {@code HOOK_SECRET}. A second form of it, for a real
 * mailbox, has no webhook.
 */
public final class DemoAgent {
  /** The slot of the mailbox's login. */
  public static final String IMAP_USER = "IMAP_USER";

  /** The slot of the mailbox's password. */
  public static final String IMAP_PASSWORD = "IMAP_PASSWORD";

  /** The slot of the webhook's address. */
  public static final String HOOK_URL = "HOOK_URL";

  /** The slot of the key that the webhook's requests are signed with. */
  public static final String HOOK_SECRET = "HOOK_SECRET";

  /** Where the spec lets mails wait for a person. */
  public static final String REVIEW_FOLDER = "AI - do decyzji";

  private static final String SPEC = "agent.yaml";
  private static final String EXAMPLES = "examples.csv";

  private DemoAgent() {}

  /**
   * A mailbox that a spec names.
   *
   * @param host a name or an address, without brackets
   * @param encrypted by TLS from the first byte on; otherwise not at all
   */
  public record Mailbox(String host, int port, boolean encrypted, String folder) {}

  /**
   * Writes {@code agent.yaml} and {@code examples.csv}, replacing what is there.
   *
   * @param folder is made where it is absent
   * @param imapPort where the mailbox's stand-in answers on this machine
   * @return the spec's path
   */
  public static Path writeTo(Path folder, int imapPort) throws IOException {
    return write(folder, SPEC, Map.of("port: 3143", "port: " + imapPort));
  }

  /**
   * Writes the same files for an agent on a real mailbox, which is bounded in its first run.
   *
   * @param folder is made where it is absent
   * @return the spec's path
   */
  public static Path writeTo(Path folder, Mailbox mailbox) throws IOException {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("host: \"imap.acme.example\"", "host: " + quoted(mailbox.host()));
    written.put("port: 993", "port: " + mailbox.port());
    written.put("tls: required", "tls: " + (mailbox.encrypted() ? "required" : "none"));
    written.put("folder: \"INBOX\"", "folder: " + quoted(mailbox.folder()));
    return write(folder, "mailbox.yaml", written);
  }

  private static Path write(Path folder, String name, Map<String, String> written)
      throws IOException {
    Files.createDirectories(folder);
    String spec;
    try (InputStream in = open(name)) {
      spec = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, String> line : written.entrySet()) {
      if (!spec.contains(line.getKey())) {
        throw new IllegalStateException(name + " does not hold " + line.getKey());
      }
      spec = spec.replace(line.getKey(), line.getValue());
    }
    try (InputStream in = open(EXAMPLES)) {
      Files.copy(in, folder.resolve(EXAMPLES), StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.writeString(folder.resolve(SPEC), spec);
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(DemoAgent.class.getResourceAsStream(name), name);
  }

  /** As YAML reads it in double quotes. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
