package pl.automateforge.agent.decision.freetext;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.spec.Language;

class FreeTextTests {
  /** Read independently of what is tested: what common programs turn into a link. */
  private static final Pattern LINKED =
      Pattern.compile(
          "(?i)(?<![\\p{L}\\p{N}_-])(https?:(?=\\S)|(javascript|data|vbscript):[a-z;,(]|mailto:(?=\\S)"
              + "|[a-z0-9-]+\\.(com|net|org|pl|example|io|zip|ru)(?![\\p{L}\\p{N}_-]))");

  private static final FreeText TEXTS =
      new FreeText(
          new KnownNames(Set.of("acme.example", "xn--w-uga1v8h.pl"), Set.of("biuro@gmail.com")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          https://evil.example/x?y=1 ~ hxxps://evil[.]example/x?y=1
          HtTpS://EVIL.example ~ hxxps://EVIL[.]example
          www.evil.example ~ www[.]evil[.]example
          www.evil ~ www[.]evil
          evil.example/x ~ evil[.]example/x
          intranet.newtld/x ~ intranet[.]newtld/x
          evil.newtld:8080 ~ evil[.]newtld:8080
          Pisz na a@evil.example! ~ Pisz na a@evil[.]example!
          jan.pl@evil.corp2 ~ jan[.]pl@evil[.]corp2
          mailto:a@evil.example ~ mailto[:]a@evil[.]example
          //evil.example/x ~ //evil[.]example/x
          //evil.anything ~ //evil[.]anything
          http://93.184.216.34/x ~ hxxp://93[.]184[.]216[.]34/x
          93.184.216.34 ~ 93[.]184[.]216[.]34
          http://2130706433/ ~ hxxp://2130706433/
          http://[::1]/x ~ hxxp://[::1]/x
          http:evil.example ~ hxxp:evil[.]example
          http:/evil.example ~ hxxp:/evil[.]example
          https:\\\\evil.example ~ hxxps:\\\\evil[.]example
          evil。example ~ evil[.]example
          evil．example ~ evil[.]example
          evil․com ~ evil[.]com
          ｈｔｔｐｓ：／／evil.example ~ hxxps：／／evil[.]example
          https%3A%2F%2Fevil.example ~ https%3A%2F%2Fevil[.]example
          https://evil%2Eexample ~ hxxps://evil%2Eexample
          gęś.pl ~ gęś[.]pl
          аcme.example ~ аcme[.]example
          xn--80ak6aa92e.xn--p1ai ~ xn--80ak6aa92e[.]xn--p1ai
          javascript:alert(1) ~ javascript[:]alert(1)
          JavaScript:alert(1) ~ JavaScript[:]alert(1)
          java​script:alert(1) ~ javascript[:]alert(1)
          javascript:(alert)(1) ~ javascript[:] (alert)(1)
          data:text/html;base64,PHM+ ~ data[:]text/html;base64,PHM+
          tel:+48600100200 ~ tel[:]+48600100200
          slack://open?x=1 ~ slack[:]//open?x=1
          ftp://evil.example ~ ftp[:]//evil[.]example
          file:///etc/passwd ~ file[:]///etc/passwd
          ms-word:ofe|u|https://evil.example ~ ms-word[:]ofe|u|hxxps://evil[.]example
          \\\\\\\\evil\\\\share ~ \\\\ \\\\evil\\\\share
          https://acme.example@evil.example ~ hxxps://acme[.]example@evil[.]example
          https://acme.example;@2130706433 ~ hxxps://acme.example;@2130706433
          https://acme.example\\\\@evil.example ~ hxxps://acme.example\\\\@evil[.]example
          https://acme.example.evil.com ~ hxxps://acme[.]example[.]evil[.]com
          https://pages.acme.example ~ hxxps://pages[.]acme[.]example
          https://acme.example//evil.example ~ https://acme.example//evil[.]example
          https://acme.example/?u=https://evil.example ~ https://acme.example/?u=hxxps://evil[.]example
          acme.example..evil.example ~ acme.example..evil[.]example
          https://acme.example,evil.example ~ https://acme.example,evil[.]example
          evil@https://x ~ evil@hxxps://x
          acme.example／evil.example ~ acme.example／evil[.]example
          evil.example@acme.example ~ evil[.]example@acme[.]example
          skany.zip ~ skany[.]zip
          x@gmail.com ~ x@gmail[.]com
          evil.com.Proszę ~ evil[.]com[.]Proszę
          """)
  void breaksWhatTheSpecDoesNotName(String written, String shown) {
    assertThat(TEXTS.safe(written.replace("\\\\", "\\"))).isEqualTo(shown.replace("\\\\", "\\"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zob. https://acme.example/faktury/app.pl?id=7.",
        "www.acme.example, acme.example, HTTPS://ACME.EXAMPLE:443/x",
        "https://acme.example! żółw.pl",
        "biuro@acme.example, mailto:biuro@acme.example, biuro@gmail.com",
        "Termin: 22.11.2026, 5.12., godz. 12.30; 2026-11-22T10:00:00Z",
        "1.234,56 zł; 12.000.000,00 PLN; 1,234.56 USD; 15.000",
        "wersja 1.2.3, 10.0.26100.1742, v2.0.1-rc1",
        "faktura.pdf, Umowa_2026.docx, zestawienie.xlsx, mail.eml, JPK_V7M.xml, faktura.pdf/umowa.pdf",
        "Acme sp. z o.o., np. to, m.in. tamto, tj. owo, itd., dr inż. X, ul. Długa 5, r. k., S.A.",
        "Acme sp.z o.o. ul.Długa 5, godz.12, tel.kom, dr.hab.inż., k.p.a., b.r.",
        "strona www, na www., adres www: brak, WWW",
        "Data:2026-11-22, tel: 600 100 200, tel.: 600, Uwaga:ważne, 12:30, 3:1",
        "a < b i b > c, R&D, AT&T x <- y, 5<6",
        "tak/nie, i/lub, brutto/netto, 1/2026, FV/11/2026",
        "⟦PESEL·k7f2·1⟧ i ⟦ID-CARD·k7f2·12⟧",
        "konto PL61 1090 1014 0000 0712 1981 2874",
        "C:\\Users\\jan, @here, a@b",
        "Zażółć gęślą jaźń 👩‍💻 – „cytat” … (uwaga) [1] {x} 100%",
      })
  void leavesOrdinaryTextAsItIs(String text) {
    assertThat(TEXTS.safe(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          ![logo](https://evil.example/p.png?d=1) ~ logo
          a![](https://evil.example/p)b ~ a b
          ![x][r] i [t][r] ~ x i [t] [r]
          [bank](https://evil.example) ~ bank (hxxps://evil[.]example)
          [bank](https://acme.example) ~ bank (https://acme.example)
          [![x](https://a.example/i)](https://b.example) ~ x (hxxps://b[.]example)
          [r]: https://evil.example ~ r: hxxps://evil[.]example
          <b>ważne</b> ~ ważne
          <img src=x onerror=alert(1)> ~ ''
          <scr<b>ipt>alert(1)</script> ~ < script>alert(1)
          <<b>script>x ~ < script>x
          <img src=x ~ < img src=x
          Jan <jan@evil.example> ~ Jan (jan@evil[.]example)
          Jan <biuro@acme.example> ~ Jan (biuro@acme.example)
          <https://evil.example> ~ (hxxps://evil[.]example)
          podaj <imię i nazwisko> ~ podaj < imię i nazwisko>
          x<!-- ukryte -->y ~ xy
          &lt;b&gt; &#60;i ~ & lt;b& gt; & #60;i
          <[script](x)>y ~ y
          [a]![](q)(b) ~ [a] (b)
          """)
  void leavesNoMarkup(String written, String shown) {
    assertThat(TEXTS.safe(written)).isEqualTo(shown);
  }

  @Test
  void dropsWhatNobodySees() {
    String tag = Character.toString(0xE0041);
    assertThat(TEXTS.safe("a\u202eb\u200bc\u2060d\u3164e\u2800f" + tag + "\uFFFFg\u200Dh\u0000i"))
        .isEqualTo("abcdefghi");
  }

  @Test
  void breaksAnAddressThatTagsOrInvisibleCharactersCut() {
    assertThat(TEXTS.safe("ht<b>tps://ev</b>il.example")).isEqualTo("hxxps://evil[.]example");
    assertThat(TEXTS.safe("java<i>script:x()")).isEqualTo("javascript[:]x()");
  }

  @Property(tries = 3_000)
  void changesNothingTheSecondTime(@ForAll("hostile") String text) {
    String safe = TEXTS.safe(text);
    assertThat(TEXTS.safe(safe)).isEqualTo(safe);
  }

  @Property(tries = 10_000)
  void leavesNothingToClick(@ForAll("hostile") String text) {
    String safe = TEXTS.safe(text);
    Matcher linked =
        LINKED.matcher(
            safe.replaceAll(
                "(?i)(https?://|@|\\b)(www\\.)?acme\\.example(?![\\p{L}\\p{N}_-])(/[\\p{L}\\p{N}._;'-]*)*",
                "#"));
    assertThat(linked.find()).as(safe).isFalse();
    assertThat(safe)
        .doesNotContainPattern("<[a-zA-Z/!?]")
        .doesNotContainPattern("!?\\[[^\\]\\[]*\\]\\([^()]*\\)");
  }

  @Property(tries = 2_000)
  void isPlainWhateverComesIn(@ForAll String text) {
    String safe = TEXTS.safe(text);
    assertThat(TEXTS.safe(safe)).isEqualTo(safe);
    assertThat(safe).doesNotContainPattern("[\\p{Cs}\\x00-\\x08\\x0b-\\x1f\\x7f\\u202a-\\u202e]");
  }

  @Property(tries = 1_000)
  void keepsTokensOfPersonalData(@ForAll("shown") String before, @ForAll("shown") String after) {
    String token = "⟦EMAIL·k7f2·3⟧";
    assertThat(TEXTS.safe(before + " " + token + " " + after)).contains(token);
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            "https://",
            "HTTP:",
            "http:/",
            "//",
            "\\\\",
            "evil",
            ".",
            "evil.example",
            "acme.example",
            "www.",
            "com",
            "pl",
            "@",
            ":",
            "javascript:",
            "data:text/html,",
            "mailto:",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "][",
            "]:",
            "<",
            ">",
            "<b>",
            "</a>",
            "<!--",
            "-->",
            "<a href=",
            "&#58;",
            "&lt;",
            " ",
            "\n",
            "。",
            "．",
            "／",
            "：",
            "\u200b",
            "\u200d",
            "\u202e",
            "a",
            "1",
            "127.0.0.1",
            "%2e",
            "%2F",
            "?",
            "#",
            "/",
            "\\",
            "⟦",
            "⟧",
            "·",
            "ż",
            "а",
            "xn--p1ai",
            ";",
            "'",
            "\"")
        .list()
        .ofMaxSize(24)
        .map(parts -> String.join("", parts));
  }

  /** Nothing of which goes with what it is part of. */
  @Provide
  Arbitrary<String> shown() {
    return hostile().map(text -> text.replaceAll("[<!⟦]", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "]",
        "[[](",
        "](",
        "![](",
        "<",
        "<b",
        "<!--",
        "<<b>",
        "a.",
        ".a",
        "@",
        "a@",
        "http:",
        "https://a.",
        "//",
        "\\\\a",
        "&#",
        "⟦",
        "⟦a",
        "a:",
        "evil.example ",
        "-->",
        "<a@b>"
      })
  void takesTimeInProportionToTheLength(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());
    long start = System.nanoTime();
    TEXTS.safe(text);
    assertThat((System.nanoTime() - start) / 1_000_000).as("ms").isLessThan(5_000);
  }

  @Test
  void knowsWhatTheSpecNames() {
    KnownNames known = KnownNames.of(DecisionSpecs.spec(Language.PL), null);
    assertThat(known.host("evil.example")).isFalse();
    assertThat(List.of(known.addresses().toArray())).doesNotContain("");
  }
}
