package pl.automateforge.agent.checkout;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that the launcher, the pages and the modules lie in. */
final class Checkout {
  private Checkout() {}

  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("autoforge"))
          && Files.isRegularFile(at.resolve("pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
  }
}
