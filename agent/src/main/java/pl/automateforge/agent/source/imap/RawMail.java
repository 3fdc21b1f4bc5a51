package pl.automateforge.agent.source.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.SourceItem;

/** The bytes of one mail: kept until they are read first, afterwards read from the server again. */
final class RawMail implements SourceItem.Raw {
  private final ItemIdentity identity;
  private final AtomicReference<byte @Nullable []> kept;
  private final Again again;

  /** Reads a mail from the server again. */
  @FunctionalInterface
  interface Again {
    byte[] read(ItemIdentity identity, int limit) throws IOException;
  }

  RawMail(ItemIdentity identity, byte @Nullable [] kept, Again again) {
    this.identity = identity;
    this.kept = new AtomicReference<>(kept);
    this.again = again;
  }

  @Override
  public byte[] read(int limit) throws IOException {
    byte[] bytes = kept.getAndSet(null);
    if (bytes == null) {
      return again.read(identity, limit);
    }
    return bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
  }
}
