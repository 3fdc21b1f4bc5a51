package pl.automateforge.agent.decision.anthropic.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.ManualClock;
import pl.automateforge.agent.spec.Secret;

/** Our tokens against those of Google's own library. */
class GoogleKeyTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final ManualClock clock = new ManualClock(NOW);
  private final KeyPair pair = pair();

  @Test
  void signsATokenThatItsPublicKeyProves() throws Exception {
    String[] parts = key().token().split("\\.");
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(pair.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    JsonNode claims = decoded(parts[1]);
    assertThat(claims.get("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.get("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 3600);
  }

  @Test
  void claimsWhatGooglesLibraryClaims() throws Exception {
    Map<String, List<String>> theirs =
        ((ServiceAccountCredentials)
                ServiceAccountCredentials.fromStream(
                        new ByteArrayInputStream(
                            file("service_account").getBytes(StandardCharsets.UTF_8)))
                    .createScoped("https://www.googleapis.com/auth/cloud-platform"))
            .createWithUseJwtAccessWithScope(true)
            .getRequestMetadata(URI.create("https://aiplatform.googleapis.com/v1/x"));
    String[] their =
        theirs
            .getOrDefault("Authorization", List.of())
            .getFirst()
            .substring("Bearer ".length())
            .split("\\.");
    String[] our = key().token().split("\\.");
    assertThat(decoded(our[0])).isEqualTo(decoded(their[0]));
    JsonNode ours = decoded(our[1]);
    JsonNode expected = decoded(their[1]);
    assertThat(names(ours)).containsExactlyInAnyOrderElementsOf(names(expected));
    for (String claim : List.of("iss", "sub", "scope")) {
      assertThat(ours.get(claim)).isEqualTo(expected.get(claim));
    }
  }

  @Test
  void makesAnotherTokenBeforeTheFirstEnds() throws Exception {
    GoogleKey key = key();
    String first = key.token();
    clock.advance(Duration.ofMinutes(54));
    assertThat(key.token()).isEqualTo(first);
    clock.advance(Duration.ofMinutes(1));
    assertThat(key.token()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorized_user", "external_account", ""})
  void takesNoOtherKindOfFile(String type) {
    assertThat(GoogleKey.in(new Secret(file(type)), clock)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"x\"}",
        "{\"type\":\"service_account\",\"private_key\":\"\"}"
      })
  void takesNoBrokenFile(String file) {
    assertThat(GoogleKey.in(new Secret(file), clock)).isEmpty();
  }

  private GoogleKey key() {
    return GoogleKey.in(new Secret(file("service_account")), clock).orElseThrow();
  }

  private String file(String type) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return JSON.createObjectNode()
        .put("type", type)
        .put("project_id", "acme-mail")
        .put("private_key_id", "0123456789abcdef")
        .put("private_key", pem)
        .put("client_id", "1")
        .put("client_email", "mail@acme-mail.iam.gserviceaccount.com")
        .put("token_uri", "https://oauth2.googleapis.com/token")
        .toString();
  }

  private static List<String> names(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }

  private static JsonNode decoded(String part) throws Exception {
    return JSON.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
