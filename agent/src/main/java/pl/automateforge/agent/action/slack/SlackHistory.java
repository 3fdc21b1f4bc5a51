package pl.automateforge.agent.action.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.Action.Probe;
import pl.automateforge.agent.action.slack.SlackCalls.Said;

/** Looks through a channel's newest messages for the one that bears an effect's id. */
final class SlackHistory {
  private static final int PAGES = 10;
  private static final String A_PAGE = "200";
  private static final Pattern TS = Pattern.compile("\\d{1,12}\\.\\d{1,9}");

  private final SlackBot bot;
  private final SlackCalls calls;
  private volatile @Nullable String id;

  SlackHistory(SlackBot bot, SlackCalls calls) {
    this.bot = bot;
    this.calls = calls;
    this.id = bot.namesItsChannelById() ? bot.channel() : null;
  }

  /** Slack said which channel it is that the spec names. */
  void learn(JsonNode channel) {
    String said = channel.asText("");
    if (id == null && new SlackBot(bot.api(), bot.token(), said).namesItsChannelById()) {
      id = said;
    }
  }

  Probe probe(String effect) throws InterruptedException {
    try {
      String channel = channel();
      return channel == null
          ? new Probe.CannotTell(
              "the channel's id is not known and cannot be looked up; write it in the spec instead"
                  + " of the name")
          : search(channel, effect);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while looking through the channel");
      }
      return new Probe.CannotTell("Slack's history cannot be read: " + bot.api().failure(e));
    }
  }

  private Probe search(String channel, String effect) throws IOException {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      Said said = page(channel, cursor, A_PAGE);
      if (!said.ok()) {
        return new Probe.CannotTell(refused(said));
      }
      Optional<String> found = found(said.body(), effect);
      if (found.isPresent()) {
        return new Probe.Found(found.get());
      }
      cursor = said.body().path("response_metadata").path("next_cursor").asText("");
      if (!said.body().path("has_more").asBoolean(false) || cursor.isEmpty()) {
        return new Probe.Absent();
      }
    }
    return new Probe.CannotTell("it is not among the channel's newest 2,000 messages");
  }

  private static Optional<String> found(JsonNode body, String effect) {
    for (JsonNode message : body.path("messages")) {
      JsonNode metadata = message.path("metadata");
      if (metadata.path("event_type").asText("").equals(SlackMessage.EVENT)
          && metadata.path("event_payload").path("effect_id").asText("").equals(effect)) {
        return Optional.of("found in the channel, ts " + ts(message));
      }
    }
    return Optional.empty();
  }

  /** A message's name within its channel; a word of our own where what came is none. */
  static String ts(JsonNode message) {
    String ts = message.path("ts").asText("");
    return TS.matcher(ts).matches() ? ts : "unknown";
  }

  private static String refused(Said said) {
    return said.error().equals("missing_scope")
        ? "Slack answered missing_scope: reading the channel needs the scope channels:history, or"
            + " groups:history where it is private"
        : SlackErrors.sentence(said.error());
  }

  /** A cheap look at the channel: empty where it can be read or its id is not known. */
  Optional<String> refusal() throws IOException {
    String channel = id;
    if (channel == null) {
      return Optional.empty();
    }
    Said said = page(channel, "", "1");
    return said.ok() ? Optional.empty() : Optional.of(said.error());
  }

  private Said page(String channel, String cursor, String limit) throws IOException {
    FormBody.Builder asked =
        new FormBody.Builder()
            .add("channel", channel)
            .add("include_all_metadata", "true")
            .add("limit", limit);
    return calls.ask(
        "conversations.history",
        cursor.isEmpty() ? asked.build() : asked.add("cursor", cursor).build());
  }

  private @Nullable String channel() throws IOException {
    if (id != null) {
      return id;
    }
    String name = bot.channel().replaceFirst("^#", "");
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      FormBody.Builder asked =
          new FormBody.Builder()
              .add("exclude_archived", "true")
              .add("types", "public_channel,private_channel")
              .add("limit", "1000");
      Said said =
          calls.ask(
              "conversations.list",
              cursor.isEmpty() ? asked.build() : asked.add("cursor", cursor).build());
      for (JsonNode channel : said.body().path("channels")) {
        if (channel.path("name").asText("").equals(name)) {
          learn(channel.path("id"));
          return id;
        }
      }
      cursor = said.body().path("response_metadata").path("next_cursor").asText("");
      if (!said.ok() || cursor.isEmpty()) {
        return null;
      }
    }
    return null;
  }
}
