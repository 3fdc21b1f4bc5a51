package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request that reached the targets' stand-in and took effect. All of it is the sender's word.
 *
 * @param number counts arrivals from 1
 * @param headers by lower-case name; the value of Authorization is replaced by its length and hash
 * @param body as text; bytes that are not UTF-8 stand as {@code base64:} and their Base64
 * @param key the Idempotency-Key without its quotes; null where there is none
 * @param effect what tells one effect from another: the key, else the body's {@code id}, else a
 *     hash of path and body
 * @param signature what became of the signature
 * @param duplicate whether the same effect had arrived before
 */
public record Arrival(
    long number,
    Instant at,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String body,
    @Nullable String key,
    String effect,
    Signature signature,
    boolean duplicate) {

  /** What became of the signature of a request. */
  public enum Signature {
    /** No secret was given to check it with. */
    UNCHECKED,
    /** There is none. */
    ABSENT,
    /** It was made with our secret over this body. */
    VALID,
    /** It was not, or too long ago. */
    INVALID
  }

  public Arrival {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The body as JSON, empty where it is none. */
  public Optional<JsonNode> json() {
    try {
      JsonNode value = Json.read(body.getBytes(StandardCharsets.UTF_8));
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notText) {
      return "base64:" + Base64.getEncoder().encodeToString(body);
    }
  }

  /** What it takes of memory, roughly, in bytes. */
  long weight() {
    long weight = 500 + 2L * (body.length() + path.length() + query.length() + effect.length());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      weight += 2L * (header.getKey().length() + header.getValue().length());
    }
    return weight;
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("number", number);
    map.put("at", at.toString());
    map.put("method", method);
    map.put("path", path);
    map.put("query", query);
    map.put("headers", headers);
    map.put("body", body);
    map.put("idempotencyKey", key);
    map.put("effect", effect);
    map.put("signature", Words.lower(signature.name()));
    map.put("duplicate", duplicate);
    return map;
  }
}
