package pl.automateforge.agent.standin.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;

/**
 * A mail as a page shows it. All texts are hostile.
 *
 * @param whom the sender of a mail that came, the recipients of one that was sent
 * @param label empty for none
 */
record ShownMail(
    long uid,
    String subject,
    String whom,
    List<String> flags,
    String label,
    String text,
    String source) {
  private static final int MOST_SOURCE = 20_000;

  ShownMail {
    flags = List.copyOf(flags);
  }

  static ShownMail of(HeldMail mail, ContentReader reader) {
    byte[] raw = mail.raw();
    Content content = content(raw, reader);
    return new ShownMail(
        mail.uid(),
        content.subject(),
        content.sender(),
        mail.flags(),
        mail.label().orElse(""),
        text(content),
        source(raw));
  }

  static ShownMail of(long number, SentMail mail, ContentReader reader) {
    byte[] raw = mail.raw();
    Content content = content(raw, reader);
    return new ShownMail(
        number,
        content.subject(),
        String.join(", ", mail.to()),
        List.of(),
        "",
        text(content),
        source(raw));
  }

  private static Content content(byte[] raw, ContentReader reader) {
    return switch (reader.read(raw, false)) {
      case Reading.Text text -> text.content();
      case Reading.Unreadable unreadable -> unreadable.partial();
    };
  }

  private static String text(Content content) {
    return content.parts().stream().map(Content.Part::text).collect(Collectors.joining("\n"));
  }

  private static String source(byte[] raw) {
    int length = Math.min(raw.length, MOST_SOURCE);
    return new String(raw, 0, length, StandardCharsets.UTF_8);
  }
}
