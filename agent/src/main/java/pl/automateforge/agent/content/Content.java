package pl.automateforge.agent.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as text, bounded.
 *
 * @param sender the From header, decoded, as a person reads it; empty where there is none
 * @param senderAddress the bare address of the sender; empty where there is none
 * @param subject decoded; empty where there is none
 * @param sent the Date header; null where there is none that can be read
 * @param messageId the Message-ID header as it stands; empty where there is none
 * @param parts the text in reading order
 * @param language of the text a person wrote
 * @param truncated whether the bounds cut something off
 * @param notes what was odd and was put right, in words
 */
public record Content(
    String sender,
    String senderAddress,
    String subject,
    @Nullable Instant sent,
    String messageId,
    List<Part> parts,
    List<Attachment> attachments,
    TextLanguage language,
    boolean truncated,
    List<String> notes) {

  public Content {
    parts = List.copyOf(parts);
    attachments = List.copyOf(attachments);
    notes = List.copyOf(notes);
  }

  /** A run of text of one kind. */
  public record Part(Kind kind, String text) {
    /**
     * What a part is. HIDDEN is text that a person would not see: zero size, white on white,
     * comments.
     */
    public enum Kind {
      BODY,
      QUOTED,
      SIGNATURE,
      HIDDEN
    }
  }

  /** A file that came along; its content is not read here. */
  public record Attachment(String name, String type, long size) {}

  /** What language a text is in. */
  public enum TextLanguage {
    PL,
    EN,
    OTHER
  }

  /** A text as it stands, such as a record of a data set: one body, no headers. */
  public static Content ofText(String text, TextLanguage language) {
    return new Content(
        "",
        "",
        "",
        null,
        "",
        List.of(new Part(Part.Kind.BODY, text)),
        List.of(),
        language,
        false,
        List.of());
  }

  /** Nothing at all. */
  static Content ofNothing() {
    return new Content(
        "", "", "", null, "", List.of(), List.of(), TextLanguage.OTHER, false, List.of());
  }

  /** The text of one kind, joined by line breaks; empty where there is none. */
  public String text(Part.Kind kind) {
    StringBuilder joined = new StringBuilder();
    for (Part part : parts) {
      if (part.kind() == kind) {
        if (!joined.isEmpty()) {
          joined.append('\n');
        }
        joined.append(part.text());
      }
    }
    return joined.toString();
  }

  /**
   * The text as a model or a person may be shown it, at most so many characters: what the sender
   * wrote as it stands, quoted lines behind a {@code >}, the signature behind a line of dashes.
   * Hidden text is never shown, only counted. What does not fit is counted too; the sender's own
   * words are the last to be cut. No line of a message can pass itself off for another kind that
   * weighs more: every quoted line bears its mark.
   */
  public String visible(int max) {
    return new VisibleText(this, max).toString();
  }
}
