package pl.automateforge.agent.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.Origin;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.ActionSpec;

/** Reads a trial's effects back: by a probe, by reading the file, else by what the target said. */
final class TrialEffects {
  /** The step that stands there where there is no effect to read back. */
  static final String NONE = "effects";

  private static final long MOST = 64L << 20;

  private final AgentContext context;
  private final SourceItem item;

  TrialEffects(AgentContext context, SourceItem item) {
    this.context = context;
    this.item = item;
  }

  List<TrialStep> readBack(ItemRow row, JournalView view) throws InterruptedException {
    List<TrialStep> steps = new ArrayList<>();
    List<EffectRow> effects = view.effects(row.id());
    for (EffectRow effect : effects) {
      steps.add(readBack(row, effect, view.texts(row.id())));
    }
    if (effects.isEmpty()) {
      steps.add(
          TrialStep.notDemonstrated(
              NONE, "the category " + row.category() + " leads to no effect"));
    }
    return steps;
  }

  private TrialStep readBack(ItemRow row, EffectRow effect, ItemTexts texts)
      throws InterruptedException {
    String what = "effect " + effect.action();
    String shown =
        effect.effectClass()
            + " "
            + effect.state().name().toLowerCase(Locale.ROOT)
            + (effect.receipt() == null ? "" : ": " + effect.receipt())
            + (effect.cause() == null ? "" : ": " + effect.cause());
    if (effect.state() != EffectState.DONE) {
      return TrialStep.failed(what, shown);
    }
    if (context.loaded().spec().actions().get(effect.action()) instanceof ActionSpec.File file) {
      return inFile(what, shown, file.path(), effect.id());
    }
    Action action = context.actions().get(effect.action());
    if (action != null && effect.effectClass() == EffectClass.B) {
      return probed(what, shown, action.probe(request(row, effect, texts)));
    }
    return TrialStep.passed(what, shown + "; the target's receipt is all there is");
  }

  private static TrialStep inFile(String what, String shown, Path file, String effect) {
    try {
      if (Files.size(file) > MOST) {
        return TrialStep.notDemonstrated(what, shown + "; " + file + " is too large to be read");
      }
      try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
        return lines.anyMatch(line -> line.contains(effect))
            ? TrialStep.passed(what, shown + "; the line was read in " + file)
            : TrialStep.failed(what, shown + "; but " + file + " does not hold the line");
      }
    } catch (IOException e) {
      return TrialStep.failed(what, shown + "; but " + file + " cannot be read: " + e.getMessage());
    }
  }

  private static TrialStep probed(String what, String shown, Action.Probe probe) {
    return switch (probe) {
      case Action.Probe.Found found ->
          TrialStep.passed(what, shown + "; found at the target: " + found.receipt());
      case Action.Probe.Absent _ ->
          TrialStep.failed(what, shown + "; but it is not found at the target");
      case Action.Probe.CannotTell cannot ->
          TrialStep.notDemonstrated(what, shown + "; the target cannot be asked: " + cannot.why());
    };
  }

  private EffectRequest request(ItemRow row, EffectRow effect, ItemTexts texts) {
    Double confidence = row.confidence();
    return new EffectRequest(
        effect.id(),
        context.agent(),
        row.id(),
        String.valueOf(row.category()),
        confidence == null ? 0 : confidence,
        texts.sender(),
        texts.subject(),
        texts.reason(),
        texts.fields(),
        new Origin(item.identity(), item.size(), item.raw()));
  }
}
