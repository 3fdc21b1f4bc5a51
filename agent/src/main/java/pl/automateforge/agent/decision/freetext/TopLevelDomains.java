package pl.automateforge.agent.decision.freetext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The last parts that names of hosts have: those that are given out, and those kept for special
 * use.
 */
final class TopLevelDomains {
  private static final String FILE = "top-level-domains.txt";
  private static final Set<String> ALL = read();

  private TopLevelDomains() {}

  /** Whether a part in lower case is one. */
  static boolean has(String part) {
    return part.startsWith("xn--") || ALL.contains(part);
  }

  private static Set<String> read() {
    try (InputStream stream = TopLevelDomains.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource " + FILE);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Set.of(text.strip().split("\\s+"));
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + FILE + " cannot be read", e);
    }
  }
}
