package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReaderTests {
  @TempDir Path folder;

  @Test
  void readsEveryValueOfASpec() {
    LoadedSpec loaded = Specs.loaded(SpecReader.read(Specs.fixture("local.yaml")));
    AgentSpec spec = loaded.spec();
    Path beside = loaded.folder();
    assertThat(loaded.warnings()).isEmpty();
    assertThat(beside).endsWith(Path.of("specs"));
    assertThat(spec.name()).isEqualTo("acme-local");
    assertThat(spec.client()).isEqualTo("acme");
    assertThat(spec.type()).isEqualTo(AgentType.EMAIL_TRIAGE);
    assertThat(spec.language()).isEqualTo(Language.EN);
    assertThat(spec.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(spec.categories().getFirst())
        .isEqualTo(
            new Category(
                "order",
                "Orders",
                "Orders and changes of orders.",
                2,
                Category.Risk.LOW,
                List.of("forward", "note")));
    assertThat(spec.fallback()).isEqualTo(new Fallback("order", 0.6, List.of("ask")));
    assertThat(spec.source())
        .isEqualTo(
            new SourceSpec.Folder(
                beside.resolve("inbox"), new SourceSpec.FileFilter(Duration.ofDays(4))));
    assertThat(spec.actions().keySet()).containsExactly("forward", "note", "ask");
    assertThat(spec.actions().get("forward"))
        .isEqualTo(
            new ActionSpec.Webhook(
                new Endpoint("https://desk.acme.example/hooks/${HOOK_ID}"),
                new SecretSlot("${HOOK_SECRET}"),
                true));
    assertThat(spec.actions().get("note"))
        .isEqualTo(new ActionSpec.File(beside.resolve("notes/out.jsonl")));
    assertThat(spec.schedule().every()).isEqualTo(Duration.ofMinutes(30));
    assertThat(spec.schedule().from()).isEqualTo(LocalTime.of(7, 0));
    assertThat(spec.schedule().to()).isEqualTo(LocalTime.of(19, 0));
    assertThat(spec.schedule().days()).isEqualTo(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    assertThat(spec.schedule().missed()).isEqualTo(Schedule.Missed.SKIP);
    assertThat(spec.limits().itemsPerRun()).isEqualTo(20);
    assertThat(spec.privacy().inside())
        .containsExactly("desk.acme.example", "10.0.0.0/8", "fd00::/8");
    assertThat(spec.log())
        .isEqualTo(
            new LogSpec(
                LogSpec.Level.DEBUG, beside.resolve("agent.log"), 512 * 1024, Duration.ofDays(7)));
    assertThat(spec.health()).isEqualTo(new HealthSpec(8090));
  }

  @Test
  void readsTheExamplesInTheirOrder() {
    LoadedSpec loaded = Specs.loaded(SpecReader.read(Specs.fixture("local.yaml")));
    assertThat(loaded.examples())
        .hasSize(4)
        .startsWith(new Example("Please send 20 boxes of paper, as last month.", "order"))
        .endsWith(new Example("Nobody answers my calls,\nand I am angry.", "complaint"));
  }

  @Test
  void fillsInEveryDefault() {
    AgentSpec spec = Specs.loaded(SpecReader.read(Specs.fixture("minimal.yaml"))).spec();
    assertThat(spec.client()).isNull();
    assertThat(spec.goal()).isEmpty();
    assertThat(spec.kpi()).isEmpty();
    assertThat(spec.language()).isEqualTo(Language.MULTILINGUAL);
    assertThat(spec.timezone()).isEqualTo(ZoneId.of("Europe/Warsaw"));
    assertThat(spec.model())
        .isEqualTo(
            new ModelSpec(
                ModelSpec.Provider.ANTHROPIC,
                "claude-sonnet-5-5",
                new SecretSlot("${ANTHROPIC_API_KEY}"),
                new Endpoint("${ANTHROPIC_BASE_URL:-}"),
                1024,
                null,
                Duration.ofMinutes(1),
                null,
                0.95));
    assertThat(spec.prompt()).isEqualTo(new PromptSpec("", List.of(), null));
    assertThat(spec.output()).isEqualTo(new OutputSpec(OutputSpec.Format.JSON, List.of()));
    assertThat(spec.categories().getFirst().name()).isEqualTo("invoice");
    assertThat(spec.categories().getFirst().risk()).isEqualTo(Category.Risk.LOW);
    assertThat(spec.mail()).isNull();
    assertThat(spec.schedule())
        .isEqualTo(
            new Schedule(
                Duration.ofMinutes(15),
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                EnumSet.allOf(DayOfWeek.class),
                null,
                Schedule.Missed.RUN_ONCE));
    assertThat(spec.limits())
        .isEqualTo(
            new Limits(
                50,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                16,
                Limits.OnOverlap.SKIP));
    assertThat(spec.privacy())
        .isEqualTo(
            new Privacy(
                true,
                true,
                List.of(),
                List.of("pesel", "nip", "regon", "iban", "id-card", "phone", "email"),
                Duration.ofDays(90),
                Duration.ofDays(400),
                new SecretSlot("${AUTOFORGE_KEY:-}")));
    assertThat(spec.reports()).isEqualTo(new Reports(null, null, null, null));
    assertThat(spec.log())
        .isEqualTo(new LogSpec(LogSpec.Level.INFO, null, 10 << 20, Duration.ofDays(30)));
    assertThat(spec.health()).isNull();
  }

  @Test
  void fallsBackToTheCategoryOtherAndTheFirstReview() {
    String text =
        Specs.minimalAnd("  ask: {type: review}\n  ask-again: {type: review}")
            .replace("actions: []", "actions: [ask-again]");
    AgentSpec spec = Specs.loaded(Specs.read(folder, text)).spec();
    assertThat(spec.fallback()).isEqualTo(new Fallback("other", 0.7, List.of("ask")));
  }

  @Test
  void fallsBackToTheCategoryHandledLastWhereNoneIsCalledOther() {
    String text = Specs.minimal("id: other", "id: rest");
    assertThat(Specs.loaded(Specs.read(folder, text)).spec().fallback().category())
        .isEqualTo("rest");
  }

  @Test
  void leavesAnExplicitNoneOfTheFallbackAlone() {
    String text =
        Specs.minimalAnd("  ask: {type: review}\nfallback: {actions: []}")
            .replace("actions: []}\nsource", "actions: [ask]}\nsource");
    SpecReading reading = Specs.read(folder, text);
    assertThat(Specs.loaded(reading).spec().fallback().actions()).isEmpty();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void warnsWhereNobodyIsAsked() {
    assertThat(Specs.warnings(folder, Specs.text("minimal.yaml")))
        .containsExactly(
            "line 1, column 1: warning: fallback: nobody is asked about an item that was not"
                + " decided surely: no actions are written here, and no action of type review is"
                + " defined");
  }

  @Test
  void resolvesTheAliasesOfClaude() {
    for (String alias : List.of("sonnet", "haiku", "opus")) {
      String text =
          Specs.minimal("{provider: anthropic}", "{provider: anthropic, name: " + alias + "}");
      assertThat(Specs.loaded(Specs.read(folder, text)).spec().model().name())
          .isEqualTo("claude-" + alias + "-5-5");
    }
  }

  @Test
  void readsNumbersAsTextWhereATextIsExpected() {
    String text = Specs.minimal("id: invoice", "id: 404");
    assertThat(Specs.loaded(Specs.read(folder, text)).spec().categories().getFirst().id())
        .isEqualTo("404");
  }

  @Test
  void readsACronInsteadOfAnInterval() {
    Schedule schedule =
        Specs.loaded(Specs.read(folder, Specs.minimalAnd("schedule: {cron: \"0 8 * * 1-5\"}")))
            .spec()
            .schedule();
    assertThat(schedule.every()).isNull();
    assertThat(schedule.cron()).isEqualTo("0 8 * * 1-5");
  }

  @Test
  void readsEveryKeyOfTheLanguage() {
    Draft draft = new Draft();
    AgentSpec spec =
        SpecReader.draught(Specs.fixture("every-key.yaml"), draft).orElseThrow().agent();
    assertThat(spec.model().budget())
        .isEqualTo(
            new Budget(
                new BigDecimal("3.50"),
                new BigDecimal("60.00"),
                Currency.getInstance("USD"),
                0.75,
                Budget.OnExceeded.DEGRADE));
    assertThat(spec.kpi())
        .containsExactly(new Kpi("accuracy", ">=", 0.92), new Kpi("p95", "<=", 45));
    assertThat(spec.source())
        .isEqualTo(
            new SourceSpec.Imap(
                new Endpoint("${DESK_IMAP}"),
                1993,
                MailSpec.Tls.STARTTLS,
                "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                new Auth.Oauth2(
                    new Endpoint("desk@${DESK_DOMAIN}"),
                    new Endpoint("https://login.acme.example/token"),
                    new Endpoint("${DESK_CLIENT}"),
                    new SecretSlot("${DESK_CLIENT_SECRET}"),
                    new SecretSlot("${DESK_REFRESH_TOKEN}"),
                    "mail.read"),
                "Desk",
                new SourceSpec.MailFilter(true, Duration.ofHours(80)),
                true));
    assertThat(spec.mail())
        .isEqualTo(
            new MailSpec(
                new MailSpec.Smtp(
                    new Endpoint("smtp.acme.example"),
                    465,
                    MailSpec.Tls.REQUIRED,
                    new Auth.Password(
                        new Endpoint("desk"), new SecretSlot("${DESK_SMTP_PASSWORD}")),
                    "desk@acme.example")));
    assertThat(spec.actions().values().stream().map(ActionSpec::type))
        .containsExactly(
            "imap-move",
            "imap-flag",
            "slack",
            "slack",
            "teams",
            "sql",
            "email",
            "reply",
            "imap-draft",
            "webhook",
            "file",
            "http",
            "review");
    assertThat(spec.reports()).isEqualTo(new Reports("07:30", "fri 15:00", "2 09:00", 4.5));
    assertThat(spec.health()).isEqualTo(new HealthSpec(9090));
  }

  @Test
  void keepsAllWarningsWithTheLoadedSpec() {
    SpecReading reading =
        Specs.read(
            folder,
            Specs.minimalAnd(
                "reports: {daily: \"08:00\"}\nkpi: [{metric: accuracy, op: \">=\", value: 0.9}]"));
    assertThat(Specs.loaded(reading).warnings()).isEqualTo(reading.warnings()).hasSize(3);
  }
}
