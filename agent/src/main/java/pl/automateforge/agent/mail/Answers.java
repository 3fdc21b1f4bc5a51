package pl.automateforge.agent.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/** Reads what servers answer. */
final class Answers {
  private static final int MOST = 5_000_000;
  private static final Pattern COPIED =
      Pattern.compile(
          "\\[COPYUID (\\d{1,10}) [\\d:,]{1,100} (\\d{1,10})]", Pattern.CASE_INSENSITIVE);
  private static final Pattern APPENDED =
      Pattern.compile("\\[APPENDUID (\\d{1,10}) (\\d{1,10})]", Pattern.CASE_INSENSITIVE);

  private Answers() {}

  /** The numbers of SEARCH, ascending. */
  static List<Long> searched(Response[] answers) {
    List<Long> uids = new ArrayList<>();
    for (Response answer : answers) {
      if (answer instanceof IMAPResponse untagged && untagged.keyEquals("SEARCH")) {
        long uid = untagged.readLong();
        while (uid != -1 && uids.size() < MOST) {
          uids.add(uid);
          uid = untagged.readLong();
        }
      }
    }
    return uids.stream().sorted().distinct().toList();
  }

  /** Where one mail was copied or moved to: told with the last answer, or before it by MOVE. */
  static Optional<UidPlace> copied(Response[] answers) {
    return place(answers, COPIED);
  }

  static Optional<UidPlace> appended(Response[] answers) {
    return place(answers, APPENDED);
  }

  private static Optional<UidPlace> place(Response[] answers, Pattern code) {
    for (Response answer : answers) {
      Matcher told = code.matcher(head(answer));
      if (told.find()) {
        return Optional.of(
            new UidPlace(Long.parseLong(told.group(1)), Long.parseLong(told.group(2))));
      }
    }
    return Optional.empty();
  }

  private static String head(@Nullable Response answer) {
    if (answer == null || !answer.isOK()) {
      return "";
    }
    String text = answer.toString();
    return text.substring(0, Math.min(300, text.length()));
  }

  /** Whether the untagged answer tells of mail, such as EXISTS. */
  static boolean is(@Nullable Response answer, String key) {
    return answer instanceof IMAPResponse untagged
        && key.toUpperCase(Locale.ROOT).equals(untagged.getKey());
  }
}
