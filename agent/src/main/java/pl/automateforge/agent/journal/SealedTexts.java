package pl.automateforge.agent.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.privacy.sealing.Keyring;
import pl.automateforge.agent.privacy.sealing.Sealer;

/**
 * The texts of items and effects as sealed bytes. Without their key they are not known; changed
 * ones are an error. Belongs to one thread at a time.
 */
class SealedTexts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ITEMS = "item_text";
  private static final String EFFECTS = "effect_text";

  private final Sealer sealer;

  SealedTexts(Keyring keys) {
    this.sealer = new Sealer(keys);
  }

  /** The JSON inside. */
  private record Inside(
      @JsonProperty("sender") @Nullable String sender,
      @JsonProperty("subject") @Nullable String subject,
      @JsonProperty("reason") @Nullable String reason,
      @JsonProperty("fields") @Nullable Map<String, String> fields,
      @JsonProperty("text") @Nullable String text,
      @JsonProperty("tokens") @Nullable Map<String, String> tokens) {

    static Inside of(ItemTexts t) {
      return new Inside(t.sender(), t.subject(), t.reason(), t.fields(), t.text(), t.tokens());
    }

    ItemTexts texts() {
      return new ItemTexts(
          word(sender), word(subject), word(reason), map(fields), word(text), map(tokens));
    }

    private static String word(@Nullable String word) {
      return word == null ? "" : word;
    }

    private static Map<String, String> map(@Nullable Map<String, String> map) {
      return map == null ? Map.of() : map;
    }
  }

  Keyring keys() {
    return sealer.keys();
  }

  byte[] texts(String item, ItemTexts texts) {
    try {
      return sealer.seal(ITEMS, item, JSON.writeValueAsBytes(Inside.of(texts)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values can be written", e);
    }
  }

  byte[] description(String effect, String description) {
    return sealer.seal(EFFECTS, effect, description.getBytes(StandardCharsets.UTF_8));
  }

  /** What was sealed; empty where there is nothing, or nothing that these keys open. */
  Optional<ItemTexts> texts(String item, byte @Nullable [] sealed) {
    return open(ITEMS, "item", item, sealed)
        .map(bytes -> {
          try {
            return JSON.readValue(bytes, Inside.class).texts();
          } catch (IOException e) {
            throw new JournalException("the texts of item " + item + " cannot be read", e);
          }
        });
  }

  /** What was sealed; empty where there is nothing, or nothing that these keys open. */
  Optional<String> description(String effect, byte @Nullable [] sealed) {
    return open(EFFECTS, "effect", effect, sealed)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The same text under the key that seals now. */
  byte[] textsAgain(String item, byte[] sealed) {
    return sealer.seal(ITEMS, item, known(open(ITEMS, "item", item, sealed), sealed));
  }

  /** The same text under the key that seals now. */
  byte[] descriptionAgain(String effect, byte[] sealed) {
    return sealer.seal(EFFECTS, effect, known(open(EFFECTS, "effect", effect, sealed), sealed));
  }

  private byte[] known(Optional<byte[]> text, byte[] sealed) {
    return text.orElseThrow(() -> SealKeys.refused(Sealer.fingerprint(sealed), keys()));
  }

  private Optional<byte[]> open(String table, String what, String row, byte @Nullable [] sealed) {
    if (sealed == null) {
      return Optional.empty();
    }
    return switch (sealer.unseal(table, row, sealed)) {
      case Sealer.Unsealed.Text text -> Optional.of(text.bytes());
      case Sealer.Unsealed.OtherKey _ -> Optional.empty();
      case Sealer.Unsealed.Broken _ ->
          throw new JournalException(
              "the sealed text of "
                  + what
                  + " "
                  + row
                  + " was changed, or belongs to another one: someone changed the journal;"
                  + " restore it from a backup");
    };
  }
}
