package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableFileTests {
  @TempDir Path folder;

  private List<String> errors(String text) {
    return Specs.errors(folder, text);
  }

  @Test
  void refusesAMissingFile() {
    Path missing = folder.resolve("nowhere.yaml");
    assertThat(SpecReader.read(missing).problems())
        .hasToString("[error: no such file: " + missing + "]");
  }

  @Test
  void refusesAFolder() {
    assertThat(SpecReader.read(folder).problems())
        .hasToString("[error: a folder, not a file: " + folder + "]");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    Path file = Specs.write(folder, "#".repeat(SpecReader.MAX_BYTES + 1));
    assertThat(SpecReader.read(file).problems())
        .hasToString(
            "[error: the file is larger than 1048576 bytes, the most that is read: " + file + "]");
  }

  @Test
  void refusesAnEmptyFileAndOneOfComments() {
    String expected =
        "line 1, column 1: error: the file is empty; expected a mapping with autoforge: 1";
    assertThat(errors("")).containsExactly(expected);
    assertThat(errors("# nothing but this\n")).containsExactly(expected);
  }

  @Test
  void refusesWhatIsNoMapping() {
    assertThat(errors("- autoforge\n- 1\n"))
        .containsExactly(
            "line 1, column 1: error: a list stands here; expected a mapping: autoforge: 1, …");
    assertThat(errors("autoforge"))
        .containsExactly(
            "line 1, column 1: error: a single text stands here; expected a mapping: autoforge: 1,"
                + " …");
  }

  @Test
  void saysWhereAFileIsNotUtf8() throws IOException {
    Path file = folder.resolve("agent.yaml");
    Files.write(
        file,
        "autoforge: 1\nname: za\u017c\u00f3\u0142\u0107\n"
            .getBytes(Charset.forName("windows-1250")));
    assertThat(SpecReader.read(file).problems())
        .hasToString("[line 2, column 9: error: not UTF-8 from here on; save the file as UTF-8]");
  }

  @Test
  void readsPastAByteOrderMark() {
    assertThat(errors("\ufeff" + Specs.text("minimal.yaml"))).isEmpty();
  }

  @Test
  void readsLineEndsOfWindows() {
    assertThat(errors(Specs.text("minimal.yaml").replace("\n", "\r\n"))).isEmpty();
  }

  @Test
  void saysThatATabCannotIndent() {
    assertThat(errors("autoforge: 1\nmodel:\n\tprovider: local\n"))
        .containsExactly(
            "line 3, column 1: error: a tab cannot indent or begin a value in YAML; expected"
                + " spaces");
  }

  @Test
  void saysThatAColonNeedsQuotes() {
    assertThat(errors("autoforge: 1\ngoal: first: second\n"))
        .containsExactly(
            "line 2, column 12: error: a colon that YAML does not expect here: check the"
                + " indentation, or put the value into quotes");
  }

  @Test
  void namesAControlCharacter() {
    assertThat(errors("autoforge: 1\nname: a\u0007b\n"))
        .containsExactly(
            "line 2, column 8: error: the character U+0007 is not allowed in YAML; remove it or"
                + " write it as an escape in double quotes");
  }

  @Test
  void refusesTheSameKeyTwice() {
    assertThat(errors(Specs.minimalAnd("name: again")))
        .containsExactly(
            "line 11, column 1: error: name: the key \"name\" stands here twice; it stands first in"
                + " line 2");
  }

  @Test
  void refusesTheSameKeyTwiceWithinAMapping() {
    assertThat(errors(Specs.minimal("path: mails", "path: mails, path: letters")))
        .containsExactly(
            "line 8, column 37: error: source.path: the key \"path\" stands here twice; it stands"
                + " first in line 8");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(errors(Specs.text("minimal.yaml") + "---\nautoforge: 1\n"))
        .containsExactly(
            "line 11, column 1: error: a second document begins here; expected one spec a file");
  }

  @Test
  void readsAnAliasAsItsValue() {
    String text =
        Specs.minimal("description: Invoices and reminders.", "description: &d Letters.")
            .replace("description: Everything else.", "description: *d");
    assertThat(Specs.loaded(Specs.read(folder, text)).spec().categories())
        .extracting(Category::description)
        .containsExactly("Letters.", "Letters.");
  }

  @Test
  void refusesABombOfAliases() {
    StringBuilder bomb = new StringBuilder("autoforge: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          String.format(
              Locale.ROOT,
              "a%d: &a%d [%s]%n",
              i,
              i,
              String.join(", ", java.util.Collections.nCopies(9, before))));
    }
    assertThat(errors(bomb.toString())).hasSize(1).first().asString().contains("aliases");
  }

  @Test
  void refusesAnAliasOfItself() {
    assertThat(errors("autoforge: 1\nkpi: &k [*k]\n"))
        .hasSize(1)
        .first()
        .asString()
        .contains("more than 32 levels");
  }

  @Test
  void refusesAnAliasOfNothing() {
    assertThat(errors("autoforge: 1\nname: *gone\n"))
        .containsExactly("line 2, column 7: error: not valid YAML: found undefined alias gone");
  }

  @Test
  void refusesDepthWithoutGoingDown() {
    assertThat(errors("autoforge: 1\nkpi: " + "[".repeat(400_000)))
        .containsExactly("line 2, column 37: error: nested deeper than 32 levels");
  }

  @Test
  void refusesTags() {
    assertThat(errors(Specs.minimal("name: acme-office", "name: !!binary ywjj")))
        .containsExactly(
            "line 2, column 7: error: name: the tag tag:yaml.org,2002:binary is not allowed; write"
                + " the value");
  }

  @Test
  void refusesKeysThatAreNoWords() {
    assertThat(errors(Specs.minimalAnd("? [a, b]\n: c")))
        .containsExactly("line 11, column 3: error: a key must be a word, not a list or a mapping");
  }

  @Test
  void saysWhichFormatItKnows() {
    assertThat(errors(Specs.minimal("autoforge: 1", "autoforge: 2").replace("name:", "nmae:")))
        .containsExactly(
            "line 1, column 12: error: autoforge: the format \"2\" is not known; expected 1, the"
                + " only one that this engine knows");
  }

  @Test
  void wantsTheFormatAndStillReadsOn() {
    assertThat(errors(Specs.minimal("autoforge: 1\n", "").replace("priority: 2", "priority: x")))
        .containsExactly(
            "line 1, column 1: error: autoforge: the key \"autoforge\" is missing: the number of"
                + " the spec's format; expected 1, the only one that this engine knows",
            "line 6, column 58: error: categories[1].priority: \"x\" is not a number; expected a"
                + " whole number from 1 to 1000");
  }
}
