package pl.automateforge.agent.decision.anthropic.cloud;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;

/**
 * Signs requests by AWS Signature Version 4. Signed are the method, the path, the body, and of the
 * headers those that are given and those that it adds itself; nothing that a proxy may change.
 * Source: AWS, "Signature Version 4 for API requests".
 */
final class AwsSignature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final AwsKeys keys;
  private final String region;
  private final String service;

  /**
   * @param service the name that signs, which need not be that of the host
   */
  AwsSignature(AwsKeys keys, String region, String service) {
    this.keys = keys;
    this.region = region;
    this.service = service;
  }

  /** The headers that go with a POST of this body: the signature and what it stands on. */
  SequencedMap<String, String> of(HttpUrl url, String contentType, byte[] body, Instant now) {
    String time = TIME.format(now);
    String hash = hash(body);
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("content-type", contentType);
    signed.put("host", host(url));
    signed.put("x-amz-content-sha256", hash);
    signed.put("x-amz-date", time);
    if (keys.session() != null) {
      signed.put("x-amz-security-token", keys.session().value());
    }
    String names = String.join(";", signed.keySet());
    StringBuilder canonical = new StringBuilder("POST\n" + path(url) + "\n\n");
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(hash);
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            time,
            scope,
            hash(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    String signature = HEX.formatHex(mac(key(time.substring(0, 8)), toSign));
    SequencedMap<String, String> headers = new TreeMap<>(signed);
    headers.remove("host");
    headers.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + keys.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
    return headers;
  }

  /** As OkHttp sends it: the port only where it is not the scheme's own. */
  private static String host(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? url.host()
        : url.host() + ":" + url.port();
  }

  /** Each segment is encoded once more than it is sent, as all services but S3 want it. */
  private static String path(HttpUrl url) {
    StringBuilder path = new StringBuilder();
    for (String segment : url.encodedPathSegments()) {
      path.append('/');
      for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
        if (UNRESERVED.indexOf(each) >= 0) {
          path.append((char) each);
        } else {
          path.append('%').append(HEX.withUpperCase().toHexDigits(each));
        }
      }
    }
    return path.toString();
  }

  private byte[] key(String day) {
    byte[] start = ("AWS4" + keys.secret().value()).getBytes(StandardCharsets.UTF_8);
    return mac(mac(mac(mac(start, day), region), service), "aws4_request");
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
