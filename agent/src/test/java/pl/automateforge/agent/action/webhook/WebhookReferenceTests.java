package pl.automateforge.agent.action.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectPayload;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.spec.Secret;

/** The page that receivers are written from. */
final class WebhookReferenceTests {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "Idempotency-Key: \"(\\w+)\"\n" + Signature.HEADER + ": (t=(\\d+).*)\n[^{]*(\\{.*})\n");

  @Test
  void showsARequestAsItIsSent() throws IOException {
    MatchResult example = EXAMPLE.matcher(page()).results().findFirst().orElseThrow();
    byte[] body = example.group(4).getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("summary", "Faktura za listopad");
    fields.put("deadline", "2026-11-30");

    assertThat(
            EffectPayload.json(
                new EffectRequest(
                    example.group(1),
                    "acme-biuro",
                    "0b5c1c4a0e7d9f3b8a6c2d1e4f5a6b7c",
                    "invoice",
                    0.875,
                    "Anna Nowak <anna.nowak@acme.example>",
                    "Faktura 7/2026",
                    "",
                    fields,
                    Effects.ORIGIN)))
        .isEqualTo(body);
    assertThat(
            Signature.of(
                new Secret("a-shared-secret"),
                Instant.ofEpochSecond(Long.parseLong(example.group(3))),
                body))
        .isEqualTo(example.group(2));
  }

  private static String page() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path page = at.resolve("docs/reference/webhook.md");
      if (Files.exists(page)) {
        return Files.readString(page);
      }
    }
    throw new IllegalStateException("docs/reference/webhook.md stands in no folder above");
  }
}
