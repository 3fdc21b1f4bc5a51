package pl.automateforge.agent.action.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.action.http.HttpActions;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.net.UnfitAddressException;

final class TeamsActionTests extends ActionContractTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private volatile RawHttpServer.Behaviour behaviour = RawHttpServer.answering("202 Accepted");
  private final RawHttpServer server =
      new RawHttpServer((request, socket) -> behaviour.serve(request, socket));
  private final HttpClients clients = HttpActions.clients();
  private final TeamsAction action =
      teams(HttpActions.address(server.uri("/workflows/s3cret?sig=s3cret")));

  private TeamsAction teams(HttpAddress address) {
    try {
      return new TeamsAction(
          "tell",
          address,
          HttpActions.text("Od {{sender}}: {{subject}}\n{{summary}}"),
          clients,
          HttpActions.PATIENT,
          Clock.systemUTC());
    } catch (UnfitAddressException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    server.close();
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    return teams(HttpActions.nobody());
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return server.requests.stream()
        .filter(request -> request.body().contains(effect.substring(0, 12)))
        .count();
  }

  @Override
  protected boolean targetUntouched() {
    return server.connections.get() == 0;
  }

  @Test
  void saysThatTheWorkflowTookItAndNoMore() throws Exception {
    assertThat(action.effectClass()).isEqualTo(EffectClass.D);
    assertThat(action.perform(Effects.request("one"), false))
        .isEqualTo(new EffectResult.Done("HTTP 202: accepted by the workflow"));
    assertThat(action.describe(Effects.request("one"))).doesNotContain("s3cret", "workflows");
    assertThat(action.check().detail()).doesNotContain("s3cret", "workflows");
  }

  @Test
  void sendsAnAdaptiveCard() throws Exception {
    action.perform(Effects.request("one"), false);

    JsonNode message = JSON.readTree(server.requests.getFirst().body());
    assertThat(message.path("type").asText()).isEqualTo("message");
    JsonNode attachment = message.path("attachments").path(0);
    assertThat(attachment.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(attachment.path("contentUrl").isNull()).isTrue();
    JsonNode card = attachment.path("content");
    assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.path("version").asText()).isEqualTo("1.2");
    assertThat(card.path("msteams").path("width").asText()).isEqualTo("full");
    assertThat(card.path("body")).hasSize(3).allMatch(block -> block.path("wrap").asBoolean());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.webhook.office.com/webhookb2/x/IncomingWebhook/s3cret",
        "https://webhook.office.com/webhookb2/s3cret",
        "https://outlook.office.com/webhook/s3cret",
        "https://OUTLOOK.office365.com/webhook/s3cret",
      })
  void refusesARetiredConnector(String address) {
    assertThatThrownBy(() -> teams(HttpActions.address(address)))
        .cause()
        .isInstanceOf(UnfitAddressException.class)
        .hasMessageContaining("which Microsoft has retired; make a workflow")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[Faktura](https://evil.example) | \\[Faktura\\]\\(https[:]//evil[.]example\\)",
        "**now** _x_ `y` | \\*\\*now\\*\\* \\_x\\_ \\`y\\`",
        "![x](data:image/png) | \\!\\[x\\]\\(data[:]image/png\\)",
        "www.evil.example | www[.]evil[.]example",
      })
  void takesItemsTextsForText(String subject, String shown) throws Exception {
    action.perform(hostile(subject), false);

    assertThat(texts().getFirst()).isEqualTo("Od Anna: " + shown);
  }

  @Test
  void breaksListsAndMentions() throws Exception {
    action.perform(request("- one\n1. two\n# three\n<at>Anna</at>"), false);

    assertThat(texts().toString()).contains("- one", "two", "\\# three").doesNotContain("<at>");
  }

  @Property(tries = 100)
  void neverGrowsBeyondWhatTeamsTakes(@ForAll @StringLength(max = 8_000) String hostile)
      throws IOException {
    TeamsCard card =
        new TeamsCard(HttpActions.text("{{subject}}{{summary}}{{reason}}\n".repeat(9)));

    byte[] json = card.json(hostile(hostile + "\n**ąę\u0001".repeat(2_000)));

    assertThat(json).hasSizeLessThan(28 * 1024);
    assertThat(JSON.readTree(json).findValuesAsText("text"))
        .allMatch(text -> !text.contains("://"))
        .allMatch(text -> !text.matches("(?s).*(?<!\\\\)(\\\\\\\\)*\\\\…"));
    assertThat(new String(json, StandardCharsets.UTF_8)).contains("AdaptiveCard");
  }

  @ParameterizedTest
  @CsvSource({
    "400 Bad, run history",
    "401 No, copy the workflow's address anew",
    "404 Gone, its owner has left",
  })
  void namesTheCureOfARefusal(String status, String cure) throws Exception {
    behaviour = RawHttpServer.answering(status);

    assertThat(action.perform(Effects.request("no"), false))
        .isInstanceOfSatisfying(
            EffectResult.Refused.class, refused -> assertThat(refused.cause()).contains(cure));
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    JsonNode card = JSON.readTree(server.requests.getFirst().body());
    card.findValues("text").forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static EffectRequest hostile(String subject) {
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
        Map.of("summary", subject),
        plain.origin());
  }
}
