package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTests {
  @ParameterizedTest
  @CsvSource({
    "office@acme.example, office@acme.example",
    "Jan.Kowalski+a@ACME.Example, Jan.Kowalski+a@acme.example",
    "o'neil@a-b.c.example, o'neil@a-b.c.example",
    "biuro@zażółć.example, biuro@xn--za-6ja4f8n1l.example",
  })
  void readsOneAddress(String written, String read) {
    assertThat(MailAddress.of(written)).map(MailAddress::toString).contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@acme.example",
        "office",
        "office@",
        "office@acme",
        "office@.example",
        "office@acme..example",
        "office@-acme.example",
        "office@[127.0.0.1]",
        ".office@acme.example",
        "of..fice@acme.example",
        "\"of fice\"@acme.example",
        "of fice@acme.example",
        "office@acme.example ",
        "office@acme.example,x@evil.example",
        "<office@acme.example>",
        "@evil.example:office@acme.example",
        "office@acme.example\r\nBcc: x@evil.example",
        "office@acme.example\u760D\u760A",
        "office@acme\u3002example\u2028",
        "office@faß.example",
        "office@ａcme.example",
        "zażółć@acme.example",
      })
  void readsNothingElse(String written) {
    assertThat(MailAddress.of(written)).isEmpty();
  }

  @Test
  void staysAsciiOfOneLineWhateverComes() {
    for (int i = 0; i < 10_000; i++) {
      MailAddress.of(Hostile.value(i))
          .ifPresent(address -> assertThat(address.toString()).matches("[!-;=?-~]+@[a-z0-9.-]+"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jan@acme.example | jan@acme.example",
        "<jan@acme.example> | jan@acme.example",
        "Jan Kowalski <jan@acme.example> | jan@acme.example",
        "\"Kowalski, Jan\" <jan@acme.example> (biuro) | jan@acme.example",
        "jan@acme.example (Jan, biuro) | jan@acme.example",
        "\"x@evil.example\" <jan@acme.example> | jan@acme.example",
        "jan@acme.example <jan@acme.example> | jan@acme.example",
      })
  void findsTheOneSender(String from, String address) {
    assertThat(FromHeader.address(from)).map(MailAddress::toString).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Jan Kowalski",
        "jan@acme.example, x@evil.example",
        "<jan@acme.example>x@evil.example",
        "<jan@acme.example> <x@evil.example>",
        "x@evil.example <jan@acme.example>",
        "Biuro: jan@acme.example;",
        "<@evil.example:jan@acme.example>",
        "<jan@acme.example",
        "Jan <\"a b\"@acme.example>",
        "\"jan@acme.example",
        "(jan@acme.example",
        "Kowalski, Jan <jan@acme.example>",
        "\"a\"@acme.example",
      })
  void findsNoSenderWhereThereIsADoubt(String from) {
    assertThat(FromHeader.address(from)).isEmpty();
  }
}
