package pl.automateforge.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class EffectPayloadTests {

  @Test
  void holdsWhatIsPromisedAndNothingElse() {
    EffectRequest request = Effects.request("payload");

    assertThat(new String(EffectPayload.json(request), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\""
                + request.effect()
                + "\",\"agent\":\"acme-biuro\",\"item\":\""
                + request.item()
                + "\",\"category\":\"invoice\",\"confidence\":0.875,\"sender\":\"Anna Nowak"
                + " <anna.nowak@acme.example>\",\"subject\":\"Zażółć gęślą jaźń\","
                + "\"fields\":{\"summary\":\"Faktura payload\",\"deadline\":\"2026-11-30\"}}");
  }

  @Property(tries = 5_000)
  void staysOneLineOfJsonWhateverTheTextsHold(@ForAll("hostile") String hostile)
      throws IOException {
    byte[] bytes = EffectPayload.json(withSubject(hostile));

    String line = new String(bytes, StandardCharsets.UTF_8);
    assertThat(line.lines().count()).isOne();
    assertThat(line.chars())
        .noneMatch(c -> c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029);
    JsonNode read = new ObjectMapper().readTree(bytes);
    assertThat(read.get("subject").textValue()).isEqualTo(Texts.wellFormed(hostile));
    assertThat(read.get("fields").get("f").textValue()).isEqualTo(Texts.wellFormed(hostile));
  }

  @Test
  void boundsEachText() {
    byte[] bytes = EffectPayload.json(withSubject("😀".repeat(1_000_000)));

    assertThat(bytes.length).isBetween(200_000, 500_000);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("\uFFFD", "?");
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<Character> chars =
        Arbitraries.oneOf(
            Arbitraries.chars().all(),
            Arbitraries.of('\r', '\n', '\0', '"', '\\', '\u0085', '\u2028', '\uD83D', '\uDE00'));
    return chars.list().ofMaxSize(40).map(EffectPayloadTests::text);
  }

  private static String text(Iterable<Character> chars) {
    StringBuilder text = new StringBuilder();
    chars.forEach(text::append);
    return text.toString();
  }

  private static EffectRequest withSubject(String text) {
    return new EffectRequest(
        "e", "a", "i", "c", 1, "s", text, "r", Map.of("f", text), Effects.ORIGIN);
  }
}
