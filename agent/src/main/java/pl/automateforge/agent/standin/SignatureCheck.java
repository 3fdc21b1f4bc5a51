package pl.automateforge.agent.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.standin.http.Request;

/**
 * Checks, as a receiver would write it from the documentation alone, the signature in a header
 * whose name ends in {@code -signature}: {@code t=<unix seconds>,v1=<hex>} over {@code <t>.<body>}
 * and no more than five minutes off, or {@code sha256=<hex>} over the body; both HMAC-SHA-256.
 */
final class SignatureCheck {
  private static final Pattern TIMED = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
  private static final Pattern PLAIN = Pattern.compile("sha256=([0-9a-f]{64})");
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final @Nullable String secret;
  private final Clock clock;

  SignatureCheck(@Nullable String secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  Arrival.Signature check(Request request) {
    if (secret == null) {
      return Arrival.Signature.UNCHECKED;
    }
    List<String> signatures = request.headers().endingIn("-signature");
    if (signatures.isEmpty()) {
      return Arrival.Signature.ABSENT;
    }
    return isRight(signatures.getFirst(), request.body(), secret)
        ? Arrival.Signature.VALID
        : Arrival.Signature.INVALID;
  }

  private boolean isRight(String signature, byte[] body, String key) {
    Matcher timed = TIMED.matcher(signature);
    if (timed.matches()) {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timed.group(1)));
      boolean fresh = Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
      return fresh && matches(timed.group(2), key, timed.group(1) + ".", body);
    }
    Matcher plain = PLAIN.matcher(signature);
    return plain.matches() && matches(plain.group(1), key, "", body);
  }

  private static boolean matches(String claimed, String key, String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(prefix.getBytes(StandardCharsets.US_ASCII));
      return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(claimed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
