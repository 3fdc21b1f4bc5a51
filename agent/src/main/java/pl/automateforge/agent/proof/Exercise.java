package pl.automateforge.agent.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import pl.automateforge.agent.health.Redaction;
import pl.automateforge.agent.proof.Connections.Checked;
import pl.automateforge.agent.run.AgentContext;
import pl.automateforge.agent.spec.BoundEndpoint;

/**
 * Exercises an agent on the machine where it will work, and says box by box what that proved. Needs
 * no lock and leaves nothing behind but one line in the log and a trained local model; nothing is
 * sent anywhere. One thread at a time.
 */
public final class Exercise {
  private final AgentContext parts;
  private final List<BoundEndpoint> endpoints;
  private final Path state;
  private final Redaction redaction;
  private final SecondStart second;

  /**
   * @param parts the agent's own, put together without a journal
   * @param endpoints every address it talks to
   * @param state its state folder; made where it is absent
   * @param redaction of its secrets
   */
  public Exercise(
      AgentContext parts,
      List<BoundEndpoint> endpoints,
      Path state,
      Redaction redaction,
      SecondStart second) {
    this.parts = parts;
    this.endpoints = List.copyOf(endpoints);
    this.state = state;
    this.redaction = redaction;
    this.second = second;
  }

  /** Starts the same agent again over another state folder, in a process of its own. */
  @FunctionalInterface
  public interface SecondStart {
    /** The exit code of that process; empty where it did not end in time. */
    OptionalInt start(Path state) throws IOException, InterruptedException;
  }

  /**
   * Does it all, in the order of the boxes.
   *
   * @param checked what the connections' checks found just now
   * @throws IOException where the state folder cannot be written at all
   */
  public List<BoxResult> run(List<Checked> checked) throws IOException, InterruptedException {
    Files.createDirectories(state);
    Map<Box, Verdict.Prover> provers = new EnumMap<>(Box.class);
    try (Scratch scratch = Scratch.in(state, clock());
        Counterparts counterparts =
            new Counterparts(parts.loaded().spec(), endpoints, parts.engine())) {
      provers.putAll(new ConnectionBoxes(parts.loaded().spec(), checked, counterparts).provers());
      provers.putAll(
          new MachineBoxes(parts.loaded().spec().log(), redaction, state, scratch, second)
              .provers());
      provers.putAll(
          new SpecBoxes(parts.loaded(), parts.source(), counterparts.of("source"), clock())
              .provers());
      provers.put(Box.EDGE_CASES, () -> new OddInputs(parts, state, scratch.folder("odd")).prove());
      provers.put(
          Box.TARGET_FORMAT,
          () -> new TemplateRenders(parts.loaded().spec(), parts.actions()).prove());
      List<BoxResult> results = new ArrayList<>();
      for (Map.Entry<Box, Verdict.Prover> each : provers.entrySet()) {
        results.add(prove(each.getValue()).of(each.getKey(), clock().instant()));
      }
      return results;
    }
  }

  private Clock clock() {
    return parts.clock();
  }

  /** What fails in an unforeseen way fails that box alone. */
  private static Verdict prove(Verdict.Prover prover) throws InterruptedException {
    try {
      return prover.prove();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      String why = e.getMessage();
      return Verdict.failed(why == null ? e.toString() : why, e.getClass().getName());
    }
  }
}
