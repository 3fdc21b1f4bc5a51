package pl.automateforge.agent.standin.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * The agent that reads the demo's mails: a local model, a file, a webhook and a person. Its spec
 * reads {@code mails/} beside it, writes {@code out/}, and wants the slots {@code HOOK_URL} and
 * {@code HOOK_SECRET}.
 */
public final class DemoAgent {
  /** The slot of the webhook's address. */
  public static final String HOOK_URL = "HOOK_URL";

  /** The slot of the key that the webhook's requests are signed with. */
  public static final String HOOK_SECRET = "HOOK_SECRET";

  private DemoAgent() {}

  /**
   * Writes {@code agent.yaml} and {@code examples.csv}, replacing what is there.
   *
   * @param folder is made where it is absent
   * @return the spec's path
   */
  public static Path writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("agent.yaml", "examples.csv")) {
      try (InputStream in =
          Objects.requireNonNull(DemoAgent.class.getResourceAsStream(name), name)) {
        Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder.resolve("agent.yaml");
  }
}
