package pl.automateforge.agent.action.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import pl.automateforge.agent.spec.Secret;

/**
 * The header {@value #HEADER}: {@code t=<unix seconds>,v1=<hex>}, where {@code v1} is the
 * HMAC-SHA-256 of the text {@code <t>.<raw body>} under the shared secret's UTF-8 bytes.
 *
 * <p>A receiver computes {@code v1} anew over the body as it came in, compares in constant time,
 * and refuses what is more than five minutes off its clock; {@link #isValid} does just that. Within
 * these minutes it tells a replay by {@code Idempotency-Key}.
 */
public final class Signature {
  /** The header's name. */
  public static final String HEADER = "X-AutoForge-Signature";

  /** How far the signature's time may be off the receiver's clock, either way. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

  private Signature() {}

  /** The header's value for a body sent at this time. */
  public static String of(Secret secret, Instant time, byte[] body) {
    long seconds = time.getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(secret, seconds, body));
  }

  /**
   * What a receiver does.
   *
   * @param header the header's value
   * @param body the raw bytes as received
   * @param now the receiver's clock
   */
  public static boolean isValid(Secret secret, String header, byte[] body, Instant now) {
    Matcher parts = FORM.matcher(header);
    if (!parts.matches()) {
      return false;
    }
    long seconds = Long.parseLong(parts.group(1));
    Duration off = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
    byte[] claimed = HexFormat.of().parseHex(parts.group(2));
    return MessageDigest.isEqual(hmac(secret, seconds, body), claimed)
        && off.compareTo(WINDOW) <= 0;
  }

  private static byte[] hmac(Secret secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
