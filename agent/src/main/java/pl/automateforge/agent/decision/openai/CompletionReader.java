package pl.automateforge.agent.decision.openai;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.AnswerValidator;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;

/**
 * Reads a completion. Why it stopped and how much of the prompt was read are looked at before what
 * it says.
 */
final class CompletionReader {
  /** How servers say that the model came to its end; some say nothing. */
  private static final Set<String> ENDED = Set.of("stop", "", "eos", "eos_token", "end_turn");

  private static final Set<String> CUT = Set.of("length", "max_tokens", "model_length");

  /** As long as a completion's refusal is read. */
  private static final int WORDS = 300;

  private final AnswerValidator validator;
  private final PromptSize system;
  private final Supplier<Cost> cost;

  /**
   * @param system what is told before each item
   * @param cost of one answer
   */
  CompletionReader(AnswerValidator validator, String system, Supplier<Cost> cost) {
    this.validator = validator;
    this.system = PromptSize.of(system);
    this.cost = cost;
  }

  /** What the completion says about the item of this turn. */
  Decision read(Completion completion, String turn, @Nullable String requestId) {
    Decision.Usage usage = usage(completion, requestId);
    PromptSize sent = system.and(PromptSize.of(turn));
    if (sent.isCutAt(completion.tokens().prompt())) {
      return new Decision.NoAnswer(
          Kind.CUT_OFF,
          "the server cut the prompt: "
              + completion.tokens().prompt()
              + " of about "
              + sent.about()
              + " tokens; raise its context (num_ctx)",
          usage);
    }
    if (!completion.refusal().isEmpty()) {
      return new Decision.NoAnswer(
          Kind.REFUSED,
          "the model refuses to answer: " + validator.line(completion.refusal(), WORDS),
          usage);
    }
    String finish = completion.finish();
    if (finish.equals("content_filter")) {
      return new Decision.NoAnswer(
          Kind.REFUSED, "content_filter: the server's filter held the answer back", usage);
    }
    if (CUT.contains(finish)) {
      return new Decision.NoAnswer(
          Kind.CUT_OFF,
          finish
              + ": the answer was cut off after "
              + usage.output()
              + " tokens; model.maxTokens counts what the model thinks as well",
          usage);
    }
    return ENDED.contains(finish)
        ? answer(completion.text(), usage)
        : new Decision.NoAnswer(
            Kind.NOT_AN_ANSWER,
            "the model stopped for another reason than the end of its answer: "
                + validator.line(finish, WORDS),
            usage);
  }

  private Decision answer(String text, Decision.Usage usage) {
    if (text.isBlank()) {
      return new Decision.NoAnswer(Kind.NOT_AN_ANSWER, "the answer holds no text", usage);
    }
    return switch (validator.validate(BareAnswer.of(text))) {
      case AnswerValidator.Verdict.Valid valid ->
          new Decision.Answer(
              valid.category(), valid.confidence(), false, valid.reason(), valid.fields(), usage);
      case AnswerValidator.Verdict.Invalid invalid ->
          new Decision.NoAnswer(Kind.NOT_AN_ANSWER, invalid.detail(), usage);
    };
  }

  private Decision.Usage usage(Completion completion, @Nullable String requestId) {
    Completion.Tokens tokens = completion.tokens();
    String id = requestId == null && !completion.id().isEmpty() ? completion.id() : requestId;
    return new Decision.Usage(
        tokens.prompt() - tokens.cached(), tokens.answer(), tokens.cached(), 0, cost.get(), id);
  }
}
