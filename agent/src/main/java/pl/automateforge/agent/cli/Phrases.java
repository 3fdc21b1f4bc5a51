package pl.automateforge.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** What a command says to people, in one language. */
final class Phrases {
  private final String file;
  private final Language language;
  private final Properties phrases = new Properties();

  /**
   * @param bundle the first part of the file's name, before the language
   */
  Phrases(String bundle, Language language) {
    this.language = language;
    file = bundle + "_" + language.code() + ".properties";
    try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file);
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      phrases.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The phrase under a name, with {@code {0}}, {@code {1}}, … replaced. */
  String of(String name, Object... values) {
    String phrase =
        Objects.requireNonNull(phrases.getProperty(name), () -> name + " is missing in " + file);
    for (int i = 0; i < values.length; i++) {
      phrase = phrase.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return phrase;
  }

  /** A decimal number, written with a point, as the language writes it. */
  String figure(String number) {
    return language == Language.PL ? number.replace('.', ',') : number;
  }

  Set<String> names() {
    return phrases.stringPropertyNames();
  }
}
