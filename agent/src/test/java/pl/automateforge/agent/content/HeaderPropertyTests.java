package pl.automateforge.agent.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a header, reading it ends well. */
class HeaderPropertyTests {
  @Property(tries = 2_000, seed = "20261122")
  void readsAnyHeader(@ForAll("pieces") String value, @ForAll("names") String name) {
    String mail = name + ": " + value + "\nX-End: 1\n\nbody";
    Reading reading = TestMails.read(mail.getBytes(ISO_8859_1));
    Content content = TestMails.found(reading);
    assertThat(content.subject().length()).isLessThanOrEqualTo(1_000);
    for (String text :
        new String[] {
          content.subject(), content.sender(), content.senderAddress(), content.messageId()
        }) {
      assertThat(text.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
    }
    if (reading instanceof Reading.Unreadable unreadable) {
      assertThat(unreadable.reason()).doesNotContain("reading failed");
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "Subject",
        "From",
        "Date",
        "Content-Type",
        "Content-Disposition",
        "Message-ID",
        "Content-Transfer-Encoding");
  }

  /** Strings of the tokens that parsers trip over. */
  @Provide
  Arbitrary<String> pieces() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "=?",
            "?=",
            "?q?",
            "?B?",
            "utf-8",
            "=C5",
            "=",
            ";",
            "*0*=",
            "*=",
            "''",
            "%",
            "%C5",
            "\"",
            "\\",
            "(",
            ")",
            "<",
            ">",
            "@",
            ",",
            ":",
            "a",
            " ",
            "\t",
            "\n ",
            "\r\n ",
            "multipart/mixed",
            "boundary=",
            "name=",
            "filename",
            "/",
            "\u00c5",
            "\u00bc",
            "\0",
            "\u001b",
            "2026",
            "Nov",
            "10:00",
            "-0100",
            "+",
            "base64",
            "text/plain",
            "charset=");
    return tokens.list().ofMaxSize(25).map(list -> String.join("", list));
  }
}
