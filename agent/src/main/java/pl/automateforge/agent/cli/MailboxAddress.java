package pl.automateforge.agent.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pl.automateforge.agent.standin.demo.DemoAgent;

/**
 * A mailbox as a person writes it on the command line: {@code imaps://USER@HOST[:PORT][/FOLDER]},
 * or {@code imap://} for one on this machine.
 *
 * @param user the login
 */
record MailboxAddress(String user, DemoAgent.Mailbox mailbox) {
  private static final String EXPECTED = "imaps://USER@HOST[:PORT][/FOLDER]";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>imaps?)://(?<user>[^/]+)@(?<host>\\[[0-9A-Fa-f:.]+]|[^/@:\\[\\]]+)"
              + "(:(?<port>[0-9]{1,5}))?(/(?<folder>.*))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);
  private static final int ENCRYPTED_PORT = 993;
  private static final int PLAIN_PORT = 143;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads one.
   *
   * @throws CommandException where it is none, or holds a password
   */
  static MailboxAddress of(String written) {
    Matcher form = FORM.matcher(written.strip());
    if (!form.matches()) {
      throw invalid("is no mailbox: " + EXPECTED + " was expected");
    }
    if (form.group("user").indexOf(':') >= 0) {
      throw invalid(
          "holds a password, which others on this machine may see: leave it out and set"
              + " IMAP_PASSWORD in the environment, or wait to be asked for it");
    }
    boolean encrypted = form.group("scheme").toLowerCase(Locale.ROOT).equals("imaps");
    String host = form.group("host");
    if (!HOST.matcher(host).matches()) {
      throw invalid("names no host: " + EXPECTED + " was expected");
    }
    if (!encrypted && !THIS_MACHINE.matcher(host).matches()) {
      throw invalid(
          "is not encrypted, and " + host + " is not this machine: imaps:// was expected");
    }
    String folder = form.group("folder");
    return new MailboxAddress(
        decoded(form.group("user")),
        new DemoAgent.Mailbox(
            host.replaceAll("^\\[|]$", ""),
            port(form.group("port"), encrypted),
            encrypted,
            folder == null || folder.isEmpty() ? "INBOX" : decoded(folder)));
  }

  private static int port(String written, boolean encrypted) {
    if (written == null) {
      return encrypted ? ENCRYPTED_PORT : PLAIN_PORT;
    }
    int port = Integer.parseInt(written);
    if (port < 1 || port > LAST_PORT) {
      throw invalid("names the port " + port + ": 1 to " + LAST_PORT + " was expected");
    }
    return port;
  }

  private static String decoded(String written) {
    try {
      // A plus is a plus: only a form's fields write a space that way.
      String text = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw invalid("has a % that is followed by no two hexadecimal digits, or a control character");
  }

  /** The value itself is not repeated: it may hold a password. */
  private static CommandException invalid(String what) {
    return new CommandException(ExitCode.INVALID, "what --mailbox names " + what);
  }

  /** For a person: {@code office@acme.example, imap.acme.example:993, INBOX}. */
  String shown() {
    return user + ", " + mailbox.host() + ":" + mailbox.port() + ", " + mailbox.folder();
  }
}
