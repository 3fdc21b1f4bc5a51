package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.SourceItem;

/** Messages that lie in files, in one of the two ways. */
sealed interface Mails permits EmlFiles, MboxFile {

  /**
   * Every message, oldest first.
   *
   * @param problems takes a line for what could not even be listed
   * @throws IOException where nothing can be listed, in a sentence
   */
  List<? extends Mail> oldestFirst(Problems problems) throws IOException;

  /** One message again; null where it is gone or is another one by now. */
  @Nullable SourceItem find(ItemIdentity identity) throws IOException;

  /** What is there, in a few words, without reading messages. */
  String describe() throws IOException;

  /** Forgets what was remembered to make the next listing cheap. */
  void forget();

  /** One message of a listing. */
  interface Mail {
    /** When it was written, as far as the files can say. */
    Instant modified();

    /** When it came to its place, where that can be later than it was written. */
    Instant arrived();

    /**
     * Identity and bytes; may read the whole file.
     *
     * @throws IOException where it cannot be read now, in a sentence
     */
    SourceItem item() throws IOException;
  }
}
