package pl.automateforge.agent.decision.anthropic;

import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RefusalStopDetails;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolUseBlock;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.decision.AnswerValidator;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Decision.NoAnswer.Kind;
import pl.automateforge.agent.decision.Price;
import pl.automateforge.agent.decision.Prices;
import pl.automateforge.agent.decision.anthropic.cloud.AnswerForm;
import pl.automateforge.agent.decision.anthropic.cloud.Place;

/**
 * Reads a message of the service. Why it stopped is looked at before what it says: a refusal or a
 * cut-off answer comes with status 200 like any other. The answer is the text, or the input of the
 * one tool there is.
 */
final class AnswerReader {
  /** More tokens than any request has: what lies beyond is not a count. */
  private static final long TOKENS_LIMIT = 1_000_000_000;

  private final AnswerValidator validator;
  private final Prices prices;
  private final Place place;
  private final Clock clock;

  AnswerReader(AnswerValidator validator, Prices prices, Place place, Clock clock) {
    this.validator = validator;
    this.prices = prices;
    this.place = place;
    this.clock = clock;
  }

  /**
   * What the message says.
   *
   * @throws AnthropicInvalidDataException where it is not built as the API promises
   */
  Decision read(Message message, @Nullable String requestId) {
    Decision.Usage usage = usage(message, requestId);
    Optional<StopReason> reason = message.stopReason();
    String stop = reason.map(StopReason::asString).orElse("");
    if (stop.equals("tool_use") && place.answers() != AnswerForm.STRUCTURED) {
      return answer(message, usage);
    }
    return switch (stop) {
      case "end_turn" -> answer(message, usage);
      case "refusal" -> new Decision.NoAnswer(Kind.REFUSED, refusal(message), usage);
      case "max_tokens", "model_context_window_exceeded" ->
          new Decision.NoAnswer(
              Kind.CUT_OFF,
              stop + ": the answer was cut off after " + usage.output() + " tokens",
              usage);
      default ->
          new Decision.NoAnswer(
              Kind.NOT_AN_ANSWER,
              "the model stopped for another reason than the end of its turn: "
                  + (stop.isEmpty() ? "none given" : validator.line(stop, 40)),
              usage);
    };
  }

  private Decision answer(Message message, Decision.Usage usage) {
    List<ToolUseBlock> calls =
        message.content().stream().flatMap(block -> block.toolUse().stream()).toList();
    if (calls.isEmpty()) {
      return text(message, usage);
    }
    if (calls.size() > 1 || !calls.getFirst().name().equals(Requests.TOOL)) {
      return new Decision.NoAnswer(
          Kind.NOT_AN_ANSWER,
          "the model called " + calls.size() + " tools; expected " + Requests.TOOL + ", once",
          usage);
    }
    return validated(SdkJson.text(calls.getFirst()._input()), usage);
  }

  private Decision text(Message message, Decision.Usage usage) {
    StringBuilder text = new StringBuilder();
    for (ContentBlock block : message.content()) {
      block.text().ifPresent(words -> text.append(words.text()));
    }
    return text.toString().isBlank()
        ? new Decision.NoAnswer(Kind.NOT_AN_ANSWER, "the message holds no text", usage)
        : validated(text.toString(), usage);
  }

  private Decision validated(String answer, Decision.Usage usage) {
    return switch (validator.validate(answer)) {
      case AnswerValidator.Verdict.Valid valid ->
          new Decision.Answer(
              valid.category(), valid.confidence(), false, valid.reason(), valid.fields(), usage);
      case AnswerValidator.Verdict.Invalid invalid ->
          new Decision.NoAnswer(Kind.NOT_AN_ANSWER, invalid.detail(), usage);
    };
  }

  private String refusal(Message message) {
    Optional<RefusalStopDetails> details = message.stopDetails();
    String category =
        details
            .flatMap(RefusalStopDetails::category)
            .map(value -> validator.line(value.asString(), 40))
            .orElse("no category given");
    String explanation =
        details
            .flatMap(RefusalStopDetails::explanation)
            .map(words -> ": " + validator.line(words, 300))
            .orElse("");
    return "the model refuses to answer: " + category + explanation;
  }

  private Decision.Usage usage(Message message, @Nullable String requestId) {
    com.anthropic.models.messages.Usage used = message.usage();
    long written = tokens(used.cacheCreationInputTokens().orElse(0L));
    long anHour =
        used.cacheCreation().map(made -> tokens(made.ephemeral1hInputTokens())).orElse(0L);
    Price.Tokens tokens =
        new Price.Tokens(
            tokens(used.inputTokens()),
            tokens(used.outputTokens()),
            tokens(used.cacheReadInputTokens().orElse(0L)),
            Math.max(0, written - anHour),
            anHour);
    return new Decision.Usage(
        tokens.input(),
        tokens.output(),
        tokens.cacheRead(),
        tokens.write5m() + tokens.write1h(),
        place.tariff().of(prices, tokens, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
        requestId);
  }

  private static long tokens(long counted) {
    return Math.clamp(counted, 0, TOKENS_LIMIT);
  }
}
