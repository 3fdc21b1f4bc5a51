package pl.automateforge.agent.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slots in texts: {@code ${NAME}}, or {@code ${NAME:-default}}. */
final class Slots {
  static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,99}";

  /** For JSON Schema: a slot somewhere in the text. */
  static final String ANYWHERE = "\\$\\{" + NAME + "(:-[^}]*)?\\}";

  private static final Pattern SLOT =
      Pattern.compile("\\$\\{(?<name>" + NAME + ")(?::-(?<default>[^}]*))?}");

  private Slots() {}

  /** All slots, in order. */
  static List<Slot> in(String text) {
    List<Slot> slots = new ArrayList<>();
    Matcher matcher = SLOT.matcher(text);
    while (matcher.find()) {
      slots.add(slot(matcher));
    }
    return slots;
  }

  /** Whether something begins like a slot but is none. */
  static boolean hasBroken(String text) {
    return SLOT.matcher(text).replaceAll("").contains("${");
  }

  /** The text with every slot replaced. */
  static String fill(String text, Function<Slot, String> value) {
    return SLOT.matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(value.apply(slotOf(m.group()))));
  }

  private static Slot slotOf(String written) {
    return in(written).getFirst();
  }

  private static Slot slot(Matcher matcher) {
    return new Slot(
        matcher.group(), matcher.group("name"), Optional.ofNullable(matcher.group("default")));
  }

  /**
   * One slot.
   *
   * @param fallback what stands after {@code :-}; may be empty
   */
  record Slot(String written, String name, Optional<String> fallback) {}
}
