package pl.automateforge.agent.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/**
 * Reads the raw bytes of a message. Never throws for what the bytes hold, and uses no more memory
 * and time than its limits allow. Safe to use from many threads.
 */
public final class ContentReader {
  private static final Logger LOG = LoggerFactory.getLogger(ContentReader.class);
  private static final int LINE_END_SAMPLE = 64 * 1024;

  private static final List<String> KNOWN_HEADERS =
      List.of(
          "from",
          "subject",
          "date",
          "to",
          "message-id",
          "content-type",
          "received",
          "mime-version");

  private final ContentLimits limits;
  private final LongSupplier nanoTime;

  /** Reads within these limits. */
  public ContentReader(ContentLimits limits) {
    this(limits, System::nanoTime);
  }

  /**
   * Reads within these limits.
   *
   * @param nanoTime nanoseconds from an arbitrary moment on, as {@link System#nanoTime}
   */
  public ContentReader(ContentLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** The bounds: more than {@link ContentLimits#bytes} need not be handed in. */
  public ContentLimits limits() {
    return limits;
  }

  /**
   * Reads one message.
   *
   * @param raw its bytes, from the first one on; not changed
   * @param cut whether the message has more bytes than these
   */
  public Reading read(byte[] raw, boolean cut) {
    var budget = new Budget(limits, nanoTime);
    try {
      return read(usable(raw, cut, budget), budget);
    } catch (RuntimeException e) {
      // a hole in this reader must cost one message a person's look and not the run
      LOG.warn("a message of {} bytes could not be read", raw.length, e);
      return new Reading.Unreadable(
          "reading failed: " + e.getClass().getSimpleName(), Content.ofNothing());
    }
  }

  private byte[] usable(byte[] raw, boolean cut, Budget budget) {
    byte[] bytes = raw.length > limits.bytes() ? Arrays.copyOf(raw, limits.bytes()) : raw;
    if (cut || bytes.length < raw.length) {
      budget.cut("only the first " + bytes.length + " bytes of the message were read");
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      budget.note("a file saved as UTF-16");
      return new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Arrays.copyOfRange(bytes, 3, bytes.length);
    }
    return hasOnlyCarriageReturns(bytes) ? withLineFeeds(bytes) : bytes;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOnlyCarriageReturns(byte[] bytes) {
    boolean carriageReturn = false;
    for (int i = 0; i < Math.min(bytes.length, LINE_END_SAMPLE); i++) {
      if (bytes[i] == '\n') {
        return false;
      }
      carriageReturn |= bytes[i] == '\r';
    }
    return carriageReturn;
  }

  private static byte[] withLineFeeds(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i] == '\r' ? (byte) '\n' : copy[i];
    }
    return copy;
  }

  private Reading read(byte[] bytes, Budget budget) {
    if (Ascii.isBlank(bytes, 0, bytes.length)) {
      return new Reading.Unreadable("the message is empty", content(null, List.of(), null, budget));
    }
    Entity message = new MimeParser(budget).parse(bytes);
    boolean known = KNOWN_HEADERS.stream().anyMatch(message.headers()::has);
    if (!known && Binary.isBinary(bytes)) {
      return new Reading.Unreadable(
          "no message: there is no header, and the bytes are no text",
          content(null, List.of(), null, budget));
    }
    if (!known) {
      budget.note("no header");
    }
    var draft = new Draft(budget);
    new BodyReader(budget, draft).read(message);
    return judge(Header.of(message.headers()), draft, budget);
  }

  private Reading judge(Header header, Draft draft, Budget budget) {
    List<Part> parts = draft.parts();
    Content content = content(header, parts, draft, budget);
    boolean visible = parts.stream().anyMatch(part -> part.kind() != Kind.HIDDEN);
    String lock = budget.lock();
    if (!visible && lock != null) {
      return new Reading.Unreadable("the text is " + lock, content);
    }
    if (visible || !header.subject().isEmpty() || !draft.attachments().isEmpty()) {
      return new Reading.Text(content);
    }
    return new Reading.Unreadable(
        parts.isEmpty() ? "the message is empty" : "nothing in the message can be seen", content);
  }

  private static Content content(
      @Nullable Header header, List<Part> parts, @Nullable Draft draft, Budget budget) {
    Header known = header == null ? new Header(Sender.of(List.of()), "", null, "") : header;
    String note = known.sender().note();
    if (note != null) {
      budget.note(note);
    }
    return new Content(
        known.sender().display(),
        known.sender().address(),
        known.subject(),
        known.sent(),
        known.messageId(),
        parts,
        draft == null ? List.of() : draft.attachments(),
        LanguageDetector.of(known.subject(), parts),
        budget.isCut(),
        budget.notes());
  }
}
