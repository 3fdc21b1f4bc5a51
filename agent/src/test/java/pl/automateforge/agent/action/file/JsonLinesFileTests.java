package pl.automateforge.agent.action.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesFileTests {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"id\":\"b\"",
        "{\"id\":\"b\"}{",
        "nonsense",
        " ",
        "\0\0\0\0",
        "[1]",
        "{\"id\":\"ż"
      })
  void movesATornLineAside(String torn) throws Exception {
    Files.writeString(out(), "{\"id\":\"a\"}\n" + torn);

    append(line("c"));

    assertThat(Files.readString(out())).isEqualTo("{\"id\":\"a\"}\n{\"id\":\"c\"}\n");
    assertThat(Files.readString(folder.resolve("out.jsonl.torn"))).isEqualTo(torn + "\n");
  }

  @Test
  void movesATornLineAsideThatIsAllThereIs() throws Exception {
    Files.writeString(out(), "{\"id\":");

    append(line("c"));

    assertThat(Files.readString(out())).isEqualTo("{\"id\":\"c\"}\n");
  }

  @Test
  void movesALongTornLineAside() throws Exception {
    String torn = "{\"id\":\"" + "x".repeat(1_000_000);
    Files.writeString(out(), "{\"id\":\"a\"}\n" + torn);

    append(line("c"));

    assertThat(Files.readString(out())).isEqualTo("{\"id\":\"a\"}\n{\"id\":\"c\"}\n");
    assertThat(Files.size(folder.resolve("out.jsonl.torn"))).isEqualTo(torn.length() + 1L);
  }

  @Test
  void endsALineThatOnlyLacksItsEnd() throws Exception {
    Files.writeString(out(), "{\"id\":\"a\"}\n{\"id\":\"b\"}");

    append(repeated("b"));

    assertThat(Files.readString(out())).isEqualTo("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    assertThat(folder.resolve("out.jsonl.torn")).doesNotExist();
  }

  @Test
  void cutsNothingOffAFileThatIsWhole() throws Exception {
    Files.writeString(out(), "{\"id\":\"a\"}\nnot json, but somebody's\n");

    append(line("c"));

    assertThat(Files.readAllLines(out())).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void takesBackWhatAFailedWriteLeft(FailingChannel.Fault fault) throws Exception {
    FailingChannel.Faults faults = new FailingChannel.Faults();
    try (JsonLinesFile file = new JsonLinesFile(out(), faults::open)) {
      file.append(List.of(line("a")));
      faults.next(fault);
      Line failed = line("b");

      file.append(List.of(failed, line("c")));

      assertThatThrownBy(() -> failed.fate().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);

      List<Line> again = List.of(line("b"), line("c"), line("d"));
      file.append(again);
      assertThat(again)
          .allMatch(line -> line.fate().isDone() && !line.fate().isCompletedExceptionally());
    }
    assertThat(Files.readAllLines(out()))
        .containsExactlyInAnyOrder(
            "{\"id\":\"a\"}", "{\"id\":\"b\"}", "{\"id\":\"c\"}", "{\"id\":\"d\"}");
  }

  @Test
  void holdsEachEffectOnceWhereverACrashCutTheFile() throws Exception {
    List<String> ids = List.of("a", "b", "c", "d", "e");
    append(ids.stream().map(JsonLinesFileTests::line).toArray(Line[]::new));
    byte[] whole = Files.readAllBytes(out());

    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(out(), Arrays.copyOf(whole, cut));

      append(ids.stream().map(JsonLinesFileTests::repeated).toArray(Line[]::new));

      assertThat(Files.readAllBytes(out())).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void forcesBeforeALineCounts() throws Exception {
    FailingChannel.Faults faults = new FailingChannel.Faults();
    try (JsonLinesFile file = new JsonLinesFile(out(), faults::open)) {
      List<Line> lines = List.of(line("a"), line("b"), line("c"));

      file.append(lines);

      assertThat(lines).allMatch(line -> line.fate().isDone());
      assertThat(faults.forced()).isOne();
      assertThat(faults.forcedSize()).isEqualTo(Files.size(out()));
    }
  }

  @Test
  void startsANewFileWhereSomebodyMovedTheOld() throws Exception {
    try (JsonLinesFile file = new JsonLinesFile(out())) {
      file.append(List.of(repeated("a")));
      Files.move(out(), folder.resolve("old.jsonl"));

      file.append(List.of(repeated("a"), line("b")));
    }

    assertThat(Files.readAllLines(out())).containsExactly("{\"id\":\"b\"}");
    assertThat(Files.readAllLines(folder.resolve("old.jsonl"))).containsExactly("{\"id\":\"a\"}");
  }

  @Test
  void writesALineOnceThatComesTwiceInOneBatch() throws Exception {
    append(repeated("a"), repeated("a"));

    assertThat(Files.readAllLines(out())).containsExactly("{\"id\":\"a\"}");
  }

  @Test
  void indexesAHundredThousandEffects() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      lines.add("{\"id\":\"" + i + "\"}");
    }
    Files.write(out(), lines);

    EffectIndex index = EffectIndex.of(out());

    assertThat(lines.stream().filter(line -> index.add(EffectLines.id(bytes(line)).orElseThrow())))
        .isEmpty();
    assertThat(index.add("100000")).isTrue();
    assertThat(index.add("0".repeat(32))).isTrue();
    assertThat(index.add("0".repeat(32))).isFalse();
  }

  private void append(Line... lines) {
    try (JsonLinesFile file = new JsonLinesFile(out())) {
      file.append(List.of(lines));
    }
    for (Line line : lines) {
      assertThat(line.fate()).isCompleted();
    }
  }

  private static Line line(String id) {
    return new Line(id, bytes("{\"id\":\"" + id + "\"}"), false);
  }

  private static Line repeated(String id) {
    return new Line(id, bytes("{\"id\":\"" + id + "\"}"), true);
  }

  private Path out() {
    return folder.resolve("out.jsonl");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
