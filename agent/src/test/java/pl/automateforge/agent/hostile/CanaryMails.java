package pl.automateforge.agent.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Mails in which canaries stand wherever a mail can hold a text. */
public final class CanaryMails {
  /** How many of them stand in one mail. */
  private static final int TOGETHER = 5;

  private CanaryMails() {}

  /** The addresses that the mails come from: canaries too. */
  public static List<Canary> senders(int canaries) {
    List<Canary> senders = new ArrayList<>();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < canaries / TOGETHER; i++) {
      senders.add(Canary.address("gawron", random, i));
    }
    return senders;
  }

  /** All of them, a few in a mail; the mark stands in the subject. */
  public static List<byte[]> of(List<Canary> canaries, String mark) {
    List<Canary> senders = senders(canaries.size());
    List<byte[]> mails = new ArrayList<>();
    for (int i = 0; i < senders.size(); i++) {
      List<Canary> some = canaries.subList(i * TOGETHER, (i + 1) * TOGETHER);
      mails.add(mail(senders.get(i), some, mark, i).getBytes(US_ASCII));
    }
    return mails;
  }

  private static String mail(Canary sender, List<Canary> some, String mark, int number) {
    String names = joined(some, ", ", c -> c.word() + " " + c.inline());
    StringBuilder mail = new StringBuilder();
    mail.append("From: ").append(words("Jan, " + names));
    mail.append(" <").append(sender.value()).append(">\r\nTo: biuro@acme.example\r\n");
    mail.append("Subject: ").append(words("mark-" + mark + "- " + names)).append("\r\n");
    mail.append("Message-ID: <").append(mark).append(number).append('.').append(sender.value());
    mail.append(">\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n");
    mail.append("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    switch (number % 4) {
      case 0 -> part(mail, "plain", true, plain(some, sender));
      case 1 -> part(mail, "plain", false, plain(some, sender));
      case 2 -> part(mail, "html", true, html(some, sender));
      default -> part(mail, "html", false, html(some, sender));
    }
    for (Canary canary : some) {
      mail.append("--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;");
      mail.append(" filename*=utf-8''").append(percent("skan " + canary.inline() + ".pdf"));
      mail.append("\r\n\r\nx\r\n");
    }
    return mail.append("--b--\r\n").toString();
  }

  private static String plain(List<Canary> some, Canary sender) {
    return "Dzień dobry,\n"
        + joined(some, "\n", c -> "mój " + c.word() + ": " + c.wrapped() + " jak zawsze.")
        + "\nhttps://klient.example/?dane="
        + percent(some.getFirst().inline())
        + "\n\nW dniu 20.11.2026 o 10:00 Anna napisała:\n"
        + joined(some, "\n", c -> "> " + c.word() + " " + c.inline())
        + "\n\n-- \nJan\n"
        + sender.inline()
        + "\n"
        + joined(some, "\n", c -> c.word() + " " + c.inline())
        + "\n";
  }

  private static String html(List<Canary> some, Canary sender) {
    return "<html><body><!-- "
        + joined(some, " ", Canary::inline)
        + " --><p>Dzień dobry,</p>"
        + joined(some, "", c -> "<p>mój " + c.word() + ": <b>" + c.wrapped() + "</b> jest</p>")
        + "<p><a href=\"https://klient.example/?dane="
        + percent(some.getFirst().inline())
        + "\">tutaj</a></p><img alt=\""
        + some.get(1).inline()
        + "\" src=\"cid:x\"><span style=\"display:none\">"
        + joined(some, " ", Canary::inline)
        + "</span><span style=\"font-size:0\">"
        + some.getLast().wrapped()
        + "</span><blockquote>"
        + joined(some, "<br>", c -> c.word() + " " + c.inline())
        + "</blockquote><p>-- <br>Jan<br>"
        + sender.inline()
        + "</p></body></html>\n";
  }

  private static void part(StringBuilder mail, String type, boolean base64, String text) {
    mail.append("--b\r\nContent-Type: text/").append(type).append("; charset=utf-8\r\n");
    mail.append("Content-Transfer-Encoding: ").append(base64 ? "base64" : "quoted-printable");
    mail.append("\r\n\r\n").append(base64 ? mime(text) : quoted(text)).append("\r\n");
  }

  private static String mime(String text) {
    return Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Each byte by its code, and a line's end within what belongs together. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    int length = 0;
    for (byte b : text.getBytes(UTF_8)) {
      if (b == '\n') {
        out.append("\r\n");
        length = 0;
        continue;
      }
      if (length > 66) {
        out.append("=\r\n");
        length = 0;
      }
      boolean plain = b > ' ' && b < 0x7f && b != '=' && length % 7 != 3;
      String code = plain ? "" + (char) b : String.format(Locale.ROOT, "=%02X", b & 0xff);
      out.append(code);
      length += code.length();
    }
    return out.toString();
  }

  /** As encoded words, each within its bound. */
  private static String words(String text) {
    List<String> words = new ArrayList<>();
    for (int at = 0; at < text.length(); at += 15) {
      String piece = text.substring(at, Math.min(text.length(), at + 15));
      words.add("=?utf-8?B?" + Base64.getEncoder().encodeToString(piece.getBytes(UTF_8)) + "?=");
    }
    return String.join("\r\n ", words);
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static String joined(List<Canary> some, String by, Function<Canary, String> form) {
    return some.stream().map(form).collect(Collectors.joining(by));
  }
}
