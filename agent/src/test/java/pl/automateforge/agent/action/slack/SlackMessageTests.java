package pl.automateforge.agent.action.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.http.HttpActions;

final class SlackMessageTests {
  private final SlackMessage message =
      new SlackMessage(HttpActions.text("Od {{sender}}: {{subject}}\n{{summary}}"));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "<!channel> => &lt;!channel&gt;",
        "<@U012AB3CD> & <#C01> => &lt;@U012AB3CD&gt; &amp; &lt;#C01&gt;",
        "<https://evil.example/x|Faktura> => &lt;https[:]//evil[.]example/x|Faktura&gt;",
        "&lt;!here&gt; => &amp;lt;!here&amp;gt;",
        "see http://evil.example => see http[:]//evil[.]example",
        "www.evil.example/a.b => www[.]evil[.]example/a.b",
        "mailto:a@evil.example => mailto[:]a@evil[.]example",
        "HTTP://1.2.3.4/ => HTTP[:]//1.2.3.4/",
        "slack://open => slack[:]//open",
        "evil。example => evil[.]example",
        "3.50 zł, s. 12. Koniec => 3.50 zł, s. 12. Koniec",
      })
  void takesItemsTextsForText(String subject, String shown) throws IOException {
    JsonNode sent = sent(subject);

    assertThat(sent.path("text").asText()).contains(": " + shown);
    assertThat(blocks(sent).getFirst()).contains(": " + shown);
  }

  @Test
  void neutralizesMentionsByName() throws IOException {
    assertThat(sent("@channel @here @Everyone").toString())
        .doesNotContain("@channel", "@here", "@Everyone");
  }

  @Test
  void unfurlsNothingAndSendsPlainTextOnly() throws IOException {
    JsonNode sent = sent("x");

    assertThat(sent.path("unfurl_links").asBoolean(true)).isFalse();
    assertThat(sent.path("unfurl_media").asBoolean(true)).isFalse();
    assertThat(sent.path("link_names").asBoolean(true)).isFalse();
    assertThat(sent.path("mrkdwn").asBoolean(true)).isFalse();
    assertThat(sent.path("parse").asText()).isEqualTo("none");
    assertThat(sent.findValuesAsText("type")).contains("plain_text").doesNotContain("mrkdwn");
  }

  @Test
  void staysWithinTheLimitsWhateverComes() throws IOException {
    JsonNode sent = sent("<&>".repeat(100_000));

    assertLimits(sent);
    assertThat(sent.path("text").asText()).endsWith("…").doesNotContainPattern("&[a-z]{0,3}…");
  }

  @Test
  void saysSomethingWhereTheTextIsEmpty() throws IOException {
    SlackMessage empty = new SlackMessage(HttpActions.text("{{deadline}}{{amount}}"));
    EffectRequest request = request("x", Map.of());

    JsonNode sent = SlackServer.JSON.readTree(empty.json(request, null, true));

    assertThat(sent.path("text").asText()).contains("invoice");
    assertLimits(sent);
  }

  @Property(tries = 300)
  void neverLeavesMarkupWhateverASenderWrites(@ForAll @StringLength(max = 5_000) String hostile)
      throws IOException {
    JsonNode sent = sent(hostile + "<!channel>" + hostile);

    assertLimits(sent);
    for (String text : blocks(sent)) {
      assertThat(text).doesNotContain("<", ">", "://");
    }
    assertThat(sent.path("text").asText()).doesNotContain("<", ">", "://");
  }

  private static void assertLimits(JsonNode sent) {
    int all = sent.path("text").asText().length();
    assertThat(sent.path("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
    assertThat(sent.path("blocks")).hasSizeBetween(1, 50);
    for (String text : blocks(sent)) {
      assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
      all += text.length();
    }
    assertThat(all).isLessThan(13_000);
  }

  private static List<String> blocks(JsonNode sent) {
    List<String> texts = new ArrayList<>();
    for (JsonNode block : sent.path("blocks")) {
      texts.add(block.path("text").path("text").asText());
      block.path("elements").forEach(element -> texts.add(element.path("text").asText()));
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }

  private JsonNode sent(String subject) throws IOException {
    EffectRequest request = request(subject, Map.of("summary", subject));
    return SlackServer.JSON.readTree(message.json(request, null, true));
  }

  private static EffectRequest request(String subject, Map<String, String> fields) {
    EffectRequest plain = Effects.request("hostile");
    return new EffectRequest(
        plain.effect(),
        plain.agent(),
        plain.item(),
        plain.category(),
        plain.confidence(),
        "Anna",
        subject,
        plain.reason(),
        fields,
        plain.origin());
  }
}
