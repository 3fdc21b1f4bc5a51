package pl.automateforge.agent.spec;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What of the spec's language is not built yet: kinds, which are errors, and parts, which are
 * warnings. A line goes from here when its part begins to act.
 */
final class Availability {
  private static final List<String> TYPES = words(AgentType.EMAIL_TRIAGE);

  /** Parts that are read and hashed, but do not act yet. */
  private static final List<Inert> INERT =
      List.of(
          Inert.at("kpi"),
          Inert.at(
              "output.format",
              (d, p) -> d.get(p, Object.class).orElse("") == OutputSpec.Format.TEXT),
          Inert.at("reports"));

  private Availability() {}

  static void check(Draft draft) {
    draft
        .get("type", AgentType.class)
        .ifPresent(type -> refuse(draft, "type", Words.word(type), TYPES));
    INERT.forEach(inert -> inert.warn(draft));
  }

  private static void refuse(Draft draft, String path, String word, List<String> built) {
    if (!built.contains(word)) {
      draft.error(path, word + ": not yet available; available now: " + String.join(", ", built));
    }
  }

  private static List<String> words(Enum<?>... constants) {
    return Stream.of(constants).map(Words::word).toList();
  }

  private record Inert(String path, BiPredicate<Draft, String> when) {
    static Inert at(String path) {
      return at(path, (d, p) -> true);
    }

    static Inert at(String path, BiPredicate<Draft, String> when) {
      return new Inert(path, when);
    }

    void warn(Draft draft) {
      if (draft.isWritten(path) && when.test(draft, path)) {
        draft.warn(path, "not applied yet");
      }
    }
  }
}
