package pl.automateforge.agent.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

/**
 * What stands outside the agent, as files that outlive every process: one line for each thing that
 * an effect left behind, on the disk before the agent hears of it.
 */
final class FileTarget implements Action {
  private final String name;
  private final EffectClass effectClass;
  private final Path file;

  FileTarget(String name, EffectClass effectClass, Path folder) {
    this.name = name;
    this.effectClass = effectClass;
    this.file = folder.resolve("target-" + name + ".txt");
  }

  /** How many things each effect left behind. */
  static Map<String, Integer> counts(Path folder, String name) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    lines(folder.resolve("target-" + name + ".txt"))
        .forEach(line -> counts.merge(line, 1, Integer::sum));
    return counts;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return effectClass;
  }

  @Override
  public String describe(EffectRequest request) {
    return "write a line about " + request.item();
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) {
    boolean keyed = effectClass == EffectClass.A || effectClass == EffectClass.C;
    if (!keyed || !lines(file).contains(request.effect())) {
      append(request.effect() + "\n");
    }
    return new EffectResult.Done("ok");
  }

  private void append(String line) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Probe probe(EffectRequest request) {
    return lines(file).contains(request.effect()) ? new Probe.Found("found") : new Probe.Absent();
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine(file.toString());
  }

  @Override
  public void close() {}
}
