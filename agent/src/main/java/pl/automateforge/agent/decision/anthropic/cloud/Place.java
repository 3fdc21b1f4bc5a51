package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import java.util.Optional;
import pl.automateforge.agent.spec.Secret;

/**
 * Where Claude is asked.
 *
 * @param provider as the spec names it
 * @param address as a person wrote it
 * @param key never quoted
 * @param backend gives each request the path, the body and the login that the place wants; safe for
 *     all threads
 * @param model as the place names it
 * @param listsModels whether it tells of a model without being asked for an answer
 * @param fault why nothing can be asked at all
 */
public record Place(
    String provider,
    String address,
    Secret key,
    Backend backend,
    String model,
    AnswerForm answers,
    Tariff tariff,
    boolean listsModels,
    Cures cures,
    Optional<Fault> fault) {

  /** A key that cannot be used, known before anything is sent. */
  public record Fault(String cause, String cure) {}
}
