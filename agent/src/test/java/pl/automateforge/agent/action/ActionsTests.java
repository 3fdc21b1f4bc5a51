package pl.automateforge.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.mail.MailServer;
import pl.automateforge.agent.mail.MailSockets;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.AgentType;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Fallback;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.LogSpec;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.OutputSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.PromptSpec;
import pl.automateforge.agent.spec.Reports;
import pl.automateforge.agent.spec.Schedule;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.spec.SourceSpec;
import pl.automateforge.agent.spec.VersionHash;

final class ActionsTests {
  private static final SecretSlot SECRET = new SecretSlot("${HOOK_SECRET}");

  @TempDir Path folder;

  @Test
  void makesTheKindsThatAct() throws Exception {
    try (RawHttpServer server = new RawHttpServer(RawHttpServer.answering("200 OK"))) {
      Endpoint hook = new Endpoint(server.uri("/in").toString());
      Map<String, ActionSpec> written = new LinkedHashMap<>();
      written.put("tell-crm", new ActionSpec.Webhook(hook, SECRET, true));
      written.put("tell-chat", new ActionSpec.Webhook(hook, null, false));
      written.put("to-file", new ActionSpec.File(folder.resolve("out.jsonl")));
      written.put("ask-person", new ActionSpec.Review(null));

      Map<String, Action> made = create(written, true);

      assertThat(made.keySet()).containsExactly("tell-crm", "tell-chat", "to-file");
      assertThat(made.values())
          .extracting(Action::effectClass)
          .containsExactly(EffectClass.C, EffectClass.D, EffectClass.A);
      for (Action action : made.values()) {
        assertThat(made).containsEntry(action.name(), action);
        assertThat(action.perform(Effects.request(action.name()), false))
            .isInstanceOf(EffectResult.Done.class);
        action.close();
      }
      assertThat(server.requests).hasSize(2);
      assertThat(server.requests.get(0).headers()).containsKey("x-autoforge-signature");
      assertThat(server.requests.get(1).headers()).doesNotContainKey("x-autoforge-signature");
      assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).hasSize(1);
    }
  }

  @Test
  void makesTheKindsThatSpeakHttp() throws Exception {
    try (RawHttpServer server = new RawHttpServer(RawHttpServer.answering("200 OK"))) {
      Map<String, ActionSpec> written = new LinkedHashMap<>();
      Endpoint here = new Endpoint(server.uri("/in").toString());
      written.put("put", new ActionSpec.Http(here, "PUT", "{\"s\": \"{{subject}}\"}", null));
      written.put("post", new ActionSpec.Http(here, "POST", "", new Auth.Bearer(SECRET)));
      written.put("room", new ActionSpec.Slack(null, SECRET, "#desk", "{{subject}}"));

      Map<String, Action> made = create(written, true);

      assertThat(made.values())
          .extracting(Action::effectClass)
          .containsExactly(EffectClass.A, EffectClass.D, EffectClass.B);
      made.values().forEach(Action::close);
      assertThat(server.connections).hasValue(0);
    }
  }

  @Test
  void namesTheKeyOfWhatCannotBeUsed() {
    Endpoint here = new Endpoint("https://127.0.0.1/");
    Map<String, ActionSpec> written = new LinkedHashMap<>();
    written.put("a", new ActionSpec.Http(here, "POST", "{\"s\": {{subject}}}", null));
    written.put("b", new ActionSpec.Http(here, "POST", "", new Auth.ApiKey("Host", SECRET)));
    written.put("c", new ActionSpec.Slack(SECRET, null, null, "x"));
    written.put("d", new ActionSpec.Teams(SECRET, "x"));
    Auth away =
        new Auth.Oauth2(
            null,
            new Endpoint("https://169.254.169.254/token"),
            new Endpoint("app"),
            SECRET,
            null,
            null);
    written.put("e", new ActionSpec.Http(here, "POST", "", away));

    assertThatThrownBy(() -> create(written, true))
        .isInstanceOfSatisfying(
            UnfitBindingException.class,
            unfit -> {
              assertThat(unfit.unsafe()).isTrue();
              assertThat(unfit.problems())
                  .extracting(Problem::path)
                  .containsExactly(
                      "actions.a.body",
                      "actions.b.auth.header",
                      "actions.c.webhook",
                      "actions.d.webhook",
                      "actions.e.auth.tokenUrl");
            });
  }

  @Test
  void keepsContentFromSlackWhereDataMayNotLeave() {
    Map<String, ActionSpec> written =
        Map.of("room", new ActionSpec.Slack(null, SECRET, "#desk", "{{subject}}"));

    assertThatThrownBy(() -> create(written, false))
        .isInstanceOfSatisfying(
            UnfitBindingException.class, unfit -> assertThat(unfit.unsafe()).isTrue())
        .hasMessageContaining("privacy.dataMayLeave is false");
  }

  @Test
  void namesEveryAddressThatCannotBeUsed() {
    Map<String, ActionSpec> written = new LinkedHashMap<>();
    written.put("a", new ActionSpec.Webhook(new Endpoint("${HOOK_URL}"), null, true));
    written.put(
        "b", new ActionSpec.Webhook(new Endpoint("http://203.0.113.5/x?s3cret"), null, true));
    written.put("c", new ActionSpec.Webhook(new Endpoint("https://127.0.0.1/"), null, true));

    assertThatThrownBy(() -> create(written, true))
        .isInstanceOfSatisfying(
            UnfitBindingException.class,
            unfit -> {
              assertThat(unfit.unsafe()).isTrue();
              assertThat(unfit.problems()).hasSize(2);
            })
        .hasMessage(
            "actions.a.url: ${HOOK_URL} is bound to no http:// or https:// address with a host;"
                + " actions.b.url: connection to 203.0.113.5 refused: plain text goes to this"
                + " machine only; use an encrypted connection");
  }

  @Test
  void refusesAHostOutsideWhereDataMayNotLeave() {
    Map<String, ActionSpec> written =
        Map.of("out", new ActionSpec.Webhook(new Endpoint("https://203.0.113.5/"), null, true));

    assertThatThrownBy(() -> create(written, false))
        .isInstanceOf(UnfitBindingException.class)
        .hasMessageContaining("privacy.dataMayLeave is false");
  }

  @Test
  void takesAMistakeForNoDanger() {
    Map<String, ActionSpec> written =
        Map.of("a", new ActionSpec.Webhook(new Endpoint("ftp://x/"), null, true));

    assertThatThrownBy(() -> create(written, true))
        .isInstanceOfSatisfying(
            UnfitBindingException.class, unfit -> assertThat(unfit.unsafe()).isFalse());
  }

  private Map<String, Action> create(Map<String, ActionSpec> actions, boolean dataMayLeave)
      throws UnfitBindingException {
    return create(actions, dataMayLeave, null, Actions.Post.NONE);
  }

  private Map<String, Action> create(
      Map<String, ActionSpec> actions,
      boolean dataMayLeave,
      MailSpec.@Nullable Smtp smtp,
      Actions.Post post)
      throws UnfitBindingException {
    LoadedSpec spec = spec(actions, dataMayLeave, smtp == null ? null : new MailSpec(smtp));
    HttpClients clients = new HttpClients(Egress.of(spec.spec().privacy()), "9.9");
    Bindings bindings =
        new Bindings() {
          @Override
          public String resolve(Endpoint endpoint) {
            return endpoint.written().startsWith("${")
                ? "no address, but s3cret"
                : endpoint.written();
          }

          @Override
          public Secret secret(SecretSlot slot) {
            return new Secret("bound");
          }
        };
    return Actions.create(spec, bindings, clients, Clock.systemUTC(), post, null);
  }

  private LoadedSpec spec(
      Map<String, ActionSpec> actions, boolean dataMayLeave, @Nullable MailSpec mail) {
    AgentSpec agent =
        new AgentSpec(
            "acme-biuro",
            null,
            AgentType.EMAIL_TRIAGE,
            "",
            List.of(),
            Language.PL,
            ZoneOffset.UTC,
            new ModelSpec(
                ModelSpec.Provider.LOCAL,
                "",
                null,
                null,
                1024,
                null,
                Duration.ofSeconds(60),
                null,
                0.95),
            new PromptSpec("", List.of(), null),
            new OutputSpec(OutputSpec.Format.JSON, List.of()),
            List.of(),
            new Fallback("other", 0.7, List.of()),
            new SourceSpec.Folder(folder),
            mail,
            actions,
            new Schedule(
                Duration.ofMinutes(15),
                LocalTime.MIN,
                LocalTime.MAX,
                Set.of(),
                null,
                Schedule.Missed.RUN_ONCE),
            new Limits(
                50,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                16,
                Limits.OnOverlap.SKIP),
            new Privacy(
                true, dataMayLeave, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null),
            new Reports(null, null, null, null),
            new LogSpec(LogSpec.Level.INFO, null, 1, Duration.ZERO),
            null);
    return new LoadedSpec(
        agent,
        List.of(),
        folder.resolve("agent.yaml"),
        new VersionHash("0".repeat(64)),
        "{}",
        List.of());
  }

  @Test
  void refusesAMailServerOutsideWhereDataMayNotLeave() {
    Map<String, ActionSpec> written = new LinkedHashMap<>();
    written.put(
        "a", new ActionSpec.Email(List.of("office@acme.example"), "{{subject}}", "{{reason}}"));
    MailSpec.Smtp smtp =
        new MailSpec.Smtp(
            new Endpoint("192.0.2.7"), 465, MailSpec.Tls.REQUIRED, null, "agent@acme.example");
    MailServer server = new MailServer("192.0.2.7", 465, MailSpec.Tls.REQUIRED, null, null, true);

    try (MailSockets sockets =
        new MailSockets(
            Egress.of(
                new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null)),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Clock.systemUTC())) {
      Actions.Post post = new Actions.Post(null, sockets, server);
      assertThatThrownBy(() -> create(written, false, smtp, post))
          .isInstanceOfSatisfying(
              UnfitBindingException.class,
              unfit -> {
                assertThat(unfit.unsafe()).isTrue();
                assertThat(unfit.problems())
                    .singleElement()
                    .satisfies(problem -> {
                      assertThat(problem.path()).isEqualTo("mail.smtp.host");
                      assertThat(problem.message()).contains("192.0.2.7");
                    });
              });
      assertThatNoException()
          .isThrownBy(() -> create(written, true, smtp, post).values().forEach(Action::close));
    }
  }
}
