package pl.automateforge.agent.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import pl.automateforge.agent.standin.http.Request;

/** The words of a stand-in's pages in one language, escaped as they are used. */
public final class PageWords {
  static final PageWords POLISH = new PageWords("targets", "pl");
  static final PageWords ENGLISH = new PageWords("targets", "en");

  private final String language;
  private final Properties words = new Properties();

  /**
   * @param pages whose words, as the first part of the file's name beside this class
   * @param language pl or en
   */
  public PageWords(String pages, String language) {
    this.language = language;
    String file = pages + "_" + language + ".properties";
    try (InputStream in = Objects.requireNonNull(PageWords.class.getResourceAsStream(file));
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the language that {@code lang} names, else the first that the browser asks for. */
  static PageWords of(Request request) {
    return of(request, POLISH, ENGLISH);
  }

  /** One of two, likewise. */
  public static PageWords of(Request request, PageWords polish, PageWords english) {
    String asked = request.parameter("lang").orElse("");
    if (asked.equals("pl") || asked.equals("en")) {
      return asked.equals("pl") ? polish : english;
    }
    try {
      List<Locale.LanguageRange> ranges =
          Locale.LanguageRange.parse(request.headers().first("accept-language").orElse("en"));
      return "pl".equals(Locale.lookupTag(ranges, List.of("en", "pl"))) ? polish : english;
    } catch (IllegalArgumentException notAList) {
      return english;
    }
  }

  public String language() {
    return language;
  }

  /** The language that is not this one. */
  public String other() {
    return language.equals("pl") ? "en" : "pl";
  }

  /** The text under a name, for HTML. */
  public String get(String name) {
    return Html.escape(raw(name));
  }

  /** The form of a noun that goes with a number. */
  public String counted(String name, long number) {
    long tens = number % 100;
    long ones = number % 10;
    boolean few = ones >= 2 && ones <= 4 && (tens < 12 || tens > 14);
    return get(name + (number == 1 ? ".one" : few ? ".few" : ".many"));
  }

  private String raw(String name) {
    return Objects.requireNonNull(
        words.getProperty(name), () -> name + " is missing in the words of " + language);
  }
}
