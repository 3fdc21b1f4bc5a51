package pl.automateforge.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a message says it is from. */
class SenderTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jan@acme.example | jan@acme.example",
        "Jan <jan@acme.example> | jan@acme.example",
        "\"Kowalski, Jan\" <jan@acme.example> | jan@acme.example",
        "Kowalski, Jan <jan@acme.example> | jan@acme.example",
        "jan@acme.example (Jan, Acme) | jan@acme.example",
        "Jan <@relay.example:jan@acme.example> | jan@acme.example",
        "Jan <jan@acme(comment). example> | jan@acme.example",
        "Staff: a@acme.example, b@acme.example; | a@acme.example",
        "a@acme.example, b@acme.example | a@acme.example",
        "Jan < jan@acme.example > | jan@acme.example",
        "Jan <jan@acme.example | jan@acme.example",
        "jöhn@mächine.example | jöhn@mächine.example"
      })
  void readsTheAddress(String header, String address) {
    assertThat(sender(header).senderAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<aaa@bbb.example>ccc@ddd.example",
        "<aaa@bbb.example> <ccc@ddd.example>",
        "<aaa@bbb.example> \"x\"@ddd.example",
        "=?utf-8?Q?<boss=40acme.example>?= <evil@x.example>",
        "undisclosed-recipients:;",
        "nobody",
        "@",
        "a@",
        "@b.example",
        "a b@c.example",
        "<a@b@c.example>",
        "<a@b.example\u200b>",
        "<a,b@c.example>",
        ""
      })
  void namesNoAddressWhereItIsNotPlain(String header) {
    assertThat(sender(header).senderAddress()).isEmpty();
  }

  @Test
  void isNotFooledByTheName() {
    Content content =
        sender("=?utf-8?Q?=22boss=40acme.example=22_=3Cboss=40acme.example=3E?= <evil@x.example>");
    assertThat(content.senderAddress()).isEqualTo("evil@x.example");
    assertThat(sender("\"boss@acme.example\" <evil@x.example>").senderAddress())
        .isEqualTo("evil@x.example");
    assertThat(sender("\"a <boss@acme.example>\" <evil@x.example>").senderAddress())
        .isEqualTo("evil@x.example");
  }

  @Test
  void namesNoAddressForSeveralFromHeadersThatDiffer() {
    Content content =
        TestMails.content("From: a@acme.example\nFrom: b@acme.example\nSubject: x\n\ny");
    assertThat(content.senderAddress()).isEmpty();
    assertThat(content.notes()).contains("several From headers with different addresses");
    assertThat(
            TestMails.content("From: a@acme.example\nFrom: A <A@acme.example>\nSubject: x\n\ny")
                .senderAddress())
        .isEqualTo("a@acme.example");
  }

  @Test
  void readsDatesAsMailProgramsWroteThem() {
    assertThat(date("Sun, 22 Nov 2026 10:00:00 +0100")).isEqualTo("2026-11-22T09:00:00Z");
    assertThat(date("22 Nov 26 10:00 EST")).isEqualTo("2026-11-22T15:00:00Z");
    assertThat(date("Sun, 22 Nov 2026 10:00:00 -0530 (IST)")).isEqualTo("2026-11-22T15:30:00Z");
    assertThat(date("Sun Nov 22 10:00:00 2026")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(date("2026-11-22T10:00:00+01:00")).isEqualTo("2026-11-22T09:00:00Z");
    assertThat(date("Thu, 22 Aug 2002 16:44:26 -1900")).isEqualTo("2002-08-23T11:44:26Z");
    assertThat(date("Sun, 31 Feb 2026 10:00:00 +0100")).isEqualTo("null");
    assertThat(date("tomorrow")).isEqualTo("null");
    assertThat(date("Sun, 22 Nov 9999 10:00:00 +0000")).isEqualTo("null");
    assertThat(date("99999999999999:1 1 Jan 2000")).isEqualTo("null");
  }

  private static String date(String header) {
    return String.valueOf(TestMails.content("Date: " + header + "\nSubject: x\n\ny").sent());
  }

  private static Content sender(String header) {
    return TestMails.content("From: " + header + "\nSubject: x\n\ny");
  }
}
