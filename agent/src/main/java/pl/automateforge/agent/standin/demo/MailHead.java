package pl.automateforge.agent.standin.demo;

import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The header fields above a mail's content. */
final class MailHead {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
  private static final String END = "\r\n";

  private MailHead() {}

  static void write(StringBuilder mail, Draft draft, Charset charset, boolean base64) {
    String domain = draft.sender().replaceAll(".*@|>.*", "");
    field(mail, "Date", DATE.format(draft.sent()));
    field(mail, "From", Mime.address(draft.sender(), charset));
    field(mail, "To", "Biuro Acme <biuro@acme.example>");
    field(mail, "Subject", Mime.header(draft.subject(), charset, base64));
    field(mail, "Message-ID", String.format(Locale.ROOT, "<demo-%04d@%s>", draft.number(), domain));
    if (!draft.quoted().isEmpty()) {
      field(
          mail,
          "In-Reply-To",
          String.format(Locale.ROOT, "<sent-%04d@acme.example>", draft.number()));
    }
    if (draft.category().equals("spam")) {
      field(mail, "List-Unsubscribe", "<mailto:unsubscribe@" + domain + ">");
      field(mail, "Precedence", "bulk");
    }
    if (draft.subject().matches("Nieobecność|Out of office")) {
      field(mail, "Auto-Submitted", "auto-replied");
    }
    field(mail, "MIME-Version", "1.0");
  }

  private static void field(StringBuilder mail, String name, String value) {
    mail.append(name).append(": ").append(value).append(END);
  }
}
