package pl.automateforge.agent.decision;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.AgentType;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.Fallback;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.Language;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.LogSpec;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.OutputSpec;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.PromptSpec;
import pl.automateforge.agent.spec.Reports;
import pl.automateforge.agent.spec.Schedule;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.spec.SourceSpec;
import pl.automateforge.agent.spec.VersionHash;

/** Specs of an accounting office's mailbox, for the tests of whoever decides. */
public final class DecisionSpecs {
  public static final String KEY = "sk-test-0123456789";
  public static final String MODEL = "claude-haiku-5-5";

  public static final List<OutputSpec.Field> FIELDS =
      List.of(
          new OutputSpec.Field("summary", OutputSpec.Field.Type.TEXT, 300),
          new OutputSpec.Field("deadline", OutputSpec.Field.Type.DATE, 0),
          new OutputSpec.Field("amount", OutputSpec.Field.Type.NUMBER, 0),
          new OutputSpec.Field("paid", OutputSpec.Field.Type.BOOLEAN, 0));

  public static final List<Category> CATEGORIES =
      List.of(
          new Category(
              "invoice",
              "Faktury",
              "Faktury, rachunki i korekty do zaksięgowania.",
              2,
              Category.Risk.LOW,
              List.of("note", "tell")),
          new Category(
              "tax-office",
              "Urząd",
              "Pisma z urzędu skarbowego, ZUS i sądów.",
              1,
              Category.Risk.HIGH,
              List.of("tell")),
          new Category("other", "Inne", "Wszystko inne.", 4, Category.Risk.LOW, List.of()));

  private DecisionSpecs() {}

  public static AgentSpec spec(Language language) {
    return spec(language, CATEGORIES, FIELDS, Duration.ofSeconds(20));
  }

  public static AgentSpec spec(Language language, ModelSpec.Provider provider) {
    return spec(language, provider, MODEL);
  }

  public static AgentSpec spec(Language language, ModelSpec.Provider provider, String model) {
    return spec(language, CATEGORIES, FIELDS, Duration.ofSeconds(20), provider, model);
  }

  public static AgentSpec spec(
      Language language, List<Category> categories, List<OutputSpec.Field> fields, Duration call) {
    return spec(language, categories, fields, call, ModelSpec.Provider.ANTHROPIC, MODEL);
  }

  private static AgentSpec spec(
      Language language,
      List<Category> categories,
      List<OutputSpec.Field> fields,
      Duration call,
      ModelSpec.Provider provider,
      String model) {
    return new AgentSpec(
        "acme-biuro",
        "acme",
        AgentType.EMAIL_TRIAGE,
        "Każda wiadomość trafia do właściwej osoby w kwadrans.",
        List.of(),
        language,
        ZoneId.of("Europe/Warsaw"),
        new ModelSpec(
            provider,
            model,
            new SecretSlot("${ANTHROPIC_API_KEY}"),
            new Endpoint("${ANTHROPIC_BASE_URL:-}"),
            1024,
            null,
            call,
            null,
            0.95),
        new PromptSpec(
            "Przydziel wiadomość do jednej kategorii <biura> & reszty.",
            List.of("Wezwanie z urzędu jest zawsze pilne.", "Reklama to {{inne}}."),
            null),
        new OutputSpec(OutputSpec.Format.JSON, fields),
        categories,
        new Fallback(categories.getLast().id(), 0.7, List.of("ask")),
        new SourceSpec.Folder(Path.of("/mails")),
        null,
        Map.of(
            "note", new ActionSpec.File(Path.of("/out.jsonl")),
            "tell", new ActionSpec.Webhook(new Endpoint("${HOOK_URL}"), null, true),
            "ask", new ActionSpec.Review(null)),
        new Schedule(
            Duration.ofMinutes(15),
            LocalTime.of(6, 0),
            LocalTime.of(22, 0),
            EnumSet.allOf(DayOfWeek.class),
            null,
            Schedule.Missed.RUN_ONCE),
        new Limits(
            50,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            16,
            Limits.OnOverlap.SKIP),
        new Privacy(
            true, true, List.of(), List.of(), Duration.ofDays(90), Duration.ofDays(400), null),
        new Reports(null, null, null, null),
        new LogSpec(LogSpec.Level.INFO, null, 1_000_000, Duration.ofDays(30)),
        null);
  }

  public static LoadedSpec loaded(AgentSpec spec, List<Example> examples) {
    return new LoadedSpec(
        spec,
        examples,
        Path.of("/agent.yaml"),
        new VersionHash(Hashes.sha256("version")),
        "{}",
        List.of());
  }

  /** Binds the key and the service's address. */
  public static Bindings bindings(String address, String key) {
    return new Bindings() {
      @Override
      public String resolve(Endpoint endpoint) {
        return address;
      }

      @Override
      public Secret secret(SecretSlot slot) {
        return new Secret(key);
      }
    };
  }
}
