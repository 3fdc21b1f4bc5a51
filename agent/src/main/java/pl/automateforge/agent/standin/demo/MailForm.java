package pl.automateforge.agent.standin.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Gives drafts one of the many MIME forms in which mail comes. */
final class MailForm {
  private static final Charset LATIN_2 = Charset.forName("ISO-8859-2");
  private static final Charset WINDOWS = Charset.forName("windows-1250");
  private static final String END = "\r\n";

  private final Random random;

  MailForm(Random random) {
    this.random = random;
  }

  /** One mail as its raw bytes. */
  byte[] write(Draft draft) {
    Charset charset = charset(draft);
    Draft typed = charset.equals(StandardCharsets.US_ASCII) ? plain(draft) : draft;
    StringBuilder mail = new StringBuilder();
    MailHead.write(mail, typed, headerCharset(charset), random.nextBoolean());
    Attachment attachment = Attachment.of(typed, random);
    boolean html = random.nextInt(100) < (typed.category().equals("spam") ? 75 : 35);
    if (attachment == null) {
      content(mail, typed, charset, html, 0);
    } else {
      String boundary = boundary(typed, 0);
      mail.append("Content-Type: multipart/mixed; boundary=\"").append(boundary).append('"');
      mail.append(END).append(END).append("--").append(boundary).append(END);
      content(mail, typed, charset, html, 1);
      mail.append(END).append("--").append(boundary).append(END);
      attachment.write(mail);
      mail.append(END).append("--").append(boundary).append("--").append(END);
    }
    return mail.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private Charset charset(Draft draft) {
    if (!draft.polish()) {
      return Mime.isAscii(draft.text()) ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
    }
    int chance = random.nextInt(100);
    if (chance < 6 || Character.isLowerCase(draft.subject().charAt(0))) {
      return StandardCharsets.US_ASCII;
    }
    Charset older = chance < 22 ? LATIN_2 : WINDOWS;
    boolean fits = older.newEncoder().canEncode(draft.subject() + draft.sender() + draft.text());
    return chance < 34 && fits ? older : StandardCharsets.UTF_8;
  }

  private static Charset headerCharset(Charset charset) {
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  private static Draft plain(Draft draft) {
    return new Draft(
        draft.number(),
        draft.category(),
        draft.polish(),
        draft.sender(),
        Mime.plain(draft.subject()),
        Mime.plain(draft.body()),
        Mime.plain(draft.quoted()),
        draft.sent());
  }

  private void content(StringBuilder mail, Draft draft, Charset charset, boolean html, int level) {
    if (!html) {
      text(mail, "plain", draft.text(), charset);
      return;
    }
    if (draft.category().equals("spam") && random.nextInt(3) == 0) {
      text(mail, "html", HtmlBody.of(draft), charset);
      return;
    }
    String boundary = boundary(draft, level + 1);
    mail.append("Content-Type: multipart/alternative; boundary=\"").append(boundary);
    mail.append('"').append(END).append(END).append("--").append(boundary).append(END);
    text(mail, "plain", draft.text(), charset);
    mail.append(END).append("--").append(boundary).append(END);
    text(mail, "html", HtmlBody.of(draft), charset);
    mail.append(END).append("--").append(boundary).append("--").append(END);
  }

  private void text(StringBuilder mail, String type, String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    mail.append("Content-Type: text/").append(type).append("; charset=");
    mail.append(charset.name().toLowerCase(Locale.ROOT)).append(END);
    if (charset.equals(StandardCharsets.US_ASCII) && longestLine(text) < 900) {
      mail.append("Content-Transfer-Encoding: 7bit").append(END).append(END);
      mail.append(text.replace("\n", END));
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> {
        mail.append("Content-Transfer-Encoding: base64").append(END).append(END);
        mail.append(Mime.base64(bytes)).append(END);
      }
      case 1 -> {
        mail.append("Content-Transfer-Encoding: 8bit").append(END).append(END);
        mail.append(new String(bytes, StandardCharsets.ISO_8859_1).replace("\n", END));
      }
      default -> {
        mail.append("Content-Transfer-Encoding: quoted-printable").append(END).append(END);
        mail.append(Mime.quotedPrintable(bytes)).append(END);
      }
    }
  }

  private static int longestLine(String text) {
    return List.of(text.split("\n", -1)).stream().mapToInt(String::length).max().orElse(0);
  }

  private static String boundary(Draft draft, int level) {
    return String.format(Locale.ROOT, "=_demo_%04d_%d", draft.number(), level);
  }
}
