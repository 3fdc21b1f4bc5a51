package pl.automateforge.agent.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Hashes;

/** So many items, each of which is its number. */
final class NumberedSource implements Source {
  private final int count;

  NumberedSource(int count) {
    this.count = count;
  }

  static ItemIdentity identity(int number) {
    String text = Integer.toString(number);
    return new ItemIdentity("numbers", text, Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static SourceItem item(int number) {
    byte[] bytes = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    return new SourceItem(
        identity(number),
        bytes.length,
        limit -> Arrays.copyOf(bytes, Math.min(limit, bytes.length)));
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) {
    int from = after.value().isEmpty() ? 0 : Integer.parseInt(after.value());
    List<SourceItem> found = new ArrayList<>();
    for (int number = from; number < count && found.size() < limit; number++) {
      found.add(item(number));
    }
    return new Batch(found, new Cursor(Integer.toString(from + found.size())), List.of());
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) {
    return item(Integer.parseInt(identity.key()));
  }

  @Override
  public void settle(ItemIdentity identity) {}

  @Override
  public long backlog(Cursor after, Known known) {
    return 0;
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Fine(count + " numbers");
  }

  @Override
  public void close() {}
}
