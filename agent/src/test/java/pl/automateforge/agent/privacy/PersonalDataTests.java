package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.spec.SpecSchema;

class PersonalDataTests {
  private static final Redactor ALL = Redactor.of(List.of(PersonalData.values()));

  @Test
  void hasTheWordsOfTheSpec() throws IOException {
    String schema = SpecSchema.json();

    assertThat(Arrays.stream(PersonalData.values()).map(PersonalData::word))
        .allSatisfy(word -> assertThat(schema).contains("\"" + word + "\""));
    assertThat(PersonalData.of(List.of("pesel", "id-card")))
        .containsExactly(PersonalData.PESEL, PersonalData.ID_CARD);
    assertThatThrownBy(() -> PersonalData.of(List.of("peselek"))).hasMessageContaining("peselek");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PESEL: 44051401358                        | PESEL: ⟦PESEL⟧
          zamówienie 44051401359                    | zamówienie 44051401359
          faktura nr 5260250274                     | faktura nr 5260250274
          NIP na fakturze: 5260250274               | NIP na fakturze: ⟦NIP⟧
          telefon klienta: 512345678                | telefon klienta: ⟦PHONE⟧
          123 456 785 zł                            | 123 456 785 zł
          123456785,50                              | 123456785,50
          440514014591234                           | 440514014591234
          192.168.100.200                           | 192.168.100.200
          logo@2x.png                               | logo@2x.png
          PL61109010140000071219812874              | ⟦IBAN⟧
          at 61 people were there                   | at 61 people were there
          jan (at) acme.example                     | ⟦EMAIL⟧
          mailto:jan%40acme.example?x               | mailto:⟦EMAIL⟧?x
          passport C03005988                        | passport ⟦PASSPORT⟧
          +44 20 7946 0958                          | ⟦PHONE⟧
          tel. 123-45-67                            | tel. ⟦PHONE⟧
          Pani Dyrektor czeka                       | Pani Dyrektor czeka
          44051401359owi                            | ⟦PESEL⟧
          """)
  void tellsNumbersApart(String text, String masked) {
    assertThat(ALL.masked(text)).isEqualTo(masked);
  }

  @Test
  void replacesOnlyChosenKinds() {
    Redactor redactor = Redactor.of(List.of(PersonalData.NIP));

    assertThat(redactor.masked("NIP 5260250274, PESEL 44051401359"))
        .isEqualTo("NIP ⟦NIP⟧, PESEL 44051401359");
  }
}
