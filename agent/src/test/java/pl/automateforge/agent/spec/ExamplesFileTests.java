package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesFileTests {
  @TempDir Path folder;

  private SpecReading read(String provider, String csv) {
    Specs.write(folder, "texts.csv", csv);
    return Specs.read(
        folder,
        Specs.minimal("{provider: anthropic}", "{provider: " + provider + "}")
            + "prompt:\n  examples: texts.csv\n");
  }

  private List<String> errors(String provider, String csv) {
    return read(provider, csv).errors().stream()
        .peek(p -> assertThat(p.path()).isEqualTo("prompt.examples"))
        .peek(p -> assertThat(p.line()).isEqualTo(12))
        .peek(p -> assertThat(p.column()).isEqualTo(13))
        .map(Problem::message)
        .toList();
  }

  @Test
  void readsTextsAndLabelsWhateverElseTheFileHolds() {
    String csv = "id,label,text\n1,invoice,\"a \"\"quoted\"\" one,\nof two lines\"\n2,other,b\n";
    assertThat(Specs.loaded(read("local", csv)).examples())
        .containsExactly(
            new Example("a \"quoted\" one,\nof two lines", "invoice"), new Example("b", "other"));
  }

  @Test
  void readsByteOrderMarkAndLineEndsOfWindows() {
    String csv = "\ufefftext,label\r\n\"a\r\nb\",invoice\r\nc,other\r\n";
    assertThat(Specs.loaded(read("local", csv)).examples())
        .containsExactly(new Example("a\nb", "invoice"), new Example("c", "other"));
  }

  @Test
  void refusesAMissingFileAtItsName() {
    String text = Specs.minimalAnd("prompt: {examples: texts.csv}");
    assertThat(Specs.errors(folder, text))
        .containsExactly(
            "line 11, column 20: error: prompt.examples: no such file: "
                + folder.resolve("texts.csv"));
  }

  @Test
  void refusesMissingColumns() {
    assertThat(errors("anthropic", "txt,lable\na,invoice\n"))
        .containsExactly(
            "the column \"label\" is missing; the file has [\"txt\", \"lable\"]; did you mean lable?",
            "the column \"text\" is missing; the file has [\"txt\", \"lable\"]; did you mean txt?");
  }

  @Test
  void refusesAFileWithoutRows() {
    assertThat(errors("anthropic", "text,label\n"))
        .containsExactly(
            "no examples in the file; expected at least one row: " + folder.resolve("texts.csv"));
    assertThat(errors("anthropic", "")).allMatch(e -> e.startsWith("the column \"")).hasSize(2);
  }

  @Test
  void refusesUnknownLabelsByTheirFirstRow() {
    assertThat(errors("anthropic", "text,label\na,invoice\nb,invoce\nc,zzzzz\nd,invoce\n"))
        .containsExactly(
            "the label \"invoce\" in row 3 and 1 more (the header is row 1) is not a category; did"
                + " you mean invoice?",
            "the label \"zzzzz\" in row 4 (the header is row 1) is not a category");
  }

  @Test
  void boundsHowManyUnknownLabelsItNames() {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 50; i++) {
      csv.append("a,zz").append(i).append('\n');
    }
    assertThat(errors("anthropic", csv.toString()))
        .hasSize(21)
        .contains("and 30 more labels that are not categories");
  }

  @Test
  void refusesEmptyTextsAndRowsThatAreTooShort() {
    assertThat(errors("anthropic", "text,label\na,invoice\n \t,other\nlonely\n"))
        .containsExactly(
            "a row with too few columns in row 4 (the header is row 1)",
            "an empty text in row 3 (the header is row 1)");
  }

  @Test
  void refusesAFileThatIsNoCsv() {
    assertThat(errors("anthropic", "text,label\n\"a,invoice\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("not a CSV file: ");
  }

  @Test
  void wantsExamplesForTheLocalModel() {
    assertThat(Specs.errors(folder, Specs.minimal("provider: anthropic", "provider: local")))
        .containsExactly(
            "line 4, column 19: error: prompt.examples: the local model learns from examples, and none"
                + " are named; expected a CSV file with the columns text and label");
  }

  @Test
  void wantsTwoLabelsForTheLocalModel() {
    assertThat(errors("local", "text,label\na,invoice\nb,invoice\n"))
        .containsExactly(
            "the local model needs at least 2 labels to tell apart; the file has only invoice");
    assertThat(errors("anthropic", "text,label\na,invoice\n")).isEmpty();
  }

  @Test
  void warnsOfACategoryThatTheLocalModelCannotChoose() {
    Specs.write(folder, "texts.csv", "text,label\na,invoice\nb,other\n");
    String text =
        Specs.minimal("{provider: anthropic}", "{provider: local}")
                .replace(
                    "source:",
                    "  - {id: rare, description: Rare., priority: 3, actions: []}\nsource:")
            + "prompt: {examples: texts.csv}\n";
    assertThat(Specs.warnings(folder, text))
        .contains(
            "line 8, column 5: warning: categories[2]: the local model never chooses \"rare\": no"
                + " example has it");
  }
}
