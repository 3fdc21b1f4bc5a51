package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import com.anthropic.foundry.backends.FoundryBackend;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import pl.automateforge.agent.spec.Secret;

/** Microsoft Foundry, by the SDK's own backend. What the spec names is a deployment. */
final class Foundry {
  private static final String EXPECTED =
      "the address of a resource such as https://acme.services.ai.azure.com";

  /** A token of Entra ID: three parts, the first a JSON object in Base64. */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private static final String NO_KEY =
      "model.apiKey is bound to nothing, or to something that holds other than printable ASCII";
  private static final String KEY_CURE =
      "bind the slot of model.apiKey to a key of the Foundry resource, or to a token of Entra ID";

  private Foundry() {}

  static Place place(String deployment, String bound, Secret key) {
    HttpUrl url = Places.url(bound, EXPECTED);
    Optional<Place.Fault> fault =
        Places.isToken(key) ? Optional.empty() : Optional.of(new Place.Fault(NO_KEY, KEY_CURE));
    return new Place(
        "foundry",
        bound,
        key,
        backend(url.toString(), key),
        deployment,
        AnswerForm.STRUCTURED,
        Tariff.unknown(deployment),
        false,
        cures(deployment, bound),
        fault);
  }

  private static Backend backend(String address, Secret key) {
    FoundryBackend.Builder backend = FoundryBackend.builder().baseUrl(address);
    return TOKEN.matcher(key.value()).matches()
        ? backend.bearerTokenSupplier(key::value).build()
        : backend.apiKey(key.value()).build();
  }

  private static Cures cures(String deployment, String address) {
    return new Cures(
        "bind the slot of model.apiKey to a valid key of this Foundry resource; a token of Entra ID"
            + " ends after about an hour",
        "give the identity the role Cognitive Services User on the Foundry resource, or use its"
            + " key",
        "put the billing of the Azure subscription right",
        "deploy the model in the Foundry resource and name the deployment in model.name, which is "
            + deployment,
        "check model.baseUrl: there is no Messages API at "
            + address
            + " (it is written without /anthropic/v1), or no deployment "
            + deployment,
        "raise the quota of the deployment " + deployment + " in the Foundry portal");
  }
}
