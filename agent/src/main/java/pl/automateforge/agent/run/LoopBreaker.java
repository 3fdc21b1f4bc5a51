package pl.automateforge.agent.run;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.journal.Entry;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Rows;

/**
 * Sees where mail goes in circles, before anybody is asked: the agent's own mail that comes back,
 * and the same subject from the same sender over and over. Holds across processes, as the journal
 * keeps a keyed hash of sender and subject for each item. Safe to use from many threads.
 */
final class LoopBreaker {
  /**
   * So many items of one topic within an hour of each other are decided; those that follow go to a
   * person. They come in any order, and a sender may write any date: what lies behind counts as
   * what lies ahead.
   */
  static final int MOST = 20;

  private static final Duration WINDOW = Duration.ofHours(1);

  /** What is remembered beside the journal: items whose topic is not committed yet are among it. */
  private static final int REMEMBERED = 50_000;

  /** What mail programs write before the subject of an answer or a copy. */
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:\\s*(?:re|odp|fwd?|pd|aw|sv|wg|tr)\\s*(?:\\[\\d+]|\\(\\d+\\))?\\s*:)+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final AgentContext context;
  private final SecretKeySpec key;
  private final Map<String, Map<String, Instant>> lately = new HashMap<>();
  private int remembered;

  LoopBreaker(AgentContext context) {
    this.context = context;
    String secret = context.journal().view().topicKey();
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** Whether this mail is one that an effect of this journal wrote. */
  boolean isOwn(ItemTask task, Content content) {
    JournalView view = context.journal().view();
    String mark = task.mark;
    return (mark != null && view.effect(mark).isPresent())
        || OwnMark.ofMessageId(content.messageId())
            .filter(id -> view.effect(id).isPresent())
            .isPresent();
  }

  /**
   * Counts the item, and says whether its topic came too often.
   *
   * @param pending takes what the journal is to know
   */
  boolean isFlood(ItemTask task, Content content, List<Entry> pending) {
    if (content.senderAddress().isBlank()) {
      return false;
    }
    Instant now = context.clock().instant();
    Instant sent = content.sent();
    // A backlog of days is no loop: what it says of its time counts, but never a time to come.
    Instant at = sent == null || sent.isAfter(now) ? now : sent;
    String topic = topic(content);
    pending.add(new Entry.Topic(task.item, topic, at));
    Set<String> others = remember(topic, task.item, at);
    if (others.size() < MOST) {
      for (Rows.Topic known :
          context.journal().view().topics(topic, at.minus(WINDOW), at.plus(WINDOW), MOST + 1)) {
        others.add(known.item());
      }
      others.remove(task.item);
    }
    return others.size() >= MOST;
  }

  private synchronized Set<String> remember(String topic, String item, Instant at) {
    if (remembered > REMEMBERED) {
      lately.clear();
      remembered = 0;
    }
    Map<String, Instant> same = lately.computeIfAbsent(topic, _ -> new HashMap<>());
    Set<String> others = new HashSet<>();
    same.forEach((other, when) -> {
      if (!other.equals(item) && when.isAfter(at.minus(WINDOW)) && when.isBefore(at.plus(WINDOW))) {
        others.add(other);
      }
    });
    if (others.size() < MOST && same.put(item, at) == null) {
      remembered++;
    }
    return others;
  }

  /** A hash of sender and subject that tells nothing to whoever lacks the key. */
  private String topic(Content content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(
          content
              .senderAddress()
              .strip()
              .toLowerCase(Locale.ROOT)
              .getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(subject(content.subject()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** Without the marks of answers and copies, in one case and with single spaces. */
  static String subject(String written) {
    String bare = PREFIX.matcher(written).replaceFirst("");
    return SPACE.matcher(bare.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }
}
