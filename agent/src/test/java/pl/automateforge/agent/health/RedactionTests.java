package pl.automateforge.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.spec.Secret;

class RedactionTests {
  private static final String SECRET = "s3cr&t/żółw+? \"x\\y";

  private static Redaction of(String... secrets) {
    Redaction redaction = new Redaction();
    for (String secret : secrets) {
      redaction.add(new Secret(secret));
    }
    return redaction;
  }

  @Test
  void replacesASecretAsItIs() {
    assertThat(of(SECRET).apply("<" + SECRET + "> and " + SECRET)).isEqualTo("<****> and ****");
  }

  @Test
  void leavesOtherTextAlone() {
    assertThat(of(SECRET).apply("s3cr&t is only a piece")).isEqualTo("s3cr&t is only a piece");
    assertThat(of().apply("anything")).isEqualTo("anything");
  }

  @Test
  void replacesItUrlEncoded() throws URISyntaxException {
    Redaction redaction = of(SECRET);
    String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    assertThat(redaction.apply("?key=" + form + "&x")).isEqualTo("?key=****&x");
    assertThat(redaction.apply("?key=" + form.replace("+", "%20"))).isEqualTo("?key=****");
    assertThat(of("a b|c d").apply(new URI("https", "host", "/a b|c d", null).toASCIIString()))
        .isEqualTo("https://host/****");
    assertThat(of("ab|cd").apply("ab%7ccd ab%7Ccd")).isEqualTo("**** ****");
  }

  @Test
  void replacesItInJson() throws JsonProcessingException {
    String json = new JsonMapper().writeValueAsString(java.util.Map.of("key", SECRET));
    assertThat(of(SECRET).apply(json)).isEqualTo("{\"key\":\"****\"}");
    assertThat(of("ab/cd").apply("\"ab\\/cd\"")).isEqualTo("\"****\"");
  }

  @Property(tries = 500)
  void replacesItInBase64WhateverStandsAroundIt(
      @ForAll @StringLength(max = 12) String before, @ForAll @StringLength(max = 12) String after) {
    String secret = "correct-horse-battery";
    String core = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    byte[] login = (before + secret + after).getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder :
        new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
      String said = of(secret).apply("Basic " + encoder.encodeToString(login));
      assertThat(said).contains("****").doesNotContain(core.substring(0, 16));
      // What is left must not decode to more than an edge of the secret.
      assertThat(said.length()).isLessThan(6 + 4 + (before + after).length() * 6 + 8);
    }
  }

  @Test
  void leavesNoPieceWhereSecretsOverlap() {
    assertThat(of("abcdef", "defghi").apply("abcdefghi")).isEqualTo("****");
    assertThat(of("token", "token-long").apply("token-long token")).isEqualTo("**** ****");
    assertThat(of("aaaa").apply("aaaaaaa")).isEqualTo("****");
  }

  @Test
  void replacesEachLineOfAKey() {
    String key =
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\n";
    assertThat(of(key).apply("odd key AQEFAASCBKcwggSjAgEAAoIB in an error"))
        .isEqualTo("odd key **** in an error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abc"})
  void leavesTextAloneWhereASecretIsTooShortToProtectAnything(String secret) {
    assertThat(of(secret).apply("abc abc")).isEqualTo("abc abc");
  }
}
