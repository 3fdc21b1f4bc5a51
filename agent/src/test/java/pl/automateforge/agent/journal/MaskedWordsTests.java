package pl.automateforge.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedWordsTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <anna.nowak@acme.example>: unknown | 550 5.1.1 <[…]@acme.example>: unknown",
        "duplicate key (pesel)=(85010112345)          | duplicate key (pesel)=([…])",
        "61109010140000071219812874 is no account     | […] is no account",
        "since 2026-11-20T10:00:00.123456789Z         | since 2026-11-20T10:00:00.123456789Z",
        "settle effect 123456789012                   | settle effect 123456789012",
        "effect 00000000000000000000000000000a01: no  | effect 00000000000000000000000000000a01: no",
        "HTTP 503, try again in 120 s                 | HTTP 503, try again in 120 s",
      })
  void takesAddressesAndNumbersOut(String words, String masked) {
    assertThat(MaskedWords.of(words)).isEqualTo(masked);
  }
}
