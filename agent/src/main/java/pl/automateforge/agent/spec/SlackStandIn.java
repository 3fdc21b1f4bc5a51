package pl.automateforge.agent.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a stand-in for Slack on this machine, as an environment binds it in the place of a
 * bot's token: {@code standin:http://127.0.0.1:18081/slack/api/}. As the address takes the token's
 * place, no real token can be sent there, and as it is of this machine by its number, nothing
 * leaves.
 */
public final class SlackStandIn {
  /** What the stand-in is shown as a bot's token. */
  public static final String TOKEN = "xoxb-standin";

  private static final Pattern FORM =
      Pattern.compile(
          "standin:(http://(?:127\\.0\\.0\\.1|\\[::1]):[1-9]\\d{0,4})(/(?:[A-Za-z0-9:,_-]{1,200}/){1,5})");

  private SlackStandIn() {}

  /** Where a bound token leads to, with a slash at the end; empty where it is Slack's own. */
  public static Optional<String> address(String token) {
    Matcher form = FORM.matcher(token.strip());
    return form.matches() ? Optional.of(form.group(1) + form.group(2)) : Optional.empty();
  }

  /** The same without its path. */
  static Optional<String> origin(String token) {
    Matcher form = FORM.matcher(token.strip());
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }
}
