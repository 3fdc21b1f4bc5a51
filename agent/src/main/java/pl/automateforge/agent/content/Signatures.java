package pl.automateforge.agent.content;

import java.util.List;
import java.util.Locale;

/** Finds where a signature begins in a run of lines that one person wrote. */
final class Signatures {
  private static final int MAX_DELIMITED_LINES = 40;
  private static final int MAX_TAIL_LINES = 14;
  private static final int MAX_TAIL_CHARACTERS = 900;
  private static final int MAX_CLOSING = 45;
  private static final int MIN_RULE = 20;

  private static final List<String> CLOSINGS =
      List.of(
          "pozdrawiam",
          "pozdrawiamy",
          "pozdrowienia",
          "serdecznie pozdrawiam",
          "serdeczne pozdrowienia",
          "z pozdrowieniami",
          "z poważaniem",
          "z powazaniem",
          "z wyrazami szacunku",
          "z wyrazami poważania",
          "z szacunkiem",
          "łączę wyrazy szacunku",
          "łączę pozdrowienia",
          "lacze pozdrowienia",
          "miłego dnia",
          "best regards",
          "kind regards",
          "warm regards",
          "with regards",
          "with best regards",
          "with kind regards",
          "regards",
          "best wishes",
          "sincerely",
          "yours sincerely",
          "yours faithfully",
          "yours truly",
          "sincerely yours",
          "cheers",
          "mit freundlichen grüßen",
          "cordialement");

  private static final List<String> DEVICES =
      List.of(
          "sent from my ",
          "sent from mail for ",
          "sent from outlook",
          "sent from yahoo",
          "sent via ",
          "get outlook for ",
          "wysłane z ",
          "wysłano z ",
          "wyslane z ",
          "wyslano z ",
          "wysłane przy użyciu ",
          "pobierz program outlook",
          "pobierz aplikację outlook",
          "von meinem ");

  private Signatures() {}

  /**
   * The index of the line that begins the signature; {@code to} where there is none.
   *
   * @param from the first line of the run
   * @param to after its last line
   */
  static int start(List<String> lines, int from, int to) {
    int delimiter = delimiter(lines, from, to);
    int end = delimiter < 0 ? to : delimiter;
    int closing = closing(lines, from, end);
    return closing >= 0 ? closing : end;
  }

  private static int delimiter(List<String> lines, int from, int to) {
    for (int i = Math.max(from, to - MAX_DELIMITED_LINES); i < to; i++) {
      String line = lines.get(i);
      if (line.stripTrailing().equals("--") || isRule(line)) {
        return i;
      }
    }
    return -1;
  }

  /** A line of nothing but underscores, as mailing lists put it before their footer. */
  private static boolean isRule(String line) {
    String stripped = line.strip();
    return stripped.length() >= MIN_RULE
        && stripped.length() <= 100
        && stripped.chars().allMatch(c -> c == '_');
  }

  private static int closing(List<String> lines, int from, int to) {
    int characters = 0;
    int filled = 0;
    for (int i = to - 1; i >= from; i--) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      characters += line.length();
      filled++;
      if (filled > MAX_TAIL_LINES || characters > MAX_TAIL_CHARACTERS || isPostscript(line)) {
        return -1;
      }
      if (isClosing(line) || (filled == 1 && isDevice(line))) {
        return earlierClosing(lines, from, i);
      }
    }
    return -1;
  }

  /** "Best regards, / Jan / Sent from my phone": the signature begins with the greeting. */
  private static int earlierClosing(List<String> lines, int from, int found) {
    int characters = 0;
    for (int i = found - 1; i >= Math.max(from, found - 8); i--) {
      String line = lines.get(i).strip();
      characters += line.length();
      if (characters > 200) {
        break;
      }
      if (isClosing(line)) {
        return i;
      }
    }
    return found;
  }

  private static boolean isPostscript(String line) {
    return line.startsWith("PS") || line.startsWith("P.S") || line.startsWith("Ps.");
  }

  private static boolean isDevice(String line) {
    if (line.length() > 120) {
      return false;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    return DEVICES.stream().anyMatch(lower::startsWith);
  }

  private static boolean isClosing(String line) {
    if (line.length() > MAX_CLOSING) {
      return false;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    for (String closing : CLOSINGS) {
      if (lower.startsWith(closing)) {
        return lower.length() == closing.length()
            || !Character.isLetter(lower.charAt(closing.length()));
      }
    }
    return false;
  }
}
