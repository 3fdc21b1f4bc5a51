package pl.automateforge.agent.decision.freetext;

import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Bindings;

/**
 * Makes free text of a model harmless and keeps it readable: no HTML, no images, no Markdown links,
 * no character that a person does not see, and every address that the spec does not name broken
 * visibly, as in {@code hxxps://evil[.]example}. Tokens of personal data pass unchanged. A text
 * that was made safe stays as it is when it is made safe again. Immutable, for any number of
 * threads.
 */
public final class FreeText {
  /** Each round peels what the one before laid bare; a text that needs more was made for it. */
  private static final int ROUNDS = 8;

  private final LinkBreaker links;

  FreeText(KnownNames known) {
    this.links = new LinkBreaker(known);
  }

  /**
   * For the texts of one agent. Known are the domains of the addresses that it sends and reads as,
   * and the names in the spec's own texts.
   *
   * @param bindings fill in a login name that is a slot; null where none are at hand: then such a
   *     name is not known
   */
  public static FreeText of(AgentSpec spec, @Nullable Bindings bindings) {
    return new FreeText(KnownNames.of(spec, bindings));
  }

  /** The text as it may be shown. */
  public String safe(String text) {
    String seen = SeenText.of(text);
    for (int round = 0; round < ROUNDS; round++) {
      String next = links.broken(MarkdownMarks.removed(HtmlTags.removed(seen)));
      if (next.equals(seen)) {
        return seen;
      }
      seen = next;
    }
    return links.broken(MarkdownMarks.parted(HtmlTags.parted(seen)));
  }
}
