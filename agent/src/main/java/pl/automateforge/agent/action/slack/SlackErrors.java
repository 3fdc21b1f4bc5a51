package pl.automateforge.agent.action.slack;

import java.util.Set;
import java.util.regex.Pattern;

/** The words by which Slack refuses, what they mean, and what cures them. */
final class SlackErrors {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,59}");

  /** After these the message may have been posted all the same. */
  private static final Set<String> OPEN =
      Set.of(
          "internal_error",
          "fatal_error",
          "request_timeout",
          "service_unavailable",
          "rollup_error");

  private static final Set<String> LATER = Set.of("rate_limited", "ratelimited");

  /** What Slack says of blocks that it does not take. */
  private static final Set<String> BLOCKS =
      Set.of("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_payload");

  private SlackErrors() {}

  /** The word, or one of our own where what came is none. */
  static String word(String said) {
    String word = said.strip();
    return WORD.matcher(word).matches() ? word : "unknown_answer";
  }

  static boolean leavesOpen(String word) {
    return OPEN.contains(word);
  }

  static boolean isLater(String word) {
    return LATER.contains(word);
  }

  static boolean isAboutBlocks(String word) {
    return BLOCKS.contains(word);
  }

  /** The word and what cures it, for a receipt or a check. */
  static String sentence(String word) {
    return "Slack answered " + word + ": " + cure(word);
  }

  static String cure(String word) {
    return switch (word) {
      case "channel_not_found" ->
          "see that the channel is written as in Slack, and invite the bot where it is private";
      case "not_in_channel" -> "invite the bot into the channel: /invite and the bot's name there";
      case "is_archived", "channel_is_archived" -> "name a channel that is not archived";
      case "invalid_auth", "not_authed", "invalid_token" ->
          "bind the bot's token as the application's page shows it (xoxb-…), or a new webhook";
      case "token_revoked", "account_inactive", "token_expired" ->
          "install the application in the workspace again and bind its new token";
      case "missing_scope" ->
          "give the application the scope chat:write and install it in the workspace again";
      case "no_service", "no_active_hooks", "no_service_id", "no_team", "team_disabled" ->
          "the webhook was removed or switched off: make a new one and bind its address";
      case "action_prohibited",
          "restricted_action",
          "posting_to_general_channel_denied",
          "restricted_action_read_only_channel",
          "ekm_access_denied",
          "access_denied",
          "no_permission" ->
          "let an administrator of the workspace allow the application to post there";
      case "org_login_required", "enterprise_is_restricted", "team_access_not_granted" ->
          "let an administrator of the organization install the application in this workspace";
      case "invalid_blocks",
          "invalid_blocks_format",
          "msg_blocks_too_long",
          "invalid_payload",
          "msg_too_long",
          "no_text" ->
          "shorten the action's text, which Slack does not take as it is";
      case "accesslimited" -> "let the workspace allow the network address of this machine";
      case "rate_limited", "ratelimited" -> "it is sent again later";
      default -> "look the word up on Slack's page of the method";
    };
  }
}
