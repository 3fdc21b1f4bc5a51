package pl.automateforge.agent.action.mail;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes that Angus sends as they are; says how far it came with them. */
final class RawMail extends MimeMessage {
  private final byte[] bytes;
  private boolean begun;
  private boolean written;

  RawMail(Session session, byte[] bytes) {
    super(session);
    this.bytes = bytes;
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    begun = true;
    out.write(bytes);
    written = true;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    writeTo(out, new String[0]);
  }

  @Override
  public int getSize() {
    return bytes.length;
  }

  /** Whether the server was given all of it: from then on it may have taken the mail. */
  boolean written() {
    return begun && written;
  }
}
