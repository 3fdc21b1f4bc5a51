package pl.automateforge.agent.privacy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Where an identifier may stand: a text around it.
 *
 * @param text the text of a value and of the word that names it
 * @param named whether the word stands beside it
 */
record Surrounding(String name, boolean named, BiFunction<String, String, String> text) {
  private static final Surrounding[] ALL = {
    of("sentence", (v, w) -> "Dzień dobry, chodzi o " + v + " jak ustalono wczoraj."),
    of("start", (v, w) -> v + " to właściwa wartość"),
    of("end", (v, w) -> "Przesyłam, o co Państwo prosili: " + v),
    of("brackets", (v, w) -> "Jak w piśmie (" + v + ") z maja."),
    of("commas", (v, w) -> "Anna," + v + ",Łódź"),
    of("csv", (v, w) -> "1;Anna;" + v + ";tak\n2;Jan;;nie"),
    of("table", (v, w) -> "| osoba | wartość |\n|---|---|\n| Anna | " + v + " |"),
    of("tabs", (v, w) -> "Anna\t" + v + "\tŁódź"),
    of("html", (v, w) -> "<td>Anna</td><td>" + v + "</td>"),
    of("json", (v, w) -> "{\"person\": \"Anna\", \"value\": \"" + v + "\"}"),
    of("quoted", (v, w) -> "> napisano:\n> " + v + "\n> koniec"),
    of("line of its own", (v, w) -> "Dane:\n" + v + "\nPozdrawiam"),
    of("URL path", (v, w) -> "https://app.acme.example/osoba/" + encoded(v) + "/karta"),
    of("URL query", (v, w) -> "https://app.acme.example/?a=b&value=" + encoded(v) + "&z=1"),
    of("file name", (v, w) -> "skan_" + v + ".pdf"),
    of("second file name", (v, w) -> "W załączniku umowa_" + v + ".docx, proszę zerknąć."),
    of("parentheses in English", (v, w) -> "As agreed (" + v + "), please proceed."),
    named("word", (v, w) -> w + ": " + v),
    named("word and number", (v, w) -> "Mój " + w + " nr " + v + ", proszę o odpowiedź."),
    named("word behind", (v, w) -> "Podaję " + v + " (" + w + ")."),
    named("word two lines up", (v, w) -> w + "\n" + v),
    named("JSON with its word", (v, w) -> "{\"" + w + "\":\"" + v + "\"}"),
    named("capitals", (v, w) -> w.toUpperCase(java.util.Locale.ROOT) + " " + v + " KONIEC"),
    named("in English", (v, w) -> "my " + w + " is " + v + ", thanks"),
  };

  private static Surrounding of(String name, BiFunction<String, String, String> text) {
    return new Surrounding(name, false, text);
  }

  private static Surrounding named(String name, BiFunction<String, String, String> text) {
    return new Surrounding(name, true, text);
  }

  static List<Surrounding> all() {
    return List.of(ALL);
  }

  static List<Surrounding> allNamed() {
    return all().stream().filter(Surrounding::named).toList();
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The text in quoted-printable, lines broken at a random width. */
  static String quotedPrintable(String text, Random random) {
    int width = 20 + random.nextInt(40);
    var out = new StringBuilder();
    int column = 0;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= ' ' && b < 0x7f && b != '=' && random.nextInt(9) > 0;
      String piece = plain ? "" + (char) b : b == '\n' ? "\n" : "=%02X".formatted(b & 0xff);
      if (column + piece.length() > width) {
        out.append("=\r\n");
        column = 0;
      }
      out.append(piece);
      column = b == '\n' ? 0 : column + piece.length();
    }
    return out.toString();
  }
}
