package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ala                       | Ala ma kota",
        "ala                       | (ALA)",
        "Jan Kowalski              | Pan JAN  KOWALSKI prosi",
        "Jan Kowalski              | umowa-jan_kowalski.pdf",
        "Jan Kowalski              | JanKowalski.pdf",
        "Żółć Łoś                  | żółć ŁOŚ",
        "anna.nowak@acme.example   | Anna <ANNA.NOWAK@ACME.EXAMPLE>",
        "anna.nowak@acme.example   | mailto:anna.nowak@acme.example?subject=x",
        "85010112345               | PESEL: 850101-12345.",
        "850101 12345              | PESEL85010112345",
        "PL61 1090 1014 0000 0712  | PL6110901014 0000 0712",
        "600 100 200               | tel. +48600100200",
        "600 100 200               | 0048 600-100-200",
        "+48 600 100 200           | 600100200",
        "+48 600 100 200           | (+48) 600 100 200",
        "7/2026/AB                 | sygn. 7/2026/ab",
      })
  void isFoundAsOthersWriteOfThem(String given, String text) {
    assertThat(Person.of(given).orElseThrow().test(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ala                     | Alamo",
        "Ala                     | Skala",
        "Jan Kowalski            | Jan ma Kowalskiego",
        "Jan Kowalski            | Jan Kowalskich",
        "anna@acme.example       | hanna@acme.example",
        "anna@acme.example       | anna@acme.examples",
        "85010112345             | 185010112345",
        "85010112345             | 850101123456",
        "600 100 200             | 1600100200",
      })
  void isNotFoundInOthers(String given, String text) {
    assertThat(Person.of(given).orElseThrow().test(text)).isFalse();
  }

  @Test
  void isFoundAcrossTheLinesOfAQuotation() {
    assertThat(Person.of("Jan Kowalski").orElseThrow().test("> Jan\r\n> Kowalski")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Al", "@.", " a b ", "+-*", "1 2"})
  void tellsNobodyFromOthersByLess(String given) {
    assertThat(Person.of(given)).isEmpty();
  }

  @Test
  void isNoTextOfAnyLength() {
    assertThat(Person.of("Anna ".repeat(100))).isEmpty();
  }

  @Test
  void isNeverPrinted() {
    assertThat(Person.of("Anna Nowak").orElseThrow()).hasToString("Person[****]");
  }

  @Test
  void takesNoLongTimeOverHostileTexts() {
    Person person = Person.of("1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6").orElseThrow();
    String text = "1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2 3 4 5 ".repeat(400);

    long began = System.nanoTime();
    assertThat(person.test(text)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }
}
