package pl.automateforge.agent.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** Mail that was made to break its reader. */
class HostileMailTests {
  private static final int MAX_TEXT = 2 * ContentLimits.DEFAULT.textCharacters();

  @Test
  void boundsTheDepthOfParts() {
    var mail = new StringBuilder("Subject: deep\n");
    for (int i = 0; i < 1_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    mail.append("\nat the bottom\n");
    Content content = TestMails.content(mail.toString());
    assertThat(content.truncated()).isTrue();
    assertThat(content.notes()).contains("parts lie more than 20 deep; deeper ones are left out");
    assertThat(content.subject()).isEqualTo("deep");
  }

  @Test
  void boundsTheDepthOfMessagesInMessages() {
    String mail = "Subject: x\nContent-Type: message/rfc822\n\n".repeat(1_000) + "text";
    assertThat(TestMails.content(mail).truncated()).isTrue();
  }

  @Test
  void readsPartsOfOneBoundaryAtEveryDepth() {
    String nest = "--b\nContent-Type: multipart/mixed; boundary=b\n\n";
    String mail =
        "Subject: same\nContent-Type: multipart/mixed; boundary=b\n\n"
            + nest.repeat(1_000)
            + "--b\n\ntext\n";
    assertThat(TestMails.content(mail).truncated()).isTrue();
  }

  @Test
  void boundsTheNumberOfParts() {
    String mail =
        "Subject: many\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\n\nx\n".repeat(200_000);
    Content content = TestMails.content(mail);
    assertThat(content.notes()).contains("more than 500 parts; the rest is left out");
    assertThat(content.text(Kind.BODY)).startsWith("x\n\nx");
  }

  @Test
  void boundsTheNumberOfAttachments() {
    String mail =
        "Subject: many\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: image/png; name=a.png\n\nx\n".repeat(100_000);
    assertThat(TestMails.content(mail).attachments()).hasSize(500);
  }

  @Test
  void boundsTheNumberOfHeaders() {
    var mail = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      mail.append("X-Header-").append(i).append(": value\n");
    }
    mail.append("Subject: lost\n\nthe body\n");
    Content content = TestMails.content("Subject: kept\n" + mail);
    assertThat(content.subject()).isEqualTo("kept");
    assertThat(content.truncated()).isTrue();
    assertThat(content.text(Kind.BODY)).isEqualTo("the body");
  }

  @Test
  void readsAHeaderOfTenMegabytes() {
    String folded = "Subject: " + "word\n ".repeat(1_500_000) + "\n\nbody";
    assertThat(TestMails.content(folded).subject()).hasSizeLessThanOrEqualTo(1_000);
    String unbroken = "Subject: " + "x".repeat(7_000_000) + "\n\nbody";
    assertThat(TestMails.content(unbroken).subject()).hasSize(1_000);
    String nameless = "x".repeat(7_000_000) + ": a\n\nbody";
    assertThat(TestMails.read(nameless)).isInstanceOf(Reading.Text.class);
  }

  @Test
  void readsALineOfTenMegabytes() {
    Content plain = TestMails.plain("a b ".repeat(2_500_000));
    assertThat(plain.truncated()).isTrue();
    assertThat(plain.text(Kind.BODY)).hasSizeLessThanOrEqualTo(MAX_TEXT);
    assertThat(TestMails.plain(">".repeat(1_000_000)).truncated()).isTrue();
    assertThat(TestMails.html("<p>words</p>".repeat(25_000)).truncated()).isTrue();
    assertThat(TestMails.plain("\n".repeat(90_000) + "end").text(Kind.BODY)).isEqualTo("end");
  }

  @Test
  void readsOnlyAsManyBytesAsItMay() {
    var reader =
        new ContentReader(new ContentLimits(100, 5, 5, 50, 1_000, 100, Duration.ofSeconds(5)));
    byte[] raw = ("Subject: long\n\n" + "word ".repeat(1_000)).getBytes(ISO_8859_1);
    Content content = TestMails.found(reader.read(raw, false));
    assertThat(content.notes()).contains("only the first 100 bytes of the message were read");
    assertThat(content.text(Kind.BODY)).hasSizeLessThan(100);
    Content cut = TestMails.found(reader.read(Arrays.copyOf(raw, 50), true));
    assertThat(cut.truncated()).isTrue();
  }

  @Test
  void stopsWhenTheTimeIsUp() {
    var clock = new AtomicLong();
    var reader =
        new ContentReader(
            ContentLimits.DEFAULT, () -> clock.getAndAdd(Duration.ofSeconds(1).toNanos()));
    String mail =
        "Subject: slow\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(100);
    Content content = TestMails.found(reader.read(mail.getBytes(ISO_8859_1), false));
    assertThat(content.subject()).isEqualTo("slow");
    assertThat(content.notes()).contains("reading took longer than 5000 ms; the rest is left out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<b>",
        "<a href=x>",
        "<table>",
        "<table><tr><td>",
        "<font color=red>",
        "<p><i>",
        "<ul><li>",
        "<blockquote>",
        "<span style='color:red;font-size:1em'>",
        "<select><option>",
        "<form>",
        "<svg>",
        "<math>",
        "<template>",
        "<!--",
        "<!-- x --",
        "&",
        "&#x41",
        "<",
        "</div>",
        "<a href='",
        "<style>",
        "<style>a{",
        "<pre>\n",
        "<li>",
        "<td>x",
        "<tr>x",
        "<frameset>",
        "<script>"
      })
  void readsHtmlThatNeverCloses(String piece) {
    String html = piece.repeat(800_000 / piece.length()) + "text";
    long start = System.nanoTime();
    Reading reading = TestMails.read("Subject: x\nContent-Type: text/html\n\n" + html);
    assertBounded(reading);
    System.out.printf("%6d ms for %s%n", (System.nanoTime() - start) / 1_000_000, piece.strip());
  }

  @Test
  void boundsStylesThatMatchEverything() {
    var html = new StringBuilder("<style>");
    for (int i = 0; i < 5_000; i++) {
      html.append(".a .b .c * {color:#%06x} ".formatted(i));
    }
    html.append("</style>");
    html.append("<div class='a b c'>".repeat(150));
    html.append("<span class='a b c'>word</span>".repeat(9_000));
    assertBounded(TestMails.read("Subject: x\nContent-Type: text/html\n\n" + html));
  }

  @Test
  void boundsStylesThatAreBroken() {
    for (String css :
        List.of(
            "@media ", "{", "}", "a{b", "/*", "\\", "@media screen{a{color:red", ";", "a,", "*")) {
      String html = "<style>" + css.repeat(100_000 / css.length()) + "</style><p>text";
      assertBounded(TestMails.read("Subject: x\nContent-Type: text/html\n\n" + html));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf-8",
        "utf-16",
        "utf-32",
        "utf-7",
        "us-ascii",
        "iso-8859-2",
        "windows-1250",
        "koi8-r",
        "iso-2022-jp",
        "iso-2022-kr",
        "gb18030",
        "big5",
        "shift_jis",
        "euc-jp",
        "hz-gb-2312",
        "x-unknown",
        "\"\"",
        "?",
        "utf-8\\0",
        "macintosh",
        "ibm500",
        "x-user-defined",
        "default",
        "CESU-8",
        "x-COMPOUND_TEXT",
        "JIS_X0201",
        "ISO-2022-CN",
        "../../etc/passwd"
      })
  void readsAnyBytesUnderAnyCharacterSet(String charset) {
    var random = new Random(7);
    for (int i = 0; i < 20; i++) {
      byte[] body = new byte[random.nextInt(2_000)];
      random.nextBytes(body);
      byte[] head =
          ("Subject: =?"
                  + charset
                  + "?B?"
                  + "/v/+w6nDoQ=="
                  + "?=\nContent-Type: text/plain; charset="
                  + charset
                  + "\n\n")
              .getBytes(ISO_8859_1);
      byte[] mail = Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, mail, head.length, body.length);
      assertBounded(TestMails.read(mail));
    }
  }

  @Test
  void readsTextInEveryCharacterSetOfTheJdk() {
    for (Charset charset : Charset.availableCharsets().values()) {
      if (charset.canEncode()) {
        byte[] head =
            ("Subject: x\nContent-Type: text/plain; charset=" + charset.name() + "\n\n")
                .getBytes(ISO_8859_1);
        byte[] body = "Some words to read".getBytes(charset);
        byte[] mail = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, mail, head.length, body.length);
        assertBounded(TestMails.read(mail));
      }
    }
  }

  @Test
  void readsWhatIsNoMailAtAll() {
    var random = new Random(11);
    byte[] noise = new byte[100_000];
    random.nextBytes(noise);
    assertThat(reason(TestMails.read(noise)))
        .isEqualTo("no message: there is no header, and the bytes are no text");
    byte[] zip =
        "PK\3\4\24\0\0\0\10\0\1\2\3\4\5\6\7\10\0\0\1\0\0\0".repeat(50).getBytes(ISO_8859_1);
    assertThat(reason(TestMails.read(zip)))
        .isEqualTo("no message: there is no header, and the bytes are no text");
    assertThat(reason(TestMails.read(""))).isEqualTo("the message is empty");
    assertThat(reason(TestMails.read(" \r\n\t\n"))).isEqualTo("the message is empty");
    assertThat(TestMails.read(":")).isInstanceOf(Reading.class);
    assertThat(TestMails.read(new byte[] {0})).isInstanceOf(Reading.class);
    assertThat(TestMails.read(new byte[100_000])).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void keepsCommandsOutOfSubjectAndSender() {
    Content content =
        TestMails.content(
            "From: =?utf-8?Q?a=0D=0ABcc:_x=00@y.example?= <a@b.example>\n"
                + "Subject: =?utf-8?B?YQ0KQmNjOiB4\u0000?= \u760d\u760a =?utf-8?Q?=E2=80=AE=E2=80=8Bx?=\n\nbody");
    assertThat(content.subject()).isEqualTo("a Bcc: x \u760d\u760a x");
    assertThat(content.sender()).isEqualTo("a Bcc: x @y.example <a@b.example>");
    assertThat(content.senderAddress()).isEqualTo("a@b.example");
  }

  @Test
  void survivesMutationsOfRealMail() throws IOException {
    Path folder = TestData.shared("mail").orElse(null);
    Assumptions.assumeTrue(folder != null, "shared/data/mail is not here");
    var random = new Random(20261122);
    List<Path> files = new ArrayList<>();
    for (Path file : TestMails.files(folder)) {
      if (Files.size(file) < 20_000 && !file.toString().matches(".*\\.(json|xml)")) {
        files.add(file);
      }
    }
    for (int i = 0; i < 6_000; i++) {
      byte[] mail = Files.readAllBytes(files.get(random.nextInt(files.size())));
      byte[] other = Files.readAllBytes(files.get(random.nextInt(files.size())));
      assertBounded(TestMails.read(mutated(mail, other, random)));
    }
  }

  /** Flips, cuts, doubles and grafts. */
  private static byte[] mutated(byte[] mail, byte[] other, Random random) {
    byte[] result = mail;
    for (int i = 0; i <= random.nextInt(6) && result.length > 1; i++) {
      int from = random.nextInt(result.length);
      int to = from + random.nextInt(result.length - from);
      switch (random.nextInt(5)) {
        case 0 -> result[from] = (byte) random.nextInt(256);
        case 1 -> result = Arrays.copyOf(result, to);
        case 2 -> result = spliced(result, from, to, Arrays.copyOfRange(result, from, to), true);
        case 3 -> result = spliced(result, from, to, other, false);
        default -> result = spliced(result, from, to, new byte[0], false);
      }
    }
    return result;
  }

  private static byte[] spliced(byte[] mail, int from, int to, byte[] graft, boolean twice) {
    int kept = twice ? to : from;
    byte[] result = Arrays.copyOf(mail, kept + graft.length + mail.length - to);
    System.arraycopy(graft, 0, result, kept, graft.length);
    System.arraycopy(mail, to, result, kept + graft.length, mail.length - to);
    return result;
  }

  private static void assertBounded(Reading reading) {
    if (reading instanceof Reading.Unreadable unreadable) {
      assertThat(unreadable.reason()).doesNotContain("reading failed");
    }
    Content content = TestMails.found(reading);
    int characters = 0;
    for (Part part : content.parts()) {
      characters += part.text().length();
      assertThat(part.text()).doesNotContain("\0").doesNotContain("\r");
    }
    assertThat(characters).isLessThanOrEqualTo(MAX_TEXT);
    assertThat(content.visible(1_000)).hasSizeLessThanOrEqualTo(1_000);
  }

  private static String reason(Reading reading) {
    return reading instanceof Reading.Unreadable unreadable ? unreadable.reason() : "readable";
  }
}
