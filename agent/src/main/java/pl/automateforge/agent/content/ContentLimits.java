package pl.automateforge.agent.content;

import java.time.Duration;

/**
 * Bounds of reading one message. What exceeds one is left out, and the content says that it is cut.
 *
 * @param bytes how many raw bytes are looked at; a caller need not read more from its source
 * @param depth how deep parts may lie in parts
 * @param parts how many parts, of all depths together
 * @param headers how many header fields, of all parts together
 * @param textCharacters how much text is kept, of all kinds together
 * @param htmlTags how many tags of HTML are parsed, of all parts together
 * @param time how long reading may take before the rest is left out
 */
public record ContentLimits(
    int bytes, int depth, int parts, int headers, int textCharacters, int htmlTags, Duration time) {

  /** Fits sixteen readers at once in 256 MB of heap. */
  public static final ContentLimits DEFAULT =
      new ContentLimits(8 << 20, 20, 500, 2_000, 100_000, 30_000, Duration.ofSeconds(5));

  public ContentLimits {
    if (bytes < 1
        || depth < 1
        || parts < 1
        || headers < 1
        || textCharacters < 1
        || htmlTags < 1
        || !time.isPositive()) {
      throw new IllegalArgumentException("every bound of content is at least 1");
    }
  }
}
