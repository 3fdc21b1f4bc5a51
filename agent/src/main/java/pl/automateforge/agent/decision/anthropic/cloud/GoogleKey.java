package pl.automateforge.agent.decision.anthropic.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.spec.Secret;

/**
 * The key of a Google service account. It signs its own tokens, which Google's services take like
 * those of its token service: no other host is asked. A token holds for an hour, and another is
 * made five minutes before its end. Source: Google AIP-4111. Safe for all threads.
 */
final class GoogleKey {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String email;
  private final String id;
  private final PrivateKey key;
  private final Clock clock;
  private volatile @Nullable Token current;

  private GoogleKey(String email, String id, PrivateKey key, Clock clock) {
    this.email = email;
    this.id = id;
    this.key = key;
    this.clock = clock;
  }

  /** Whether the secret is a key file rather than a token. */
  static boolean isFile(Secret bound) {
    return bound.value().startsWith("{");
  }

  /** The key in a service account's key file; empty where it is none. */
  static Optional<GoogleKey> in(Secret bound, Clock clock) {
    try {
      JsonNode file = JSON.readTree(bound.value());
      String email = file.path("client_email").asText();
      if (!file.path("type").asText().equals("service_account") || email.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new GoogleKey(
              email,
              file.path("private_key_id").asText(),
              key(file.path("private_key").asText()),
              clock));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /** A token that can be used now. */
  String token() {
    Instant now = clock.instant();
    Token known = current;
    if (known == null || !now.isBefore(known.ends.minus(MARGIN))) {
      known = signed(now);
      current = known;
    }
    return known.value.value();
  }

  private Token signed(Instant now) {
    Instant ends = now.plus(LIFE);
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("alg", "RS256");
    head.put("typ", "JWT");
    head.put("kid", id);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", email);
    claims.put("sub", email);
    claims.put("scope", SCOPE);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", ends.getEpochSecond());
    try {
      String text =
          BASE64.encodeToString(JSON.writeValueAsBytes(head))
              + "."
              + BASE64.encodeToString(JSON.writeValueAsBytes(claims));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return new Token(new Secret(text + "." + BASE64.encodeToString(signature.sign())), ends);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a token cannot be signed by the service account's key", e);
    }
  }

  private record Token(Secret value, Instant ends) {}
}
