package pl.automateforge.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** Who wrote which lines. */
class QuotedTextTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 2 Nov 2026 at 10:00, Ann <ann@acme.example> wrote:\n> OLD",
        "On Mon, 2 Nov 2026 at 10:00, Ann\n<ann@acme.example> wrote:\n\n> OLD",
        "W dniu 2.11.2026 o 10:00, Anna Nowak pisze:\n> OLD",
        "pon., 2 lis 2026 o 10:00 Anna Nowak <ann@acme.example> napisał(a):\nOLD",
        "Dnia 2 listopada 2026 10:00 Anna <ann@acme.example> napisał(a):\nOLD",
        "-----Original Message-----\nFrom: Ann\nOLD",
        "-----Wiadomość oryginalna-----\nOd: Ann\nOLD",
        "________________________________\nFrom: Ann <a@b.example>\nSent: Monday\nTo: Jan\nSubject: x\n\nOLD",
        "Od: Anna\nWysłano: poniedziałek, 2 listopada 2026 10:00\nDo: Jan\nTemat: x\n\nOLD",
        "*From:* Ann\n*Date:* Monday\n*To:* Jan\n*Subject:* x\n\nOLD",
        "---------- Forwarded message ---------\nFrom: Ann\nOLD",
        "Begin forwarded message:\n\nOLD"
      })
  void marksWhatIsQuoted(String quotation) {
    Content content = TestMails.plain("My answer is yes.\n\n" + quotation + "\n");
    assertThat(content.text(Kind.BODY)).isEqualTo("My answer is yes.");
    assertThat(content.text(Kind.QUOTED)).endsWith("OLD");
  }

  @Test
  void keepsAnswersBetweenQuotedLines() {
    Content content =
        TestMails.plain("Ann wrote:\n> First?\nYes.\n\n> Second?\n>\n> Really?\nNo.\n");
    assertThat(content.parts())
        .containsExactly(
            new Part(Kind.QUOTED, "Ann wrote:\n> First?"),
            new Part(Kind.BODY, "Yes."),
            new Part(Kind.QUOTED, "> Second?\n>\n> Really?"),
            new Part(Kind.BODY, "No."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- \nJan Kowalski\nAcme",
        "--\nJan",
        "Pozdrawiam,\nJan Kowalski\ntel. 123",
        "Z poważaniem\n\nJan Kowalski\nAcme sp. z o.o.",
        "Best regards,\nJan",
        "Kind regards\nJan\n\nSent from my phone",
        "Wysłane z iPhone'a",
        "Sent from my iPhone",
        "Pobierz aplikację Outlook dla systemu iOS",
        "_______________________________________________\nList mailing list\nhttp://lists.example"
      })
  void marksSignatures(String signature) {
    Content content = TestMails.plain("Proszę o fakturę za maj.\n\n" + signature + "\n");
    assertThat(content.parts())
        .containsExactly(
            new Part(Kind.BODY, "Proszę o fakturę za maj."), new Part(Kind.SIGNATURE, signature));
  }

  @Test
  void keepsAPostscriptAndLongTails() {
    assertThat(
            TestMails.plain("Text.\n\nPozdrawiam\nJan\n\nPS Proszę pilnie o korektę.")
                .text(Kind.BODY))
        .contains("PS Proszę pilnie");
    String tail = "Regards to all of them, and further to that, a long story follows.\n".repeat(20);
    assertThat(TestMails.plain("Text.\nRegards\n" + tail).text(Kind.SIGNATURE)).isEmpty();
  }

  @Test
  void takesAGreetingAloneForTheBody() {
    assertThat(TestMails.plain("Pozdrawiam\nJan").text(Kind.BODY)).isEqualTo("Pozdrawiam\nJan");
  }

  @Test
  void takesAForwardedTextWithoutAWordForTheBody() {
    Content content =
        TestMails.plain("---------- Forwarded message ---------\nFrom: Ann\n\nPay me.");
    assertThat(content.text(Kind.BODY)).contains("Pay me.");
    assertThat(content.text(Kind.QUOTED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "As I wrote: the price is too high.",
        "Od: poniedziałku mamy otwarte",
        "--- prices ---\nmore text",
        "From: the start we knew it",
        "On Monday we wrote: nothing",
        "He said:\nthere is no quotation here"
      })
  void leavesOrdinaryTextAlone(String text) {
    Content content = TestMails.plain("Hello.\n" + text);
    assertThat(content.parts()).containsExactly(new Part(Kind.BODY, "Hello.\n" + text));
  }

  @Test
  void showsQuotedLinesBehindMarksAndCutsThemFirst() {
    Content content =
        TestMails.plain(
            "My answer.\n\nPozdrawiam\nJan\n\nOn Mon, 2 Nov 2026 at 10:00 Ann wrote:\n"
                + "> old line\n".repeat(500));
    String all = content.visible(100_000);
    assertThat(all)
        .startsWith("My answer.\n-- \nPozdrawiam\nJan\n> On Mon, 2 Nov")
        .doesNotContain("more characters");
    String some = content.visible(600);
    assertThat(some)
        .hasSizeLessThanOrEqualTo(600)
        .startsWith("My answer.\n-- \nPozdrawiam\nJan\n> On");
    assertThat(some).containsPattern("\\[… \\d+ more characters]$");
    assertThat(content.visible(0)).isEmpty();
  }

  @Test
  void givesRoomToTheSendersWordsAmongManyQuotations() {
    var mail = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      mail.append("> question number ")
          .append(i)
          .append(" of the other person\nAnswer ")
          .append(i)
          .append("\n");
    }
    String some = TestMails.plain(mail.toString()).visible(1_500);
    assertThat(some).hasSizeLessThanOrEqualTo(1_500).contains("Answer 0\n", "Answer 99");
    assertThat(some).containsPattern("\\[… \\d+ more characters]$");
  }

  @Test
  void showsASmallMailWhole() {
    assertThat(TestMails.plain("Tak.").visible(100)).isEqualTo("Tak.");
    assertThat(TestMails.plain("x".repeat(95)).visible(100)).isEqualTo("x".repeat(95));
  }
}
