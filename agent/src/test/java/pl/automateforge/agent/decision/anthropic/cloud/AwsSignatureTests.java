package pl.automateforge.agent.decision.anthropic.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.spec.Secret;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Our signature against that of Amazon's own library. */
class AwsSignatureTests {
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bedrock-mantle.eu-central-1.api.aws/anthropic/v1/messages",
        "https://bedrock-mantle.eu-central-1.api.aws:8443/anthropic/v1/messages/count_tokens",
        "http://bedrock-mantle.eu-central-1.api.aws/a/b%3Ac/d",
        "http://bedrock-mantle.eu-central-1.api.aws/a/b:c/d~e_f.g-h/%C5%BC"
      })
  void signsAsAmazonDoes(String url) {
    assertThat(ours(url, "{\"a\":\"ż\"}", null, NOW))
        .isEqualTo(theirs(url, "{\"a\":\"ż\"}", null, NOW));
    assertThat(ours(url, "", "a/session+token==", NOW))
        .isEqualTo(theirs(url, "", "a/session+token==", NOW));
  }

  @Property(tries = 200)
  void signsAnyBodyAtAnyTimeAsAmazonDoes(
      @ForAll String body,
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 20) String segment,
      @ForAll @LongRange(min = 1_700_000_000L, max = 4_000_000_000L) long second) {
    String url = "https://bedrock-runtime.us-east-1.amazonaws.com/" + segment + "/v1";
    Instant now = Instant.ofEpochSecond(second);
    assertThat(ours(url, body, null, now)).isEqualTo(theirs(url, body, null, now));
  }

  @Test
  void takesAccessKeysFromASlot() {
    assertThat(AwsKeys.in(new Secret(ID + ":" + SECRET)))
        .hasValue(new AwsKeys(ID, new Secret(SECRET), null));
    assertThat(AwsKeys.in(new Secret("ASIAIOSFODNN7EXAMPLE:" + SECRET + ":FwoGZXIvYXdzEBYaD/x+==")))
        .hasValueSatisfying(
            keys -> assertThat(keys.session()).isEqualTo(new Secret("FwoGZXIvYXdzEBYaD/x+==")));
    assertThat(AwsKeys.in(new Secret("ABSKQmVkcm9ja0FQSUtleS1hYmNk"))).isEmpty();
    assertThat(AwsKeys.in(new Secret(ID))).isEmpty();
    assertThat(AwsKeys.in(new Secret(""))).isEmpty();
  }

  private static Map<String, String> ours(
      String url, String body, @Nullable String session, Instant now) {
    AwsKeys keys =
        new AwsKeys(ID, new Secret(SECRET), session == null ? null : new Secret(session));
    return new AwsSignature(keys, "eu-central-1", "bedrock-mantle")
        .of(HttpUrl.get(url), "application/json", body.getBytes(StandardCharsets.UTF_8), now);
  }

  private static Map<String, String> theirs(
      String url, String body, @Nullable String session, Instant now) {
    return signedByAmazon(
        url,
        body.getBytes(StandardCharsets.UTF_8),
        session == null
            ? AwsBasicCredentials.create(ID, SECRET)
            : AwsSessionCredentials.create(ID, SECRET, session),
        now);
  }

  /** Amazon's library, told to sign what we sign. */
  private static Map<String, String> signedByAmazon(
      String url, byte[] body, AwsCredentials credentials, Instant now) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(URI.create(url))
            .method(SdkHttpMethod.POST)
            .appendHeader("content-type", "application/json")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock-mantle")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
            .request();
    Map<String, String> headers = new TreeMap<>();
    signed
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    headers.remove("host");
    return headers;
  }
}
