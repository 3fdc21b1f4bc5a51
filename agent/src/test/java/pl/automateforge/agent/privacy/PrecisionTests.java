package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.privacy.BusinessMails.Mail;

/** What is no personal data stays to be read, and what goes comes back. */
class PrecisionTests {
  private static final int MAILS = 10_000;
  private static final Set<PersonalData> IDENTIFIERS =
      Set.of(
          PersonalData.IBAN,
          PersonalData.PESEL,
          PersonalData.NIP,
          PersonalData.REGON,
          PersonalData.PAYMENT_CARD,
          PersonalData.ID_CARD,
          PersonalData.PASSPORT,
          PersonalData.PHONE,
          PersonalData.EMAIL);

  @Test
  void leavesNumbersOfBusinessAlone() {
    var redactor = Redactor.of(IDENTIFIERS, new Random(5));
    var mails = new BusinessMails(20_261_122);
    int right = 0;
    List<String> wrong = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < MAILS; i++) {
      Mail mail = mails.next();
      Redacting redacting = redactor.begin();
      String redacted = redacting.redact(mail.text());
      for (var entry : redacting.tokens().originals().entrySet()) {
        boolean personal = mail.values().stream().anyMatch(value -> same(value, entry.getValue()));
        right += personal ? 1 : 0;
        if (!personal) {
          wrong.add(
              entry.getKey() + " " + entry.getValue() + " | " + mail.text().replace("\n", "\\n"));
        }
      }
      mail.values().stream()
          .filter(redacted::contains)
          .forEach(value -> missed.add(value + " | " + mail.text().replace("\n", "\\n")));
    }
    double precision = (double) right / (right + wrong.size());
    System.out.printf(
        java.util.Locale.ROOT,
        "precision on %d mails: %.2f %% (%d right, %d wrong), %d missed%n",
        MAILS,
        100 * precision,
        right,
        wrong.size(),
        missed.size());
    wrong.stream().limit(25).forEach(System.out::println);
    missed.stream().limit(10).forEach(System.out::println);
    assertThat(precision).isGreaterThanOrEqualTo(0.98);
    assertThat(missed).isEmpty();
  }

  private static boolean same(String value, String found) {
    return found.contains(value) || (value.contains(found) && value.length() - found.length() <= 4);
  }
}
