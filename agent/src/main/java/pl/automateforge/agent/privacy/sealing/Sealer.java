package pl.automateforge.agent.privacy.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts and unseals them: AES-256 in GCM under a random nonce. The table, the row and the
 * key's fingerprint are authenticated with the text, so that a sealed text that was moved to
 * another row does not open. Belongs to one thread at a time.
 *
 * <p>Sealed bytes: the form's number (1), the key's fingerprint (8), the nonce (12), the text, the
 * tag (16).
 */
public final class Sealer {
  private static final byte FORM = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int NONCE_AT = 1 + TextKey.FINGERPRINT_BYTES;
  private static final int TEXT_AT = NONCE_AT + NONCE_BYTES;
  private static final int SHORTEST = TEXT_AT + TAG_BITS / 8;

  private final Keyring keys;
  private final SecureRandom random = new SecureRandom();
  private final Cipher cipher;

  /** With these keys. */
  public Sealer(Keyring keys) {
    this.keys = keys;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
  }

  /** What came of unsealing. */
  public sealed interface Unsealed {
    /** The text. Read once, by whoever unsealed it; never compared. */
    @SuppressWarnings("ArrayRecordComponent") // a copy more of each text would be a copy too many
    record Text(byte[] bytes) implements Unsealed {}

    /** It was sealed under a key that is not at hand. */
    record OtherKey(String fingerprint) implements Unsealed {}

    /** It was changed, or was sealed for another row. */
    record Broken() implements Unsealed {}
  }

  /** The keys at hand. */
  public Keyring keys() {
    return keys;
  }

  /**
   * Seals a text for one row.
   *
   * @throws KeyException where there is no key
   */
  public byte[] seal(String table, String row, byte[] text) {
    TextKey key = keys.first();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      begin(Cipher.ENCRYPT_MODE, key, nonce, table, row);
      ByteBuffer sealed = ByteBuffer.allocate(SHORTEST + text.length);
      sealed.put(FORM).put(HexFormat.of().parseHex(key.fingerprint())).put(nonce);
      sealed.put(cipher.doFinal(text));
      return sealed.array();
    } catch (IllegalBlockSizeException | BadPaddingException e) {
      throw new IllegalStateException("GCM pads nothing", e);
    }
  }

  /** Unseals what was sealed for this row. */
  public Unsealed unseal(String table, String row, byte[] sealed) {
    if (sealed.length < SHORTEST || sealed[0] != FORM) {
      return new Unsealed.Broken();
    }
    String fingerprint = fingerprint(sealed);
    Optional<TextKey> key = keys.find(fingerprint);
    if (key.isEmpty()) {
      return new Unsealed.OtherKey(fingerprint);
    }
    try {
      begin(
          Cipher.DECRYPT_MODE,
          key.get(),
          Arrays.copyOfRange(sealed, NONCE_AT, TEXT_AT),
          table,
          row);
      return new Unsealed.Text(cipher.doFinal(sealed, TEXT_AT, sealed.length - TEXT_AT));
    } catch (AEADBadTagException e) {
      return new Unsealed.Broken();
    } catch (IllegalBlockSizeException | BadPaddingException e) {
      throw new IllegalStateException("GCM pads nothing", e);
    }
  }

  /** The fingerprint of the key under which this was sealed; empty where it is nothing sealed. */
  public static String fingerprint(byte[] sealed) {
    return sealed.length < SHORTEST ? "" : HexFormat.of().formatHex(sealed, 1, NONCE_AT);
  }

  private void begin(int mode, TextKey key, byte[] nonce, String table, String row) {
    try {
      cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
      String place = table + '\0' + row + '\0' + key.fingerprint();
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("256 bits are an AES key, 96 a nonce", e);
    }
  }
}
