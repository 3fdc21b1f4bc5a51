package pl.automateforge.agent.decision.anthropic.cloud;

import java.util.Optional;
import okhttp3.HttpUrl;
import pl.automateforge.agent.spec.Secret;

/** The vendor itself. */
final class Anthropic {
  private static final String ADDRESS = "https://api.anthropic.com";

  private static final String NO_KEY =
      "model.apiKey is bound to nothing, or to something that holds other than printable ASCII";
  private static final String KEY_CURE =
      "bind the slot of model.apiKey to a key of the provider, without quotes or line breaks";

  private Anthropic() {}

  static Place place(String model, String bound, Secret key) {
    String address = bound.isEmpty() ? ADDRESS : bound;
    if (HttpUrl.parse(address) == null) {
      throw Places.unfit("an http or https address");
    }
    return new Place(
        "anthropic",
        address,
        key,
        new BearerBackend(address, key, "anthropic", Optional.empty()),
        model,
        AnswerForm.STRUCTURED,
        Tariff.list(model),
        true,
        cures(model, address),
        fault(key));
  }

  static Optional<Place.Fault> fault(Secret key) {
    return Places.isToken(key) ? Optional.empty() : Optional.of(new Place.Fault(NO_KEY, KEY_CURE));
  }

  private static Cures cures(String model, String address) {
    return new Cures(
        "put a valid key into the slot of model.apiKey",
        "have the key's workspace allow the model " + model + ", or use another key",
        "add credit to the account that the key belongs to, or put its billing right",
        "name a model that the key may use: model.name is " + model,
        "check model.baseUrl: there is no Messages API at "
            + address
            + " (it is written without /v1), or no model "
            + model,
        "raise the limits of the account");
  }
}
