package pl.automateforge.agent.decision.anthropic.cloud;

import com.anthropic.backends.Backend;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import pl.automateforge.agent.spec.Secret;

/**
 * Amazon Bedrock, by its Messages API. Its Claude has no structured output, so that the answer is
 * the input of a tool; the newest large models refuse to be forced to call one.
 */
final class Bedrock {
  private static final String EXPECTED =
      "an address of Bedrock such as https://bedrock-mantle.eu-central-1.api.aws";

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-z0-9-]+\\.)?(bedrock-mantle|bedrock-runtime)(?:-fips)?\\.([a-z]{2}[a-z0-9-]+)\\."
              + "(?:api\\.aws|amazonaws\\.com|amazonaws\\.com\\.cn|vpce\\.amazonaws\\.com)");

  /** Models that take a forced tool: the newest small one, and all of the fourth line. */
  private static final Pattern FORCEABLE =
      Pattern.compile("claude-haiku-5-5.*|claude-(?:opus|sonnet|haiku)-4-.*");

  private static final String NO_KEY =
      "model.apiKey is bound to neither a Bedrock API key nor access keys";
  private static final String KEY_CURE =
      "bind the slot of model.apiKey to a Bedrock API key, or to access keys as id:secret or"
          + " id:secret:session-token";

  private static final String NO_REGION =
      "model.apiKey is bound to access keys, which sign for a region, and the host of model.baseUrl"
          + " names none";
  private static final String REGION_CURE =
      "bind model.baseUrl to " + EXPECTED + ", or model.apiKey to a Bedrock API key";

  private Bedrock() {}

  static Place place(String name, String bound, Secret key, Clock clock) {
    HttpUrl url = Places.url(bound, EXPECTED);
    String base = base(url);
    String model = name.startsWith("claude-") ? "anthropic." + name : name;
    String vendors = name.substring(name.lastIndexOf("anthropic.") < 0 ? 0 : after(name));
    Optional<AwsKeys> keys = AwsKeys.in(key);
    Matcher host = HOST.matcher(url.host());
    boolean names = host.matches();
    Backend backend =
        keys.filter(pair -> names)
            .<Backend>map(pair ->
                new BedrockBackend(
                    base, new AwsSignature(pair, host.group(2), signingName(host.group(1))), clock))
            .orElseGet(
                () -> new BearerBackend(base, key, BedrockBackend.HOST, BedrockBackend.PLATFORM));
    return new Place(
        "bedrock",
        bound,
        key,
        backend,
        model,
        FORCEABLE.matcher(vendors).matches() ? AnswerForm.FORCED_TOOL : AnswerForm.OFFERED_TOOL,
        name.startsWith("global.") ? Tariff.list(vendors) : Tariff.regional(vendors),
        false,
        cures(model, bound),
        fault(key, keys.isPresent() && !names));
  }

  private static Optional<Place.Fault> fault(Secret key, boolean withoutRegion) {
    if (!Places.isToken(key)) {
      return Optional.of(new Place.Fault(NO_KEY, KEY_CURE));
    }
    return withoutRegion ? Optional.of(new Place.Fault(NO_REGION, REGION_CURE)) : Optional.empty();
  }

  private static int after(String name) {
    return name.lastIndexOf("anthropic.") + "anthropic.".length();
  }

  private static String base(HttpUrl url) {
    return url.pathSegments().getLast().equals("anthropic")
        ? url.toString()
        : url.newBuilder().addPathSegment("anthropic").build().toString();
  }

  private static String signingName(String host) {
    return host.equals("bedrock-mantle") ? "bedrock-mantle" : "bedrock";
  }

  private static Cures cures(String model, String address) {
    return new Cures(
        "renew what the slot of model.apiKey is bound to: a short-term Bedrock API key or a session"
            + " token ends after hours; with access keys see that this machine's clock is right",
        "allow the key's identity to invoke "
            + model
            + " (bedrock:InvokeModel), and request access to the model in the Bedrock console",
        "put the billing of the AWS account right",
        "see that Bedrock serves "
            + model
            + " in the region of model.baseUrl, and that the account has access to it; some models"
            + " need an id with a prefix such as eu. or global.",
        "check model.baseUrl: there is no Messages API at "
            + address
            + " (it is written without /anthropic/v1), or no model "
            + model,
        "have AWS raise the quota of " + model + " under Service Quotas, or use another region");
  }
}
