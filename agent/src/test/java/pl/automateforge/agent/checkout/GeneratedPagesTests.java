package pl.automateforge.agent.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Pages made from what they describe. {@code make docs} has them written instead of compared. */
class GeneratedPagesTests {
  private static final Path REFERENCE = Checkout.root().resolve("docs/reference");

  @Test
  void listsTheLicencesThatTheBuildFound() throws IOException {
    Path found = Checkout.root().resolve("agent/target/licences/licences.md");
    assumeTrue(Files.exists(found), "skipped: only a checked build lists the licences");

    isCurrent("licences.md", Files.readString(found));
  }

  @Test
  void describesTheCommandsThatAreThere() throws Exception {
    isCurrent("commands.md", CommandLines.reference(CommandLines.ours()));
  }

  @Test
  void describesCommandsInOrderAndLeavesHiddenOnesOut() {
    assertThat(CommandLines.reference(new CommandLine(new Tool())))
        .containsSubsequence(
            "# Commands", "## tool\n", "Usage: tool", "## tool b\n", "says b", "## tool a\n")
        .doesNotContain("secret");
  }

  private static void isCurrent(String name, String content) throws IOException {
    Path page = REFERENCE.resolve(name);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(page, content);
    }
    assertThat(page).as("'make docs' writes it").exists();
    assertThat(page).as("'make docs' makes it current").hasContent(content);
  }

  @Command(
      name = "tool",
      subcommands = {B.class, A.class, Hidden.class})
  private static final class Tool {}

  @Command(name = "b", description = "says b")
  private static final class B {}

  @Command(name = "a")
  private static final class A {}

  @Command(name = "secret", hidden = true)
  private static final class Hidden {}
}
