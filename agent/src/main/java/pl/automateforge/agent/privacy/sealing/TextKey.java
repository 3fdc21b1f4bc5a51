package pl.automateforge.agent.privacy.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * A 256-bit key that seals texts, derived by HKDF-SHA256 from a secret that a person or this
 * machine made. Immutable; never printed.
 */
public final class TextKey {
  /** How many characters a secret has at least; 32 random bytes in base 64 have 44. */
  public static final int SHORTEST = 32;

  private static final byte[] SALT = bytes("autoforge/sealed-texts/1");
  private static final byte[] KEY = bytes("key");
  private static final byte[] FINGERPRINT = bytes("fingerprint");
  private static final int KEY_BYTES = 32;
  static final int FINGERPRINT_BYTES = 8;

  private final SecretKey key;
  private final String fingerprint;

  private TextKey(SecretKey key, String fingerprint) {
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /**
   * The key of a secret.
   *
   * @throws IllegalArgumentException where it is shorter than {@link #SHORTEST}
   */
  public static TextKey of(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a secret of "
              + secret.length()
              + " characters; at least "
              + SHORTEST
              + " were expected");
    }
    byte[] material = bytes(secret);
    try {
      KDF hkdf = KDF.getInstance("HKDF-SHA256");
      return new TextKey(
          hkdf.deriveKey("AES", expand(material, KEY, KEY_BYTES)),
          HexFormat.of()
              .formatHex(hkdf.deriveData(expand(material, FINGERPRINT, FINGERPRINT_BYTES))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
    }
  }

  private static HKDFParameterSpec expand(byte[] material, byte[] purpose, int length) {
    return HKDFParameterSpec.ofExtract().addIKM(material).addSalt(SALT).thenExpand(purpose, length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  SecretKey key() {
    return key;
  }

  /**
   * 16 hexadecimal digits that tell this key from others. No secret: it is derived beside the key,
   * and leads back to neither.
   */
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public String toString() {
    return "TextKey[" + fingerprint + "]";
  }
}
