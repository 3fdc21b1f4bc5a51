package pl.automateforge.agent.decision.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageTokensCount;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.decision.Decision;

/**
 * Asks a cloud how many tokens a made-up item has, which costs nothing and shows whether the key,
 * the address and the request are accepted. Where a cloud does not count, the item is asked about
 * in earnest: that costs what any item costs.
 */
final class CountingCheck {
  /** How a place says that it has no such service. */
  private static final Set<Integer> NOT_SERVED = Set.of(404, 405, 501);

  private final AnthropicClient client;
  private final Failures failures;
  private final Requests requests;
  private final AnswerReader reader;
  private final String model;

  CountingCheck(
      AnthropicClient client,
      Failures failures,
      Requests requests,
      AnswerReader reader,
      String model) {
    this.client = client;
    this.failures = failures;
    this.requests = requests;
    this.reader = reader;
    this.model = model;
  }

  CheckResult run() {
    String turn = requests.turn(Rehearsal.ITEM);
    long start = System.nanoTime();
    try (HttpResponseFor<MessageTokensCount> response =
        client.messages().withRawResponse().countTokens(requests.counting(turn))) {
      long tokens = AnthropicDecider.present(response.parse()).inputTokens();
      return new CheckResult.Fine(
          "the key is accepted after "
              + millis(start)
              + " ms; "
              + model
              + " counts "
              + tokens
              + " tokens for an empty item, unpaid; that it also answers is seen by the first item");
    } catch (AnthropicException e) {
      return e instanceof AnthropicServiceException service
              && NOT_SERVED.contains(service.statusCode())
          ? answered(turn)
          : ModelCheck.failed(failures.of(e, turn));
    }
  }

  private CheckResult answered(String turn) {
    long start = System.nanoTime();
    try (HttpResponseFor<Message> response =
        client.messages().withRawResponse().create(requests.asking(turn))) {
      Decision decision = reader.read(AnthropicDecider.present(response.parse()), null);
      String detail = "the key is accepted; " + model + " answered after " + millis(start) + " ms";
      return decision instanceof Decision.NoAnswer none
          ? new CheckResult.Warning(
              detail + ", but not as asked: " + none.detail(),
              "try another model in model.name, or more model.maxTokens")
          : new CheckResult.Fine(detail + "; this check was paid like any item");
    } catch (AnthropicException e) {
      return ModelCheck.failed(failures.of(e, turn));
    }
  }

  private static long millis(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
