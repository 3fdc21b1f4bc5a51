package pl.automateforge.agent.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How names of the code are written in a spec, and how values are shown in messages. */
final class Words {
  private static final int SHOWN = 60;

  private Words() {}

  /** {@code ImapMove} is written {@code imap-move}. */
  static String hyphenated(String simpleName) {
    return simpleName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** How a constant is written. */
  static String word(Enum<?> constant) {
    return constant.getDeclaringClass().isAnnotationPresent(AsWritten.class)
        ? constant.name()
        : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the constants of an enum are written, in their order. */
  static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> word((Enum<?>) c)).toList();
  }

  /** A value of the file in a message: quoted, bounded, control characters visible. */
  static String quote(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(SHOWN)
        .forEach(c -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    boolean cut = text.codePointCount(0, text.length()) > SHOWN;
    return shown.append(cut ? "…\"" : "\"").toString();
  }

  /** {@code ; did you mean x?}, or nothing where no candidate is near. */
  static String didYouMean(String word, Iterable<String> candidates) {
    return Nearest.to(word, candidates).map(c -> "; did you mean " + c + "?").orElse("");
  }
}
