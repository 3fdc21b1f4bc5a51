package pl.automateforge.agent.decision.anthropic.cloud;

import java.time.Clock;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;

/** Makes the place that a spec names. Reaches nothing. */
public final class Places {
  private Places() {}

  /**
   * The place, with its address and key bound.
   *
   * @throws IllegalArgumentException where the address that {@code model.baseUrl} is bound to is
   *     none of this provider's, or the provider does not serve Claude; shows no bound value
   */
  public static Place of(ModelSpec model, Bindings bindings, Clock clock) {
    String address = bound(model.baseUrl(), bindings);
    Secret key = key(model.apiKey(), bindings);
    return switch (model.behind()) {
      case ANTHROPIC -> Anthropic.place(model.name(), address, key);
      case BEDROCK -> Bedrock.place(model.name(), address, key, clock);
      case VERTEX -> Vertex.place(model.name(), address, key, clock);
      case FOUNDRY -> Foundry.place(model.name(), address, key);
      case OPENAI_COMPATIBLE, LOCAL, CASCADE ->
          throw new IllegalArgumentException(
              "model.provider "
                  + model.behind().name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + " does not serve Claude");
    };
  }

  /** The address as a URL, without a slash at its end. */
  static HttpUrl url(String address, String expected) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null || url.querySize() > 0 || url.fragment() != null) {
      throw unfit(expected);
    }
    HttpUrl.Builder plain = url.newBuilder();
    while (plain.build().pathSize() > 1 && plain.build().pathSegments().getLast().isEmpty()) {
      plain.removePathSegment(plain.build().pathSize() - 1);
    }
    return plain.build();
  }

  static IllegalArgumentException unfit(String expected) {
    return new IllegalArgumentException(
        "model.baseUrl is bound to something else than " + expected);
  }

  /** Whether it can stand in a header. */
  static boolean isToken(Secret key) {
    return !key.value().isEmpty() && key.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static String bound(@Nullable Endpoint written, Bindings bindings) {
    return written == null ? "" : bindings.resolve(written).strip();
  }

  private static Secret key(@Nullable SecretSlot slot, Bindings bindings) {
    return slot == null ? new Secret("") : new Secret(bindings.secret(slot).value().strip());
  }
}
