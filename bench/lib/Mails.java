import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes a folder of made-up mails of about 2 kB each, the same ones for the same number: a third plain text, a
 * third quoted-printable, a third text beside HTML. Arguments: the folder, how many.
 */
final class Mails {
  private static final List<String> SENTENCES =
      List.of(
          "W załączeniu przesyłam fakturę za usługi księgowe z ubiegłego miesiąca.",
          "Proszę o pilną odpowiedź w sprawie terminu złożenia deklaracji.",
          "Czy mogą Państwo potwierdzić, że dokumenty dotarły w komplecie?",
          "Please find the invoice attached and confirm the date of payment.",
          "We have not received an answer to our question of last week.",
          "The parcel has arrived damaged and we would like to return it.",
          "Urząd skarbowy prosi o wyjaśnienia do korekty za drugi kwartał.",
          "Dziękujemy za współpracę i prosimy o przesłanie umowy do podpisu.");

  private Mails() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    for (int i = 0; i < count; i++) {
      Files.writeString(folder.resolve(String.format(Locale.ROOT, "%06d.eml", i)), mail(i));
    }
  }

  private static String mail(int number) {
    Random random = new Random(number);
    String body = body(random, number);
    return headers(random, number)
        + switch (number % 3) {
          case 0 -> "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
          case 1 ->
              "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                  + quotedPrintable(body);
          default -> alternative(body);
        };
  }

  private static String headers(Random random, int number) {
    String subject = SENTENCES.get(random.nextInt(SENTENCES.size())) + " " + number;
    String word = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
    return "Received: from mx1.sender.example (mx1.sender.example [192.0.2.17])\r\n"
        + "\tby mail.acme.example with ESMTPS id " + Long.toHexString(random.nextLong()) + "\r\n"
        + "\tfor <biuro@acme.example>; Mon, 2 Nov 2026 08:15:30 +0100\r\n"
        + "From: =?UTF-8?Q?Klient_=C5=81_" + number % 97 + "?= <klient" + number % 97 + "@sender.example>\r\n"
        + "To: biuro@acme.example\r\nDate: Mon, 2 Nov 2026 08:15:29 +0100\r\n"
        + "Message-ID: <" + number + "." + Long.toHexString(random.nextLong()) + "@sender.example>\r\n"
        + "Subject: =?UTF-8?B?" + word + "?=\r\nMIME-Version: 1.0\r\n";
  }

  private static String body(Random random, int number) {
    StringBuilder body = new StringBuilder("Dzień dobry,\r\n\r\n");
    int size = number % 3 == 2 ? 500 : 1_000;
    while (body.length() < size) {
      body.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append("\r\n");
    }
    return body.append("\r\nW dniu 30.10.2026 o 10:00 Biuro Acme pisze:\r\n> ")
        .append(SENTENCES.get(random.nextInt(SENTENCES.size())))
        .append("\r\n\r\n-- \r\nJan Przykładowy\r\ntel. 22 555 01 02\r\n")
        .toString();
  }

  private static String alternative(String body) {
    String html =
        "<html><head><style>p { margin: 0 }</style></head><body><p>"
            + body.replace(">", "&gt;").replace("\r\n\r\n", "</p><p>").replace("\r\n", "<br>\r\n")
            + "</p></body></html>\r\n";
    return "Content-Type: multipart/alternative; boundary=\"b0\"\r\n\r\n--b0\r\n"
        + "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body
        + "\r\n--b0\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quotedPrintable(html) + "\r\n--b0--\r\n";
  }

  private static String quotedPrintable(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\r\n", -1)) {
      int column = 0;
      for (byte b : line.getBytes(StandardCharsets.UTF_8)) {
        String next = b > 31 && b != '=' && b < 127 ? String.valueOf((char) b) : String.format(Locale.ROOT, "=%02X", b & 0xff);
        if (column + next.length() > 75) {
          out.append("=\r\n");
          column = 0;
        }
        out.append(next);
        column += next.length();
      }
      out.append("\r\n");
    }
    return out.substring(0, out.length() - 2);
  }
}
