package pl.automateforge.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.AnswerValidator.Verdict;
import pl.automateforge.agent.spec.Language;

class AnswerValidatorTests {
  private static final String WHOLE =
      """
      {"reason":"it says invoice","category":"invoice","confidence":0.93,
       "summary":"FV 1/2026","deadline":"2026-11-30","amount":1234.50,"paid":false}\
      """;

  private final AnswerValidator validator = new AnswerValidator(DecisionSpecs.spec(Language.EN));

  @Test
  void takesAWholeAnswer() {
    assertThat(validator.validate(WHOLE))
        .isEqualTo(
            new Verdict.Valid(
                "invoice",
                0.93,
                "it says invoice",
                Map.of(
                    "summary", "FV 1/2026",
                    "deadline", "2026-11-30",
                    "amount", "1234.50",
                    "paid", "false")));
  }

  @Test
  void takesNullsAsFieldsThatWereNotFilled() {
    Verdict verdict = validator.validate(answer("null", "null", "null", "null"));
    assertThat(verdict)
        .isInstanceOfSatisfying(Verdict.Valid.class, valid -> assertThat(valid.fields()).isEmpty());
  }

  @Test
  void keepsTheFieldsInTheSpecsOrder() {
    String shuffled =
        """
        {"paid":true,"amount":1,"confidence":1,"category":"other","summary":"s",
        "deadline":null,"reason":"r"}\
        """;
    assertThat(validator.validate(shuffled))
        .isInstanceOfSatisfying(
            Verdict.Valid.class,
            valid ->
                assertThat(valid.fields().keySet()).containsExactly("summary", "amount", "paid"));
  }

  @Test
  void stripsControlAndInvisibleCharactersFromTexts() {
    String hostile = answer("\"a\\u0000b\\u202ec\\u001b[31md\"", "null", "null", "null");
    assertThat(validator.validate(hostile))
        .isInstanceOfSatisfying(
            Verdict.Valid.class,
            valid -> assertThat(valid.fields()).containsEntry("summary", "abc[31md"));
  }

  @Test
  void cutsALongReason() {
    String text = WHOLE.replace("it says invoice", "x".repeat(5_000));
    assertThat(validator.validate(text))
        .isInstanceOfSatisfying(
            Verdict.Valid.class, valid -> assertThat(valid.reason()).hasSize(2_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"invoice\"",
        "{",
        "{}}",
        "{\"reason\":",
        "Here it is: {}",
        "```json\n{}\n```"
      })
  void refusesWhatIsNotOneJsonObject(String text) {
    assertThat(validator.validate(text)).isInstanceOf(Verdict.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"category\":\"invoice\" | \"category\":\"Invoice\"     | none of the 3 ids",
        "\"category\":\"invoice\" | \"category\":\"inv\\u043eice\" | none of the 3 ids",
        "\"category\":\"invoice\" | \"category\":\"\"            | none of the 3 ids",
        "\"category\":\"invoice\" | \"category\":null            | \"category\" is not a text",
        "\"category\":\"invoice\" | \"category\":[\"invoice\"]   | \"category\" is not a text",
        "\"category\":\"invoice\" | \"x\":1                      | key 2 of the answer is not in",
        "\"category\":\"invoice\" | \"category\":\"other\",\"category\":\"invoice\" | each key once",
        "\"category\":\"invoice\",| ``                           | no \"category\"",
        "0.93        | 1.01          | not between 0 and 1",
        "0.93        | -0.01         | not between 0 and 1",
        "0.93        | 1e999         | not between 0 and 1",
        "0.93        | NaN           | not one JSON object",
        "0.93        | \"0.93\"      | \"confidence\" is not a number",
        "2026-11-30  | 2026-02-30    | not a day of the calendar",
        "2026-11-30  | 30.11.2026    | not a date such as",
        "2026-11-30  | +999999-01-01 | not a date such as",
        "1234.50     | 1e999999999   | at most 40 digits",
        "1234.50     | 1e-999999999  | at most 40 digits",
        "1234.50     | 1e99999999999 | an exponent that no number has",
        "1234.50     | 1e-2147483648 | an exponent that no number has",
        "1234.50     | \"1234.50\"   | \"amount\" is not a number",
        "1234.50     | {\"a\":1}     | \"amount\" is not a number",
        "1234.50     | [[[[1]]]]     | \"amount\" is not a number",
        "false       | \"false\"     | \"paid\" is not true or false",
        "false       | 0             | \"paid\" is not true or false",
        "false}      | false} {}     | text follows",
        "false}      | false} x      | not one JSON object",
      })
  void refusesAndSaysWhatWasExpected(String instead, String of, String expected) {
    assertThat(WHOLE).contains(instead);
    Verdict verdict = validator.validate(WHOLE.replace(instead, of == null ? "" : of));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Invalid.class, invalid -> assertThat(invalid.detail()).contains(expected));
  }

  @Test
  void refusesATextThatIsTooLongWithoutQuotingIt() {
    String text = answer("\"" + "PESEL 44051401359 ".repeat(20) + "\"", "null", "null", "null");
    assertThat(validator.validate(text))
        .isInstanceOfSatisfying(
            Verdict.Invalid.class,
            invalid ->
                assertThat(invalid.detail())
                    .isEqualTo("\"summary\" has 359 characters, at most 300 were expected"));
  }

  @Test
  void countsCharactersNotUtf16Units() {
    String text = answer("\"" + "👍".repeat(300) + "\"", "null", "null", "null");
    assertThat(validator.validate(text)).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void refusesAnAnswerOfMoreThanAMegabyte() {
    String text = WHOLE.replace("it says invoice", "x".repeat(1 << 20));
    assertThat(validator.validate(text))
        .isInstanceOfSatisfying(
            Verdict.Invalid.class,
            invalid -> assertThat(invalid.detail()).contains("at most 1048576"));
  }

  @Property(tries = 2_000)
  void neverThrowsForArbitraryText(@ForAll String text) {
    assertThat(validator.validate(text)).isInstanceOf(Verdict.Invalid.class);
  }

  @Property(tries = 5_000)
  void neverLeavesTheSpecsCategoriesAndFields(@ForAll("answers") String text) {
    if (validator.validate(text) instanceof Verdict.Valid valid) {
      assertThat(valid.category()).isIn("invoice", "tax-office", "other");
      assertThat(valid.confidence()).isBetween(0.0, 1.0);
      assertThat(Set.of("summary", "deadline", "amount", "paid"))
          .containsAll(valid.fields().keySet());
      assertThat(valid.fields().getOrDefault("summary", "")).hasSizeLessThanOrEqualTo(600);
      assertThat(valid.fields().getOrDefault("amount", "0").length()).isLessThanOrEqualTo(83);
      assertThat(valid.fields().getOrDefault("paid", "true")).isIn("true", "false");
      assertThat(String.join("", valid.fields().values()) + valid.reason())
          .doesNotContain("\u0000", "\u202e", "\u001b");
    }
  }

  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> keys =
        Arbitraries.of(
            "reason",
            "category",
            "confidence",
            "summary",
            "deadline",
            "amount",
            "paid",
            "folder",
            "to",
            "");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(
                "\"invoice\"",
                "\"other\"",
                "\"tax-office\"",
                "\"archive\"",
                "null",
                "true",
                "false",
                "0.5",
                "1",
                "-1",
                "1e400",
                "[]",
                "{}",
                "\"2026-11-22\"",
                "\"9999-99-99\"",
                "\"\\u0000\\u202e\"",
                "\"http://evil.example/?q=\"",
                "[[[[[[[["),
            Arbitraries.strings().ofMaxLength(20).map(text -> "\"" + text + "\""),
            Arbitraries.bigDecimals().map(Object::toString));
    Arbitrary<String> wholes =
        Combinators.combine(values, values, values, values).as(AnswerValidatorTests::answer);
    Arbitrary<String> objects =
        Combinators.combine(keys, values)
            .as((key, value) -> "\"" + key + "\":" + value)
            .list()
            .ofMaxSize(9)
            .map(pairs -> "{" + String.join(",", pairs) + "}");
    return Arbitraries.oneOf(wholes, objects);
  }

  private static String answer(String summary, String deadline, String amount, String paid) {
    return """
    {"reason":"r","category":"other","confidence":0.5,"summary":%s,"deadline":%s,"amount":%s,\
    "paid":%s}\
    """
        .formatted(summary, deadline, amount, paid);
  }
}
