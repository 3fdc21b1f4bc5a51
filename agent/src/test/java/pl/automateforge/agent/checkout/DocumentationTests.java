package pl.automateforge.agent.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentationTests {
  private static final Path ROOT = Checkout.root();

  /** Written in parts, so that this file may pass its own test. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i)\\b(TO" + "DO|FIX" + "ME|TB" + "D|lorem ipsum)\\b|/wo" + "rk/|/tm" + "p/");

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : Pages.below(ROOT)) {
      broken.addAll(Pages.brokenLinks(page));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void seesLinksThatLeadNowhere(@TempDir Path temp) throws IOException {
    Path page = temp.resolve("page.md");
    Files.writeString(temp.resolve("other.md"), "# Ąć, `code` and more\n");
    Files.writeString(
        page,
        """
        # Here
        [a](other.md), [b](other.md#ąć-code-and-more), [c](#here), [d](https://example.org/x), `[no](no.md)`
        ```
        [code](nowhere.md)
        ```
        [e](missing.md) [f](other.md#missing) [![g](missing.svg)](other.md) <img src="gone.png">
        """);

    assertThat(Pages.brokenLinks(page))
        .hasSize(4)
        .anyMatch(line -> line.contains("missing.md,"))
        .anyMatch(line -> line.contains("#missing,"))
        .anyMatch(line -> line.contains("missing.svg,"))
        .anyMatch(line -> line.contains("gone.png,"));
  }

  @Test
  void saysNothingThatDoesNotBelongThere() throws IOException {
    for (Path page : Pages.below(ROOT)) {
      assertThat(Files.readString(page)).as(page.toString()).doesNotContainPattern(FORBIDDEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.pl.md"})
  void setsUpByTwoCommands(String name) throws IOException {
    Path readme = ROOT.resolve(name);
    String setUp = Files.readString(readme).split("\n## ")[1];

    assertThat(
            setUp
                .lines()
                .filter(line -> line.startsWith("./autoforge"))
                .map(DocumentationTests::call))
        .containsExactly("demo", "test");
  }

  @Test
  void tellsTheSameInBothLanguages() throws IOException {
    Path english = ROOT.resolve("README.md");
    Path polish = ROOT.resolve("README.pl.md");

    assertThat(Pages.sections(polish)).hasSameSizeAs(Pages.sections(english));
    assertThat(Pages.code(polish)).isEqualTo(Pages.code(english));
  }

  @Test
  void namesOnlyCommandsThatAreThere() throws Exception {
    TreeSet<String> known = new TreeSet<>(CommandLines.ours().getSubcommands().keySet());
    known.add("test");

    for (Path page : Pages.below(ROOT)) {
      for (String line : Pages.code(page)) {
        if (line.startsWith("./autoforge ") && !call(line).startsWith("-")) {
          assertThat(known).as("%s: %s", page, line).contains(call(line));
        }
      }
    }
  }

  @Test
  void drawsPicturesThatNeedNothingFromElsewhere() throws Exception {
    try (Stream<Path> images = Files.list(ROOT.resolve("docs/images"))) {
      for (Path image : images.filter(file -> file.toString().endsWith(".svg")).toList()) {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(image.toFile());
        assertThat(Files.readString(image))
            .as(image.toString())
            .contains("<title", "<desc", "prefers-color-scheme")
            .doesNotContainPattern("(href|src)=\"https?:|@import|<script");
      }
    }
  }

  @Test
  void keepsContributingShort() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("CONTRIBUTING.md"))).hasSizeLessThan(60);
  }

  private static String call(String line) {
    Matcher matcher = Pattern.compile("\\./autoforge\\s+(\\S+)").matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.group(1);
  }
}
