package pl.automateforge.agent.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryWordsTests {
  private static final String INSTRUCTIONS =
      """
      # Categories
      ## invoice
      Name: Faktury
      Description: Faktury i rachunki do zaksięgowania.

      ## payroll
      Name: Kadry
      Description: Umowy, urlopy, wypłaty.

      ## other
      Name: Inne

      If none fits, choose other with a low confidence about nagłówek.
      - "proszę o druk zaświadczenia" => payroll
      """;

  @ParameterizedTest
  @CsvSource({
    "Przesyłam fakturę za prąd, invoice",
    "Wniosek o urlop od poniedziałku, payroll",
    "Zaświadczenie dla banku, payroll",
    "Nagłówek i nic więcej, other",
    "'', other"
  })
  void choosesByWhatDescribesACategory(String text, String category) {
    CategoryWords words = new CategoryWords(List.of("invoice", "payroll", "other"), INSTRUCTIONS);
    Verdict verdict = words.choose(text, 1);
    assertThat(verdict.category()).isEqualTo(category);
    assertThat(verdict).isEqualTo(words.choose(text, 1));
    assertThat(verdict.confidence()).isBetween(0.3, 0.98);
  }

  @ParameterizedTest
  @CsvSource({"Nagłówek i nic więcej", "nic"})
  void isNotSureWhereNothingIsShared(String text) {
    CategoryWords words = new CategoryWords(List.of("invoice", "payroll", "other"), INSTRUCTIONS);
    assertThat(words.choose(text, 1).confidence()).isEqualTo(0.3);
  }
}
