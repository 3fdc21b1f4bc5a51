package pl.automateforge.agent.action.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.template.Target;
import pl.automateforge.agent.action.template.Template;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;

/** The mail that is answered. All of it is hostile. */
final class Original {
  /** What of a mail is read for an answer: its header, and enough text to tell its language. */
  static final int READ = 512 * 1024;

  private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,240}>");
  private static final Pattern ANSWERED =
      Pattern.compile("^\\s*((re|odp)\\s*(\\[\\d{1,4}])?\\s*:\\s*)+", Pattern.CASE_INSENSITIVE);
  private static final int MOST_REFERENCES = 20;
  private static final Template SUBJECT =
      Template.compile("Re: {{subject}}", java.util.Set.of("subject"), Target.MAIL_HEADER);
  private static final ContentReader READER = new ContentReader(ContentLimits.DEFAULT);

  private final OriginalHeaders headers;
  private final Content content;

  private Original(OriginalHeaders headers, Content content) {
    this.headers = headers;
    this.content = content;
  }

  /**
   * @param raw its first bytes
   */
  static Original of(byte[] raw, boolean cut) {
    Content content =
        switch (READER.read(raw, cut)) {
          case Reading.Text text -> text.content();
          case Reading.Unreadable unreadable -> unreadable.partial();
        };
    return new Original(OriginalHeaders.of(raw), content);
  }

  OriginalHeaders headers() {
    return headers;
  }

  /**
   * The one address it is from. Two readers of our own must agree on it, one of them lenient: a
   * header that mail programs read differently has none.
   */
  Optional<MailAddress> from() {
    List<String> froms = headers.all("from");
    if (froms.size() != 1) {
      return Optional.empty();
    }
    return FromHeader.address(froms.getFirst())
        .filter(
            strict -> MailAddress.of(content.senderAddress()).filter(strict::isSameAs).isPresent());
  }

  /** Its subject behind one {@code Re:}. */
  String answerSubject() {
    String bare = ANSWERED.matcher(content.subject()).replaceFirst("");
    return SUBJECT.render(java.util.Map.of("subject", bare)).strip();
  }

  /** What an answer's In-Reply-To and References say; null where the mail has no usable id. */
  ComposedMail.@Nullable Conversation thread() {
    String own = headers.first("message-id");
    if (!MESSAGE_ID.matcher(own).matches()) {
      return null;
    }
    List<String> references = new ArrayList<>();
    Matcher id = MESSAGE_ID.matcher(headers.first("references"));
    while (id.find()) {
      references.add(id.group());
    }
    int from = Math.max(0, references.size() - MOST_REFERENCES + 1);
    List<String> bounded = new ArrayList<>(references.subList(from, references.size()));
    bounded.removeIf(own::equals);
    bounded.add(own);
    return new ComposedMail.Conversation(own, bounded);
  }

  Content.TextLanguage language() {
    return content.language();
  }
}
