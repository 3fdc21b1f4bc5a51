package pl.automateforge.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which release this is, as the build wrote it down. */
final class Release implements IVersionProvider {
  static String number() {
    Properties properties = new Properties();
    try (InputStream in =
        Release.class.getResourceAsStream("/pl/automateforge/agent/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "autoforge " + number(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
