package pl.automateforge.agent.action.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.ActionContractTests;
import pl.automateforge.agent.action.EffectPayload;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.Effects;
import pl.automateforge.agent.check.CheckResult;

final class FileActionTests extends ActionContractTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path out;
  private FileAction action;

  @BeforeEach
  void open() {
    out = folder.resolve("out.jsonl");
    action = new FileAction("to-file", out, folder);
  }

  @AfterEach
  void close() {
    action.close();
  }

  @Override
  protected Action action() {
    return action;
  }

  @Override
  protected Action actionWithoutTarget() {
    return new FileAction("lost", folder.resolve("missing/out.jsonl"), folder);
  }

  @Override
  protected long effectsAtTarget(String effect) {
    return lines().stream().filter(line -> id(line).equals(effect)).count();
  }

  @Override
  protected boolean targetUntouched() {
    return Files.notExists(out);
  }

  @Test
  void writesTheSameBytesForTheSameRequest() throws Exception {
    EffectRequest request = Effects.request("bytes");
    action.perform(request, false);

    assertThat(Files.readAllBytes(out))
        .isEqualTo(
            (new String(EffectPayload.json(request), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void showsAPathBelowTheSpecTheSameOnEveryMachine() {
    EffectRequest request = Effects.request("path");

    assertThat(action.describe(request))
        .isEqualTo(
            "append a line of "
                + (EffectPayload.json(request).length + 1)
                + " bytes to out.jsonl (file \"to-file\"): category invoice");
  }

  @Test
  void findsAfterARestartWhatWasWrittenBefore() throws Exception {
    EffectRequest request = Effects.request("restart");
    action.perform(request, false);
    action.close();

    try (FileAction next = new FileAction("to-file", out, folder)) {
      assertThat(next.perform(request, true))
          .isEqualTo(new EffectResult.Done("line found in out.jsonl"));
    }
    assertThat(effectsAtTarget(request.effect())).isOne();
  }

  @Test
  void findsAnEffectInALineThatAToolRewrote() throws Exception {
    EffectRequest request = Effects.request("rewritten");
    Files.writeString(
        out,
        "not json\n\n[1]\n{\"agent\": \"x\", \"fields\": {\"id\": \"no\"}, \"id\": \""
            + request.effect()
            + "\"}\n");

    action.perform(request, true);

    assertThat(lines()).hasSize(4);
  }

  @Test
  void appendsToWhatStandsThere() throws Exception {
    Files.writeString(out, "{\"id\":\"old\"}\n");

    action.perform(Effects.request("new"), false);

    assertThat(lines()).hasSize(2).first().isEqualTo("{\"id\":\"old\"}");
  }

  @Test
  void sharesOneWriterBetweenActionsOfTheSameFile() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), folder);
    EffectRequest request = Effects.request("shared");
    try (FileAction other = new FileAction("other", folder.resolve("link/out.jsonl"), folder)) {
      action.perform(request, false);
      other.perform(request, true);
      action.close();
      other.perform(Effects.request("after the first closed"), false);
    }

    assertThat(lines()).hasSize(2);
  }

  @Test
  void putsOffWhatComesAfterClosing() throws Exception {
    action.close();

    assertThat(action.perform(Effects.request("closed"), false))
        .isEqualTo(
            new EffectResult.NotNow("cannot append to " + out + ": the action is closed", null));
  }

  @Test
  void putsOffWhereAFolderStandsInTheWay() throws Exception {
    Files.createDirectory(out);

    assertThat(action.perform(Effects.request("folder"), false))
        .isEqualTo(
            new EffectResult.NotNow(
                "cannot append to " + out + ": " + out + ": it is a folder", null));
    assertThat(action.check()).isInstanceOf(CheckResult.Failed.class);
  }

  @Test
  void doesItOnceTheFolderIsThere() throws Exception {
    Path later = folder.resolve("later/out.jsonl");
    try (FileAction patient = new FileAction("patient", later, folder)) {
      assertThat(patient.perform(Effects.request("later"), false))
          .isEqualTo(
              new EffectResult.NotNow(
                  "cannot append to "
                      + later
                      + ": "
                      + later.getParent()
                      + ": there is no such folder",
                  null));

      Files.createDirectory(later.getParent());

      assertThat(patient.perform(Effects.request("later"), true))
          .isInstanceOf(EffectResult.Done.class);
    }
    assertThat(Files.readAllLines(later)).hasSize(1);
  }

  @Test
  void checksWithoutMakingTheFile() {
    assertThat(action.check()).isInstanceOf(CheckResult.Fine.class);

    assertThat(out).doesNotExist();
  }

  private List<String> lines() {
    try {
      return Files.exists(out) ? Files.readAllLines(out) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(String line) {
    try {
      JsonNode id = JSON.readTree(line).get("id");
      return id == null ? "" : id.asText();
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
