package pl.automateforge.agent.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models whose price this release knows: the second column of the one price table, which the
 * deciders read whole.
 */
final class PricedModels {
  private static final String TABLE = "/pl/automateforge/agent/decision/prices.csv";

  private PricedModels() {}

  static boolean knows(String model) {
    return read().contains(model);
  }

  private static Set<String> read() {
    try (InputStream stream = PricedModels.class.getResourceAsStream(TABLE)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource " + TABLE);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(",", 3)[1].strip())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + TABLE + " cannot be read", e);
    }
  }
}
