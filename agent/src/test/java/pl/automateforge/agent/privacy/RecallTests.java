package pl.automateforge.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No identifier that the oracle makes may be read afterwards, wherever it stands. */
class RecallTests {
  private static final int EACH = 900;

  private static final Redactor ALL = Redactor.of(List.of(PersonalData.values()), new Random(11));

  /** A kind with its words, what the oracle makes of it, and the groups people write. */
  record Kind(
      PersonalData kind,
      List<String> words,
      Function<Oracle, String> value,
      List<List<Integer>> groups) {
    @Override
    public String toString() {
      return kind.word() + " " + groups.getFirst();
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        kind(
            PersonalData.PESEL,
            "PESEL|numer PESEL|peselu",
            Oracle::pesel,
            new int[][] {{11}, {6, 5}}),
        kind(
            PersonalData.NIP,
            "NIP|nip|numer NIP",
            Oracle::nip,
            new int[][] {{10}, {3, 3, 2, 2}, {3, 2, 2, 3}}),
        kind(PersonalData.REGON, "REGON|regon", Oracle::regon, new int[][] {{9}, {3, 3, 3}}),
        kind(PersonalData.REGON, "REGON|regon", Oracle::longRegon, new int[][] {{14}, {9, 5}}),
        kind(
            PersonalData.IBAN,
            "IBAN|konto|rachunek|account",
            Oracle::iban,
            new int[][] {{34}, {4, 4, 4, 4, 4, 4, 4, 4}}),
        kind(
            PersonalData.IBAN,
            "konto|rachunek bankowy|NRB",
            Oracle::account,
            new int[][] {{26}, {2, 4, 4, 4, 4, 4, 4}}),
        kind(
            PersonalData.ID_CARD,
            "dowód|dowód osobisty|identity card",
            Oracle::idCard,
            new int[][] {{9}, {3, 6}}),
        kind(
            PersonalData.PASSPORT,
            "paszport|passport",
            Oracle::passport,
            new int[][] {{9}, {2, 7}}),
        kind(
            PersonalData.PAYMENT_CARD,
            "karta|card",
            Oracle::card,
            new int[][] {{16}, {4, 4, 4, 4}}),
        kind(
            PersonalData.PHONE,
            "tel.|telefon|kom.|phone",
            Oracle::phone,
            new int[][] {{9}, {3, 3, 3}, {2, 3, 2, 2}}));
  }

  private static Kind kind(
      PersonalData kind, String words, Function<Oracle, String> value, int[][] groups) {
    return new Kind(
        kind,
        List.of(words.split("\\|", -1)),
        value,
        Stream.of(groups).map(lengths -> IntStream.of(lengths).boxed().toList()).toList());
  }

  private static int[] lengths(Kind kind, Random random) {
    return kind.groups().get(random.nextInt(kind.groups().size())).stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static String word(Kind kind, Random random) {
    return kind.words().get(random.nextInt(kind.words().size()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("as people write it, in every surrounding")
  void findsItInEverySurrounding(Kind kind) {
    var oracle = new Oracle(kind.toString().hashCode());
    boolean onlyNamed = kind.kind() == PersonalData.PASSPORT;
    List<Surrounding> places = onlyNamed ? Surrounding.allNamed() : Surrounding.all();
    var missed = new Missed();
    for (int i = 0; i < EACH; i++) {
      String value = kind.value().apply(oracle);
      String separator = List.of("", " ", "-", "\u00a0").get(i / places.size() % 4);
      int[] groups =
          separator.isEmpty() ? new int[] {value.length()} : lengths(kind, oracle.random());
      String written = Written.grouped(value, separator, groups);
      Surrounding place = places.get(i % places.size());
      String text = place.text().apply(written, word(kind, oracle.random()));
      missed.look(
          place.name(),
          text,
          place.name().startsWith("URL") ? Surrounding.encoded(written) : written);
    }
    missed.print(kind);
    assertThat(missed.texts).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("in odd groups, broken lines, scans, other digits and escapes, beside its word")
  void findsItHoweverItIsWritten(Kind kind) {
    var oracle = new Oracle(31 + kind.toString().hashCode());
    Random random = oracle.random();
    var missed = new Missed();
    for (int i = 0; i < EACH; i++) {
      String value = kind.value().apply(oracle);
      boolean card = kind.kind() == PersonalData.ID_CARD || kind.kind() == PersonalData.PASSPORT;
      String form =
          List.of(
                  "groups",
                  "dots",
                  "break",
                  "hyphen break",
                  "quoted break",
                  "width",
                  "maths",
                  "soft hyphen",
                  "zero width",
                  "scan",
                  "quoted-printable",
                  "thin",
                  "spoilt")
              .get(i % 13);
      String written =
          switch (form) {
            case "groups" ->
                card
                    ? value
                    : Written.anyhow(
                        value, List.of(" ", "-", "\u00a0").get(random.nextInt(3)), random);
            case "dots" -> card ? value : Written.anyhow(value, ".", random);
            case "break" -> Written.broken(value, "\n", random);
            case "hyphen break" -> Written.broken(value, "-\r\n", random);
            case "quoted break" -> Written.broken(value, "\n> ", random);
            case "width" -> Written.digits(value, 0xFF10);
            case "maths" -> Written.digits(value, 0x1D7CE);
            case "soft hyphen" -> Written.anyhow(value, "\u00ad", random);
            case "zero width" -> Written.anyhow(value, "\u200b", random);
            case "thin" -> Written.anyhow(value, "\u2009", random);
            case "scan" -> Written.scanned(value);
            case "spoilt" -> kind.kind() == PersonalData.PHONE ? value : oracle.spoilt(value);
            default -> value;
          };
      if (card && (form.endsWith("break") || form.equals("thin"))) {
        written =
            value.substring(0, 3)
                + List.of(" ", "-", "\u2009").get(random.nextInt(3))
                + value.substring(3);
      }
      Surrounding place = Surrounding.allNamed().get(random.nextInt(Surrounding.allNamed().size()));
      String text = place.text().apply(written, word(kind, random));
      if (form.equals("quoted-printable")) {
        text = Surrounding.quotedPrintable(text, random);
        missed.lookEncoded(form + ", " + place.name(), text, value);
      } else {
        missed.look(form + ", " + place.name(), text, written);
      }
    }
    missed.print(kind);
    assertThat(missed.texts).isEmpty();
  }

  @Test
  void findsAddressesOfMail() {
    var oracle = new Oracle(41);
    Random random = oracle.random();
    var missed = new Missed();
    for (int i = 0; i < EACH; i++) {
      String value = oracle.email();
      Surrounding place = Surrounding.all().get(i % Surrounding.all().size());
      boolean url = place.name().startsWith("URL");
      String written =
          url ? value : List.of(value, value.replace("@", " (at) ")).get(random.nextInt(2));
      String text = place.text().apply(written, "email");
      missed.look(place.name(), text, url ? Surrounding.encoded(value) : written);
    }
    System.out.println("email: " + missed.texts.size() + " missed of " + missed.looked);
    missed.texts.stream().limit(12).forEach(System.out::println);
    assertThat(missed.texts).isEmpty();
  }

  private static final class Missed {
    private final List<String> texts = new ArrayList<>();
    private int looked;

    void look(String where, String text, String value) {
      looked++;
      Redacting redacting = ALL.begin();
      String redacted = redacting.redact(text);
      boolean whole =
          redacting.tokens().originals().values().stream().anyMatch(o -> o.contains(value.strip()));
      if (!whole || redacted.contains(value)) {
        texts.add(
            where + " | " + text.replace("\n", "\\n") + " | " + redacted.replace("\n", "\\n"));
      }
    }

    /** Nothing of the value may be left, whatever the encoding made of it. */
    void lookEncoded(String where, String text, String value) {
      looked++;
      String redacted = ALL.masked(text);
      String plain = ALL.masked(text).replaceAll("=\\r?\\n", "").replaceAll("=[0-9A-F]{2}", "#");
      boolean left = plain.replaceAll("[^0-9]", "").length() > 1;
      if (left || redacted.contains(value)) {
        texts.add(where + " | " + text + " | " + plain);
      }
    }

    void print(Kind kind) {
      System.out.println(kind + ": " + texts.size() + " missed of " + looked);
      texts.stream().limit(12).forEach(System.out::println);
    }
  }
}
