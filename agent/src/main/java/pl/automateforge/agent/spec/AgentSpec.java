package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;
import static pl.automateforge.agent.spec.ChangeMark.MINOR;
import static pl.automateforge.agent.spec.ChangeMark.OPERATIONAL;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One agent, whole: everything that changes its behaviour, with every default filled in. */
public record AgentSpec(
    @Required
        @Form(TextForm.AGENT_NAME)
        @Change(MATERIAL)
        @Doc("The agent's name, unique with its client.")
        String name,
    @Change(MATERIAL) @Doc("The client it works for.") @Nullable String client,
    @Required @Change(MATERIAL) @Doc("What the agent is for.") AgentType type,
    @Default("") @Change(MATERIAL) @Doc("What the agent shall achieve, in a sentence.") String goal,
    @Change(MATERIAL) @Doc("Goals that the client signs.") List<Kpi> kpi,
    @Default("multilingual") @Change(MATERIAL) @Doc("The language of items and answers.")
        Language language,
    @Default("Europe/Warsaw")
        @Change(MATERIAL)
        @Doc("The time zone of schedule, budget and reports.")
        ZoneId timezone,
    @Required @Change(MATERIAL) @Doc("Which model decides, and within which bounds.")
        ModelSpec model,
    @Change(MINOR) @Doc("What the model is told.") PromptSpec prompt,
    @Change(MATERIAL) @Doc("What an answer holds beside category, confidence and reason.")
        OutputSpec output,
    @Required @NotEmpty @Change(MATERIAL) @Doc("The answers that the model chooses among.")
        List<Category> categories,
    @Change(MATERIAL) @Doc("What happens to an item that was not decided surely.")
        Fallback fallback,
    @Required @Change(MATERIAL) @Doc("Where items come from.") SourceSpec source,
    @Change(MATERIAL) @Doc("How mail is sent.") @Nullable MailSpec mail,
    @Required
        @Form(TextForm.ACTION_NAME)
        @Change(MATERIAL)
        @Doc("What may be done with an item, by name.")
        Map<String, ActionSpec> actions,
    @Change(MATERIAL) @Doc("When runs are due, in the agent's time zone.") Schedule schedule,
    @Change(MATERIAL) @Doc("Bounds of a run.") Limits limits,
    @Change(MATERIAL) @Doc("What may be done with people's data.") Privacy privacy,
    @Change(MATERIAL) @Doc("When reports are due.") Reports reports,
    @Change(MATERIAL) @Doc("Where the log goes.") LogSpec log,
    @Change(OPERATIONAL) @Doc("The endpoint of health and metrics; without this key there is none.")
        @Nullable HealthSpec health) {

  public AgentSpec {
    kpi = List.copyOf(kpi);
    categories = List.copyOf(categories);
    SequencedMap<String, ActionSpec> ordered = new LinkedHashMap<>(actions);
    actions = Collections.unmodifiableMap(ordered);
  }

  /** The category with this id, empty where the spec has none. */
  public Optional<Category> category(String id) {
    return categories.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /** The same agent with another fallback. */
  AgentSpec with(Fallback other) {
    return with(model, other);
  }

  /** The same agent that asks another model. */
  AgentSpec with(ModelSpec other) {
    return with(other, fallback);
  }

  private AgentSpec with(ModelSpec model, Fallback fallback) {
    return new AgentSpec(
        name,
        client,
        type,
        goal,
        kpi,
        language,
        timezone,
        model,
        prompt,
        output,
        categories,
        fallback,
        source,
        mail,
        actions,
        schedule,
        limits,
        privacy,
        reports,
        log,
        health);
  }
}
