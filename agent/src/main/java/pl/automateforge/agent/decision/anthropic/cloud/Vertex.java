package pl.automateforge.agent.decision.anthropic.cloud;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import pl.automateforge.agent.spec.Secret;

/** Vertex AI of Google Cloud. Project and location stand in the address. */
final class Vertex {
  private static final String EXPECTED =
      "an address of Vertex AI such as"
          + " https://europe-west1-aiplatform.googleapis.com/v1/projects/acme/locations/europe-west1";

  private static final String NO_KEY =
      "model.apiKey is bound to neither the key file of a service account nor an access token";
  private static final String KEY_CURE =
      "bind the slot of model.apiKey to the JSON of a service account's key (type service_account,"
          + " with its private_key), or to an access token";

  private Vertex() {}

  static Place place(String name, String bound, Secret key, Clock clock) {
    HttpUrl url = Places.url(bound, EXPECTED);
    List<String> path = url.pathSegments();
    int at = path.size() - 5;
    if (at < 0
        || !path.get(at).equals("v1")
        || !path.get(at + 1).equals("projects")
        || !path.get(at + 3).equals("locations")
        || path.get(at + 2).isEmpty()
        || path.get(at + 4).isEmpty()) {
      throw Places.unfit(EXPECTED);
    }
    String location = path.get(at + 4);
    Optional<GoogleKey> account =
        GoogleKey.isFile(key) ? GoogleKey.in(key, clock) : Optional.empty();
    boolean usable = GoogleKey.isFile(key) ? account.isPresent() : Places.isToken(key);
    Supplier<String> token = account.<Supplier<String>>map(a -> a::token).orElse(key::value);
    return new Place(
        "vertex",
        bound,
        key,
        new VertexBackend(root(url), path.get(at + 2), location, token),
        name,
        AnswerForm.STRUCTURED,
        tariff(name.replace('@', '-'), location),
        false,
        cures(name, bound, path.get(at + 2)),
        usable ? Optional.empty() : Optional.of(new Place.Fault(NO_KEY, KEY_CURE)));
  }

  private static String root(HttpUrl url) {
    HttpUrl.Builder root = url.newBuilder();
    for (int removed = 0; removed < 5; removed++) {
      root.removePathSegment(root.build().pathSize() - 1);
    }
    return root.build().toString();
  }

  /** Of an endpoint that spans the regions of a continent nobody has stated the price. */
  private static Tariff tariff(String model, String location) {
    if (location.equals("global")) {
      return Tariff.list(model);
    }
    return location.contains("-") ? Tariff.regional(model) : Tariff.unknown(model);
  }

  private static Cures cures(String model, String address, String project) {
    return new Cures(
        "renew what the slot of model.apiKey is bound to: an access token ends after an hour, a"
            + " service account's key does not; with such a key see that this machine's clock is"
            + " right",
        "give the account the role Vertex AI User (roles/aiplatform.user) in the project "
            + project
            + ", see that the Vertex AI API is enabled there, and enable "
            + model
            + " in Model Garden",
        "put the billing of the project " + project + " right",
        "see that "
            + model
            + " is enabled in Model Garden for the project "
            + project
            + " and served in the location of model.baseUrl",
        "check model.baseUrl: nothing is served at "
            + address
            + ", or "
            + model
            + " is not enabled there",
        "have Google raise the quota of " + model + " for the project " + project);
  }
}
