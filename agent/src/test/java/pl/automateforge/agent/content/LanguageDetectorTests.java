package pl.automateforge.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.content.Content.TextLanguage;

/** Polish, English, or another language. */
class LanguageDetectorTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "prosze o fakture",
        "Dzień dobry, kiedy mogę spodziewać się przelewu?",
        "Pilne! zaległa płatność",
        "nie dziala mi konto, co mam zrobic",
        "Faktura za maj w załączniku"
      })
  void knowsPolish(String text) {
    assertThat(LanguageDetector.of(text)).isEqualTo(TextLanguage.PL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Where is my card?",
        "please find the invoice attached",
        "I want a refund",
        "Meeting moved to Thursday, see you there"
      })
  void knowsEnglish(String text) {
    assertThat(LanguageDetector.of(text)).isEqualTo(TextLanguage.EN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sehr geehrte Damen und Herren, anbei finden Sie die Rechnung für Oktober.",
        "Bitte senden Sie mir die Unterlagen bis Freitag, vielen Dank",
        "Guten Tag, ich habe eine Frage zu meiner Bestellung",
        "Dobrý den, prosím o zaslání faktury za říjen. Děkuji, s pozdravem",
        "Objednávka nebyla doručena, kdy ji mohu očekávat?",
        "Dobrý deň, prosím o zaslanie faktúry. Ďakujem, s pozdravom",
        "Здравствуйте, пришлите пожалуйста счёт за октябрь.",
        "Добрий день, надішліть, будь ласка, рахунок.",
        "Bonjour, veuillez trouver la facture ci-jointe. Cordialement",
        "Je voudrais savoir quand ma commande sera livrée",
        "Hola, ¿cuándo llega mi pedido? Muchas gracias",
        "Buenos días, adjunto la factura del mes de octubre",
        "Buongiorno, in allegato la fattura di ottobre. Cordiali saluti",
        "Goedemorgen, hierbij de factuur van oktober, met vriendelijke groeten",
        "Olá, quando chega a minha encomenda? Obrigado",
        "Hej, när kommer min beställning? Tack och vänliga hälsningar",
        "Tisztelt Uram, kérem küldje el a számlát. Köszönöm",
        "Laba diena, prašome atsiųsti sąskaitą už spalį",
        "こんにちは、請求書を送ってください。",
        "您好,请发送十月份的发票。",
        "مرحبا، يرجى إرسال الفاتورة",
        "Καλημέρα, παρακαλώ στείλτε το τιμολόγιο",
        "12345 / 2026",
        ""
      })
  void takesTheRestForOther(String text) {
    assertThat(LanguageDetector.of(text)).isEqualTo(TextLanguage.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "8tags/train.csv, PL, 0.96, 0.93",
    "wccrs_hotels/train.csv, PL, 0.96, 0.93",
    "wccrs_medicine/train.csv, PL, 0.97, 0.95",
    "banking77/train.csv, EN, 0.99, 0.99",
    "clinc150/train.csv, EN, 0.98, 0.98"
  })
  void knowsTheLanguageOfShortTexts(
      String file, TextLanguage language, double floor, double bareFloor) throws IOException {
    List<String> texts = texts(file);
    double share = share(texts, language);
    double bare = share(texts.stream().map(LanguageDetectorTests::unmarked).toList(), language);
    System.out.printf(
        Locale.ROOT,
        "language of %s: %.2f %% of %d, without marks on letters %.2f %%%n",
        file,
        share * 100,
        texts.size(),
        bare * 100);
    assertThat(share).isGreaterThan(floor);
    assertThat(bare).isGreaterThan(bareFloor);
  }

  @Test
  void judgesWhatThePersonWroteAndNotWhatTheyQuote() {
    Content content =
        TestMails.plain(
            "Proszę o pilną odpowiedź w tej sprawie.\n\nOn Mon, 2 Nov 2026 at 10:00 Ann wrote:\n"
                + "> This is the English text of the other person, and it is much longer.\n"
                    .repeat(9));
    assertThat(content.language()).isEqualTo(TextLanguage.PL);
  }

  private static double share(List<String> texts, TextLanguage language) {
    long right = texts.stream().filter(text -> LanguageDetector.of(text) == language).count();
    return right / (double) texts.size();
  }

  private static String unmarked(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('ł', 'l')
        .replace('Ł', 'L');
  }

  private static List<String> texts(String file) throws IOException {
    Path path = TestData.shared("classification/" + file).orElse(null);
    Assumptions.assumeTrue(path != null, "shared/data/classification is not here");
    List<String> texts = new ArrayList<>();
    var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      for (CSVRecord row : parser) {
        texts.add(row.get("text"));
      }
    }
    return texts;
  }
}
