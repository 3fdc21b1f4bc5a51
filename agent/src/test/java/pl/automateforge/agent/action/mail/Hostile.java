package pl.automateforge.agent.action.mail;

import java.util.List;
import java.util.Random;

/** Values that an attacker would try in headers, folder names, flags and search terms. */
final class Hostile {
  private static final List<String> PARTS =
      List.of(
          "\r\n",
          "\r",
          "\n",
          "\0",
          "\u760D\u760A",
          "\u760A",
          "\u2028",
          "\u2029",
          "\u0085",
          "\"",
          "\\",
          "\\\"",
          "{9+}\r\n",
          "{9}",
          "{0+}\r\n",
          "~{3}",
          "&AA0ACg-",
          "&",
          "&-",
          "*",
          "%",
          "(",
          ")",
          "]",
          "[",
          "<",
          ">",
          "@",
          ",",
          ";",
          ":",
          "..",
          ".\r\n",
          "\r\n.\r\n",
          "Bcc: x@evil.example",
          "\r\nBcc: x@evil.example",
          "\r\nRCPT TO:<x@evil.example>\r\n",
          "\r\nA1 DELETE INBOX\r\n",
          " UID STORE 1:* +FLAGS (\\Deleted)",
          "x@evil.example",
          "=?utf-8?B?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=",
          "=?utf-8?Q?=0D=0ABcc:_x@evil.example?=",
          "zażółć",
          "\uD83D\uDE00",
          "\uD800",
          "\uDC00",
          "\u202E",
          "\uFF20",
          "\uFF0D",
          "NIL",
          "INBOX",
          "\t",
          " ",
          "\u0001",
          "\u007F",
          "\u00FF",
          "\u010D\u010A",
          "a",
          "office@acme.example");

  private Hostile() {}

  /** The same value for the same number. */
  static String value(int number) {
    Random random = new Random(number);
    StringBuilder value = new StringBuilder();
    int parts = 1 + random.nextInt(6);
    for (int i = 0; i < parts; i++) {
      value.append(
          random.nextInt(8) == 0
              ? String.valueOf((char) random.nextInt(0x10000))
              : PARTS.get(random.nextInt(PARTS.size())));
    }
    return value.toString();
  }
}
