package pl.automateforge.agent.content;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows the lines that mail programs put before the text they answer or forward. */
final class Replies {
  private static final int MAX_LINE = 300;
  private static final int HEADER_LINES = 8;

  private static final List<String> VERBS =
      List.of(
          "wrote:",
          "writes:",
          "pisze:",
          "napisał:",
          "napisała:",
          "napisał(a):",
          "napisał/a:",
          "napisal(a):",
          "napisal:",
          "napisano:",
          "schrieb:",
          "a écrit :",
          "a écrit:",
          "said:");

  private static final Pattern DATED = Pattern.compile("\\d{1,2}[:./-]\\d{2}|\\b(19|20)\\d{2}\\b");

  private static final Pattern SEPARATOR =
      Pattern.compile(
          "[-_=\\s>]{2,}\\s*(original message|original appointment|forwarded message"
              + "|forwarded by .{1,100}|wiadomość oryginalna|oryginalna wiadomość"
              + "|wiadomość przekazana|przekazana wiadomość|wiadomość przesłana dalej"
              + "|treść przekazanej wiadomości|ursprüngliche nachricht|weitergeleitete nachricht)"
              + "\\s*[-_=]{2,}.*");

  private static final List<String> SEPARATOR_STARTS =
      List.of(
          "begin forwarded message:",
          "początek przekazanej wiadomości",
          "początek przekierowanej wiadomości",
          "anfang der weitergeleiteten nachricht");

  private static final Set<String> FROM = Set.of("from", "od", "von", "nadawca");
  private static final Set<String> SENT =
      Set.of("sent", "date", "wysłano", "wyslano", "wysłane", "data", "gesendet", "datum");
  private static final Set<String> OTHERS =
      Set.of(
          "to",
          "do",
          "an",
          "subject",
          "temat",
          "betreff",
          "cc",
          "dw",
          "kopia",
          "bcc",
          "udw",
          "reply-to",
          "importance",
          "ważność",
          "adresat");

  private Replies() {}

  static boolean isQuoted(String line) {
    int i = 0;
    while (i < line.length() && i < 3 && line.charAt(i) == ' ') {
      i++;
    }
    return i < line.length() && line.charAt(i) == '>';
  }

  /** How many lines from here on introduce a quotation, such as "On … wrote:"; 0 where none. */
  static int attribution(List<String> lines, int from) {
    String first = lines.get(from).strip();
    if (first.isEmpty() || first.length() > MAX_LINE) {
      return 0;
    }
    if (first.endsWith(":")) {
      return introduces(first) ? 1 : 0;
    }
    if (!startsAttribution(first)) {
      return 0;
    }
    String joined = first;
    for (int i = from + 1; i < Math.min(lines.size(), from + 4); i++) {
      String line = lines.get(i).strip();
      joined = joined + " " + line;
      if (line.isEmpty() || joined.length() > MAX_LINE) {
        return 0;
      }
      if (line.endsWith(":")) {
        return introduces(joined) ? i - from + 1 : 0;
      }
    }
    return 0;
  }

  /** Whether what follows an introduction is a quotation even without a mark on its lines. */
  static boolean isDated(List<String> lines, int from, int count) {
    return DATED.matcher(String.join(" ", lines.subList(from, from + count))).find();
  }

  private static boolean startsAttribution(String line) {
    return line.startsWith("On ")
        || line.startsWith("W dniu ")
        || line.startsWith("Dnia ")
        || line.startsWith("Am ")
        || line.startsWith("Le ")
        || (Character.isDigit(line.charAt(0)) && DATED.matcher(line).find());
  }

  private static boolean introduces(String line) {
    String lower = Ascii.lower(line);
    for (String verb : VERBS) {
      if (lower.endsWith(verb)) {
        return true;
      }
    }
    return line.startsWith("W dniu ") && DATED.matcher(line).find();
  }

  /** Whether everything from this line on is another message. */
  static boolean isSeparator(List<String> lines, int at) {
    String line = lines.get(at).strip();
    if (line.length() < 4 || line.length() > MAX_LINE) {
      return false;
    }
    char first = line.charAt(0);
    if (first == '-' || first == '_' || first == '=') {
      return SEPARATOR.matcher(line.toLowerCase(Locale.ROOT)).matches();
    }
    if (first == 'B' || first == 'P' || first == 'A') {
      String lower = line.toLowerCase(Locale.ROOT);
      return SEPARATOR_STARTS.stream().anyMatch(lower::startsWith);
    }
    return isHeaderBlock(lines, at);
  }

  /** From, a date, and a recipient or subject, one below the other, as Outlook writes them. */
  private static boolean isHeaderBlock(List<String> lines, int at) {
    if (!FROM.contains(field(lines.get(at)))) {
      return false;
    }
    boolean sent = false;
    int others = 0;
    for (int i = at + 1; i < Math.min(lines.size(), at + HEADER_LINES); i++) {
      String field = field(lines.get(i));
      sent |= SENT.contains(field);
      others += OTHERS.contains(field) ? 1 : 0;
    }
    return (sent && others >= 1) || others >= 2;
  }

  private static String field(String line) {
    int colon = line.indexOf(':');
    if (colon < 2 || colon > 20) {
      return "";
    }
    return line.substring(0, colon).replace("*", "").strip().toLowerCase(Locale.ROOT);
  }
}
