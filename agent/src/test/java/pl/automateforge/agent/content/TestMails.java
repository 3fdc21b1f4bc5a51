package pl.automateforge.agent.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import pl.automateforge.agent.content.Content.Part.Kind;

/** Reads mail for tests. */
final class TestMails {
  private static final ContentReader READER = new ContentReader(ContentLimits.DEFAULT);

  private TestMails() {}

  static Reading read(String mail) {
    return READER.read(mail.getBytes(UTF_8), false);
  }

  static Reading read(byte[] mail) {
    return READER.read(mail, false);
  }

  /** The content of a mail that can be read. */
  static Content content(String mail) {
    return content(mail.getBytes(UTF_8));
  }

  static Content content(byte[] mail) {
    return switch (read(mail)) {
      case Reading.Text text -> text.content();
      case Reading.Unreadable unreadable ->
          throw new AssertionError("unreadable: " + unreadable.reason());
    };
  }

  /** One byte a character. */
  static Content contentOfBytes(String mail) {
    return content(mail.getBytes(ISO_8859_1));
  }

  static String body(String mail) {
    return content(mail).text(Kind.BODY);
  }

  static Content html(String html) {
    return content("Subject: x\nContent-Type: text/html; charset=utf-8\n\n" + html);
  }

  static Content plain(String text) {
    return content("Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + text);
  }

  /** A content or what was found of it. */
  static Content found(Reading reading) {
    return switch (reading) {
      case Reading.Text text -> text.content();
      case Reading.Unreadable unreadable -> unreadable.partial();
    };
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
