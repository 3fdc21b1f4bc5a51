package pl.automateforge.agent.privacy;

import java.util.ArrayList;
import java.util.List;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.Attachment;
import pl.automateforge.agent.content.Content.Part;

/** A message with tokens for what tells of people. For one message and one thread. */
final class RedactedContent {
  private final Redacting redacting;

  RedactedContent(Redacting redacting) {
    this.redacting = redacting;
  }

  Content of(Content content) {
    SenderName name = SenderName.of(content.sender());
    if (redacting.replaces(PersonalData.NAME) && name.isPerson()) {
      name.surnames().forEach(redacting.people()::learn);
    }
    String sender = sender(content, name);
    String address = redacting.whole(PersonalData.EMAIL, content.senderAddress());
    List<Part> parts = new ArrayList<>();
    for (Part part : content.parts()) {
      parts.add(new Part(part.kind(), redacting.redact(part.text())));
    }
    List<Attachment> attachments = new ArrayList<>();
    for (Attachment file : content.attachments()) {
      attachments.add(
          new Attachment(
              redacting.redact(file.name()), redacting.redact(file.type()), file.size()));
    }
    return new Content(
        sender,
        address,
        redacting.redact(content.subject()),
        content.sent(),
        messageId(content.messageId()),
        parts,
        attachments,
        content.language(),
        content.truncated(),
        content.notes().stream().map(redacting::redact).toList());
  }

  /** A person's display name is one token, also where no list knows the name. */
  private String sender(Content content, SenderName name) {
    if (!redacting.replaces(PersonalData.NAME) || !name.isPerson()) {
      return redacting.redact(content.sender());
    }
    return redacting.whole(PersonalData.NAME, name.name()) + redacting.redact(name.rest());
  }

  private String messageId(String id) {
    return redacting.replaces(PersonalData.EMAIL) && id.indexOf('@') >= 0
        ? ""
        : redacting.redact(id);
  }
}
