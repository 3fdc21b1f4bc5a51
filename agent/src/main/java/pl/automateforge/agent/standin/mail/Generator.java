package pl.automateforge.agent.standin.mail;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import pl.automateforge.agent.standin.demo.DemoMails;

/** Mails of the demo without end, each with its true category. Made in portions; one thread. */
final class Generator implements Iterator<Generator.Labelled> {
  private static final int PORTION = 200;

  private final long seed;
  private int portions;
  private DemoMails mails;
  private Iterator<String> files = List.<String>of().iterator();

  Generator(long seed, int first) {
    this.seed = seed;
    this.mails = DemoMails.of(seed, Math.max(1, first));
    if (first > 0) {
      files = mails.labels().keySet().iterator();
    }
  }

  /** One mail; its bytes are its own. */
  static final class Labelled {
    private final String label;
    private final byte[] raw;

    Labelled(String label, byte[] raw) {
      this.label = label;
      this.raw = raw;
    }

    String label() {
      return label;
    }

    byte[] raw() {
      return raw;
    }
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Labelled next() {
    if (!files.hasNext()) {
      portions++;
      mails = DemoMails.of(seed + portions, PORTION);
      files = mails.labels().keySet().iterator();
    }
    String file = files.next();
    String label = mails.labels().get(file);
    if (label == null) {
      throw new NoSuchElementException(file);
    }
    return new Labelled(label, mails.raw(file));
  }
}
