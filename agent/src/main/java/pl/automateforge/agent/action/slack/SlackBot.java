package pl.automateforge.agent.action.slack;

import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SlackStandIn;

/**
 * A bot and where it speaks.
 *
 * @param api where Slack's methods are
 * @param channel a channel's id, or its name
 */
public record SlackBot(HttpAddress api, Secret token, String channel) {
  private static final String API = "https://slack.com/api/";
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,500}");
  private static final Pattern ID = Pattern.compile("[CGD][A-Z0-9]{7,20}");

  /**
   * A bot of Slack's own service, or of a stand-in on this machine where the environment binds the
   * address of one in the token's place: see {@link SlackStandIn}.
   *
   * @throws UnfitAddressException where the policy keeps content from Slack, or what is bound is no
   *     token
   */
  public static SlackBot of(Secret token, String channel, Egress egress)
      throws UnfitAddressException {
    Optional<String> standIn = SlackStandIn.address(token.value());
    if (standIn.isPresent()) {
      return new SlackBot(
          HttpAddress.allowed("token", API, standIn.get(), egress, true),
          new Secret(SlackStandIn.TOKEN),
          channel);
    }
    Secret stripped = new Secret(token.value().strip());
    if (stripped.value().startsWith("standin:") || !TOKEN.matcher(stripped.value()).matches()) {
      throw UnfitAddressException.at(
          "token",
          stripped.value().startsWith("standin:")
              ? "what is bound is no stand-in of this machine; expected"
                  + " standin:http://127.0.0.1:PORT/slack/api/"
              : "what is bound is no token of Slack (value not shown); expected xoxb-…");
    }
    return new SlackBot(HttpAddress.allowed("token", API, API, egress, true), stripped, channel);
  }

  HttpUrl method(String name) {
    return api.url().newBuilder().addPathSegment(name).build();
  }

  boolean namesItsChannelById() {
    return ID.matcher(channel).matches();
  }

  String bearer() {
    return "Bearer " + token.value();
  }
}
