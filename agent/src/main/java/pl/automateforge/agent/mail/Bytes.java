package pl.automateforge.agent.mail;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.iap.Literal;

/** Bytes as a literal of the protocol. */
final class Bytes implements Literal {
  private final byte[] value;

  Bytes(byte[] value) {
    this.value = value;
  }

  @Override
  public int size() {
    return value.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(value);
  }
}
