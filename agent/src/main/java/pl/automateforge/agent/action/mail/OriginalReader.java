package pl.automateforge.agent.action.mail;

import java.io.IOException;
import pl.automateforge.agent.action.Origin;

/** Reads the mail that an effect answers. */
@FunctionalInterface
public interface OriginalReader {
  /** Asks the source, wherever the mail lay when it was taken. */
  OriginalReader FROM_SOURCE =
      origin -> Original.of(origin.raw().read(Original.READ), origin.size() > Original.READ);

  /**
   * Its first bytes, read.
   *
   * @throws IOException in a sentence, where it is gone or cannot be read now
   */
  Original read(Origin origin) throws IOException;
}
