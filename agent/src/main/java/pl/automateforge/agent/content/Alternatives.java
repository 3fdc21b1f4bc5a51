package pl.automateforge.agent.content;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import pl.automateforge.agent.content.Content.Part;

/**
 * Chooses between the plain and the HTML form of one message. The plain form is read where both say
 * the same. Where they differ, the HTML counts, because that is what a person would see; a sender
 * must not be able to tell the model something else.
 */
final class Alternatives {
  private static final int MUCH_MORE = 200;
  private static final int FEW_WORDS = 5;
  private static final int PLACEHOLDER = 400;

  private Alternatives() {}

  static Words choose(Words plain, Words html, Budget budget) {
    if (html.isBlank()) {
      return new Words(plain.parts(), join(plain.hidden(), html.hidden()));
    }
    if (plain.isBlank() || isPlaceholder(plain)) {
      return html;
    }
    Set<Integer> seenPlain = plain.hashes();
    Set<Integer> seenHtml = html.hashes();
    if (shared(seenPlain, seenHtml) * 2 < seenPlain.size() && seenPlain.size() >= FEW_WORDS) {
      budget.note("the plain text says something else than the HTML; the HTML is read");
      return new Words(html.parts(), join(html.hidden(), text(plain)));
    }
    if (showsHidden(seenPlain, seenHtml, html.hidden())) {
      budget.note("the plain text holds what the HTML hides; the HTML is read");
      return html;
    }
    if (html.letters() > plain.letters() * 2 + MUCH_MORE) {
      budget.note("the HTML says much more than the plain text; the HTML is read");
      return html;
    }
    return new Words(plain.parts(), join(plain.hidden(), html.hidden()));
  }

  private static boolean isPlaceholder(Words plain) {
    String text = text(plain).toLowerCase(Locale.ROOT);
    boolean mentionsHtml = text.contains("html");
    return text.length() < PLACEHOLDER
        && mentionsHtml
        && (text.contains("view")
            || text.contains("display")
            || text.contains("support")
            || text.contains("wyświetl")
            || text.contains("obsługuj")
            || text.contains("format"));
  }

  private static boolean showsHidden(Set<Integer> plain, Set<Integer> html, String hidden) {
    if (hidden.isEmpty()) {
      return false;
    }
    Set<Integer> onlyHidden = Words.hashes(hidden);
    onlyHidden.removeAll(html);
    return shared(onlyHidden, plain) >= FEW_WORDS;
  }

  private static int shared(Set<Integer> some, Set<Integer> others) {
    Set<Integer> both = new HashSet<>(some);
    both.retainAll(others);
    return both.size();
  }

  private static String text(Words words) {
    var text = new StringBuilder();
    for (Part part : words.parts()) {
      text.append(part.text()).append('\n');
    }
    return text.toString();
  }

  private static String join(String first, String second) {
    return first.isEmpty() ? second : second.isEmpty() ? first : first + "\n" + second;
  }
}
