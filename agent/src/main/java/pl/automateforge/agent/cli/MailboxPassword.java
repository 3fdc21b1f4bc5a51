package pl.automateforge.agent.cli;

import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.standin.demo.DemoAgent;

/** The password of a mailbox: from the environment, else from a person, whom nobody watches. */
final class MailboxPassword {
  private MailboxPassword() {}

  /**
   * Finds it.
   *
   * @param question for the person
   * @throws CommandException where there is none
   */
  @SuppressWarnings("SystemConsoleNull") // a runtime image without jdk.internal.le answers null
  static String find(String question) {
    @Nullable String set = System.getenv(DemoAgent.IMAP_PASSWORD);
    if (set != null && !set.isEmpty()) {
      return set;
    }
    java.io.Console terminal = System.console();
    if (!DemoProgress.personLooksOn() || terminal == null) {
      throw new CommandException(
          ExitCode.INVALID,
          "the mailbox's password is missing, and nobody can be asked: set "
              + DemoAgent.IMAP_PASSWORD
              + " in the environment, or call it at a terminal");
    }
    char[] typed = terminal.readPassword("%s ", question);
    if (typed == null || typed.length == 0) {
      throw new CommandException(ExitCode.INVALID, "no password was typed");
    }
    return new String(typed);
  }
}
