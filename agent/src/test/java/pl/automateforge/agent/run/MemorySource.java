package pl.automateforge.agent.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** Messages in memory; they outlive every process, as a mailbox does. */
final class MemorySource implements Source {
  private final Map<ItemIdentity, String> messages =
      Collections.synchronizedMap(new LinkedHashMap<>());
  final List<String> settled = new CopyOnWriteArrayList<>();

  void add(String message) {
    messages.put(identity(message), message);
  }

  private List<String> all() {
    synchronized (messages) {
      return List.copyOf(messages.values());
    }
  }

  void remove(String message) {
    messages.remove(identity(message));
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) {
    List<SourceItem> found = new ArrayList<>();
    for (String message : all()) {
      SourceItem item = item(message);
      if (found.size() < limit && !known.contains(item.identity())) {
        found.add(item);
      }
    }
    return new Batch(found, new Cursor(Integer.toString(found.size())), List.of());
  }

  static ItemIdentity identity(String message) {
    String hash = Hashes.sha256(message.getBytes(StandardCharsets.UTF_8));
    return new ItemIdentity("memory", hash.substring(0, 8), hash);
  }

  private static SourceItem item(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return new SourceItem(
        identity(message),
        bytes.length,
        limit -> Arrays.copyOf(bytes, Math.min(limit, bytes.length)));
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) {
    String message = messages.get(identity);
    return message == null ? null : item(message);
  }

  @Override
  public void settle(ItemIdentity identity) {
    settled.add(identity.key());
  }

  @Override
  public long backlog(Cursor after, Known known) {
    return all().stream().filter(m -> !known.contains(identity(m))).count();
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine(messages.size() + " messages in memory");
  }

  @Override
  public void close() {}
}
