package pl.automateforge.agent.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message's header says, decoded and bounded.
 *
 * @param sent null where there is no date that can be read
 */
record Header(Sender sender, String subject, @Nullable Instant sent, String messageId) {
  private static final int MAX_SUBJECT = 1_000;
  private static final int MAX_ID = 998;
  private static final int MAX_FROM = 5;

  static Header of(Headers headers) {
    String subject = headers.first("subject");
    String date = headers.first("date");
    String id = headers.first("message-id");
    return new Header(
        Sender.of(headers.all("from", MAX_FROM)),
        subject == null ? "" : Clean.line(EncodedWords.decode(subject), MAX_SUBJECT),
        date == null ? null : MailDates.parse(date),
        id == null ? "" : Clean.line(id, MAX_ID));
  }
}
