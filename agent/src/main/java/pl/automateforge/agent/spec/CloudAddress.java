package pl.automateforge.agent.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the address of a cloud's model must look like once no slot is left in it. */
enum CloudAddress {
  BEDROCK(
      CloudAddress.BEFORE_V1,
      "an address of Bedrock such as https://bedrock-mantle.eu-central-1.api.aws"),
  VERTEX(
      "(?:/.*)?/v1/projects/[^/]+/locations/[^/]+/?",
      "an address of Vertex AI such as"
          + " https://europe-west1-aiplatform.googleapis.com/v1/projects/acme/locations/europe-west1"),
  FOUNDRY(
      CloudAddress.BEFORE_V1,
      "the address of a Foundry resource such as https://acme.services.ai.azure.com");

  /** Any path, as a gateway may have one, but for that of the API itself. */
  private static final String BEFORE_V1 = "(?!.*/v1(?:/.*)?$)(?:/.*)?";

  private final Pattern path;
  private final String expected;

  CloudAddress(String path, String expected) {
    this.path = Pattern.compile(path);
    this.expected = expected;
  }

  /** That of a provider; empty where any address will do. */
  static Optional<CloudAddress> of(ModelSpec.Provider provider) {
    return switch (provider) {
      case BEDROCK -> Optional.of(BEDROCK);
      case VERTEX -> Optional.of(VERTEX);
      case FOUNDRY -> Optional.of(FOUNDRY);
      case ANTHROPIC, OPENAI_COMPATIBLE, LOCAL, CASCADE -> Optional.empty();
    };
  }

  String expected() {
    return expected;
  }

  boolean fits(String url) {
    try {
      URI uri = new URI(url);
      return uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && path.matcher(Optional.ofNullable(uri.getRawPath()).orElse("")).matches();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
