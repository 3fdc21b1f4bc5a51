package pl.automateforge.agent.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;

/** A source that cannot be read. */
record FailingSource(Source real) implements Source {
  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    throw new IOException("the folder is gone");
  }

  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    return real.find(identity);
  }

  @Override
  public void settle(ItemIdentity identity) throws IOException {
    real.settle(identity);
  }

  @Override
  public long backlog(Cursor after, Known known) throws IOException {
    throw new IOException("the folder is gone");
  }

  @Override
  public CheckResult check() {
    return new CheckResult.Failed("the folder is gone", "bring it back");
  }

  @Override
  public void close() {}
}
