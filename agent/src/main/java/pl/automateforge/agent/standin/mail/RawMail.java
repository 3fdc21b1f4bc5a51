package pl.automateforge.agent.standin.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Properties;

/** Bytes of mails to and from the library's form. */
final class RawMail {
  private static final Session SESSION = Session.getInstance(new Properties());

  private RawMail() {}

  static MimeMessage parse(byte[] raw) {
    try {
      return new MimeMessage(SESSION, new ByteArrayInputStream(raw));
    } catch (MessagingException e) {
      throw new IllegalArgumentException("not even headers can be told from a body", e);
    }
  }

  static byte[] of(MimeMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      message.writeTo(bytes);
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("a mail in memory cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }
}
