package pl.automateforge.agent.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** The body of one text part, decoded, laid out and split into kinds. */
final class PartText {
  private static final int HTML_PER_TEXT = 8;
  private static final int BYTES_PER_CHARACTER = 4;
  private static final int META_BYTES = 1024;
  private static final String PGP_BEGIN = "-----BEGIN PGP MESSAGE-----";
  private static final String PGP_END = "-----END PGP MESSAGE-----";

  private final Budget budget;

  PartText(Budget budget) {
    this.budget = budget;
  }

  /** Plain text, or HTML that calls itself plain. */
  Words plain(Entity part) {
    int limit = budget.limits().textCharacters();
    String text = decoded(part, limit * BYTES_PER_CHARACTER, part.parameter("charset"));
    if (isHtml(text)) {
      budget.note("HTML that calls itself plain text");
      return html(text);
    }
    boolean flowed = "flowed".equalsIgnoreCase(part.parameter("format"));
    String laidOut =
        flowed ? FlowedText.unflow(text, "yes".equalsIgnoreCase(part.parameter("delsp"))) : text;
    return split(withoutArmour(laidOut));
  }

  Words html(Entity part) {
    int limit = budget.limits().textCharacters() * HTML_PER_TEXT;
    byte[] bytes = bytes(part, limit);
    String charset = part.parameter("charset");
    return html(decoded(bytes, charset == null ? metaCharset(bytes) : charset));
  }

  /** Text whose markup is only left out, such as {@code text/enriched}. */
  Words stripped(Entity part) {
    int limit = budget.limits().textCharacters() * BYTES_PER_CHARACTER;
    return split(HtmlStrip.strip(decoded(part, limit, part.parameter("charset"))));
  }

  Words calendar(Entity part) {
    int limit = budget.limits().textCharacters() * BYTES_PER_CHARACTER;
    String charset = part.parameter("charset");
    return split(CalendarText.of(decoded(part, limit, charset == null ? "utf-8" : charset)));
  }

  private Words split(String text) {
    var invisible = new Invisible();
    String clean = Clean.text(text, invisible);
    if (clean.indexOf('\r') >= 0) {
      clean = clean.replace("\r\n", "\n").replace('\r', '\n');
    }
    return new Words(TextSplitter.split(bounded(clean)), invisible.description());
  }

  private String bounded(String text) {
    int limit = budget.limits().textCharacters();
    if (text.length() > limit) {
      budget.cut("more than " + limit + " characters of text; the rest is left out");
    }
    return Ascii.cut(text, limit);
  }

  private Words html(String html) {
    int limit = budget.limits().textCharacters();
    HtmlReader.Result read = HtmlReader.read(html, budget, limit);
    var invisible = new Invisible();
    List<Part> parts = new ArrayList<>();
    for (Part part : read.parts()) {
      String clean = Clean.text(part.text(), invisible);
      if (part.kind() == Kind.BODY) {
        parts.addAll(TextSplitter.split(clean));
      } else if (!clean.isBlank()) {
        parts.add(new Part(part.kind(), clean));
      }
    }
    String hidden = Clean.text(read.hidden(), invisible);
    String characters = invisible.description();
    return new Words(parts, (hidden + "\n" + characters).strip());
  }

  private String decoded(Entity part, int limit, @Nullable String charset) {
    return decoded(bytes(part, limit), charset);
  }

  private byte[] bytes(Entity part, int limit) {
    TransferEncoding encoding = part.encoding();
    if (encoding == TransferEncoding.UNKNOWN) {
      budget.note("unknown transfer encoding; the text is read as it stands");
    }
    byte[] bytes = part.decoded(limit);
    if (bytes.length == limit) {
      budget.cut("a text of more than " + limit + " bytes; the rest is left out");
    }
    return bytes;
  }

  private String decoded(byte[] bytes, @Nullable String charset) {
    Charsets.Decoded decoded = Charsets.decode(bytes, charset);
    String note = decoded.note();
    if (note != null) {
      budget.note(note);
    }
    return decoded.text();
  }

  /** Where the part names no character set, the HTML may. */
  private static @Nullable String metaCharset(byte[] bytes) {
    String head =
        Ascii.lower(
            new String(bytes, 0, Math.min(bytes.length, META_BYTES), StandardCharsets.ISO_8859_1));
    int at = head.indexOf("charset=");
    if (at < 0) {
      return null;
    }
    int from = at + "charset=".length();
    from += from < head.length() && (head.charAt(from) == '"' || head.charAt(from) == '\'') ? 1 : 0;
    int to = from;
    while (to < head.length()
        && (Character.isLetterOrDigit(head.charAt(to)) || "-_.:".indexOf(head.charAt(to)) >= 0)) {
      to++;
    }
    return to == from ? null : head.substring(from, to);
  }

  private static boolean isHtml(String text) {
    int i = 0;
    while (i < text.length() && i < 200 && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return text.regionMatches(true, i, "<html", 0, 5)
        || text.regionMatches(true, i, "<!doctype html", 0, 14);
  }

  /** Encrypted blocks are no text; what stands around them is. */
  private String withoutArmour(String text) {
    int begin = text.indexOf(PGP_BEGIN);
    if (begin < 0) {
      return text;
    }
    int end = text.indexOf(PGP_END, begin);
    budget.lock("encrypted (PGP)");
    String rest = end < 0 ? "" : text.substring(end + PGP_END.length());
    return text.substring(0, begin) + rest;
  }
}
