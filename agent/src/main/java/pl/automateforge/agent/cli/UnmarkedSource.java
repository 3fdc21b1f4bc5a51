package pl.automateforge.agent.cli;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/** A source that is only read: what is done with is not marked there. */
record UnmarkedSource(Source source) implements Source {
  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    return source.fetch(after, known, limit);
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    return source.find(identity);
  }

  /** Leaves everything as it is. */
  @Override
  public void settle(ItemIdentity identity) {}

  @Override
  public long backlog(Cursor after, Known known) throws IOException {
    return source.backlog(after, known);
  }

  @Override
  public Optional<Listening> listen(Runnable news) {
    return source.listen(news);
  }

  @Override
  public CheckResult check() {
    return source.check();
  }

  @Override
  public void close() {
    source.close();
  }
}
