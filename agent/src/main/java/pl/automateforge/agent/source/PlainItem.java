package pl.automateforge.agent.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Gives an item that is bare text, such as a row or an object of an answer, the form of a message,
 * so that it is read the way mail is.
 */
public final class PlainItem {
  private static final byte[] HEAD =
      """
      MIME-Version: 1.0\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Transfer-Encoding: 8bit\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private PlainItem() {}

  /**
   * A message of one part with the text as its body, line ends untouched. Nothing in the text can
   * become a header or a second part. The same text gives the same bytes, now and in every later
   * version: identities hang on them.
   */
  public static byte[] mime(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    var message = new ByteArrayOutputStream(HEAD.length + body.length);
    message.writeBytes(HEAD);
    message.writeBytes(body);
    return message.toByteArray();
  }
}
