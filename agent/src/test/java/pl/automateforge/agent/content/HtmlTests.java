package pl.automateforge.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** HTML to text, and what a person does not see of it. */
class HtmlTests {
  @Test
  void keepsLinesListsAndTables() {
    String html =
        """
        <h1>Title</h1><p>First <b>para</b>graph<br>second line</p>
        <ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>
        <ol><li>first</li><li>second</li></ol>
        <table><tr><th>Item</th><th>Price</th></tr><tr><td>Pen</td><td>2 PLN</td></tr></table>
        <pre>a
          b</pre>
        """;
    assertThat(body(html))
        .isEqualTo(
            """
            Title

            First paragraph
            second line

            - one
            - two
              - deep

            1. first
            2. second

            Item | Price
            Pen | 2 PLN

            a
              b\
            """);
  }

  @Test
  void showsWhereLinksLead() {
    assertThat(body("<a href='https://bank.example/'>https://bank.example</a>"))
        .isEqualTo("https://bank.example");
    assertThat(body("<a href='https://evil.example/login'>your bank</a>"))
        .isEqualTo("your bank (https://evil.example/login)");
    assertThat(body("<a href='mailto:a@b.example?subject=x'>write</a>"))
        .isEqualTo("write (a@b.example)");
    assertThat(body("<a href='javascript:x()'>click</a> <a href='#top'>up</a>"))
        .isEqualTo("click up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<span style='display:none'>SECRET</span>",
        "<span style='DISPLAY : NONE !important'>SECRET</span>",
        "<span style='d\\69splay:none'>SECRET</span>",
        "<span style='display:/**/none'>SECRET</span>",
        "<span hidden>SECRET</span>",
        "<span style='visibility:hidden'>SECRET</span>",
        "<span style='opacity:0'>SECRET</span>",
        "<div style='opacity:.3'><p style='opacity:.2'>SECRET</p></div>",
        "<span style='font-size:0'>SECRET</span>",
        "<span style='font-size:1px'>SECRET</span>",
        "<span style='font-size:0.05em'>SECRET</span>",
        "<span style='font:0/0 a'>SECRET</span>",
        "<div style='font-size:0'><b>SECRET</b></div>",
        "<span style='color:#fff'>SECRET</span>",
        "<span style='color:white'>SECRET</span>",
        "<font color='#FEFEFE'>SECRET</font>",
        "<span style='color:rgb(255, 255, 255)'>SECRET</span>",
        "<span style='color:rgba(0,0,0,0)'>SECRET</span>",
        "<span style='color:transparent'>SECRET</span>",
        "<div style='background:#123456'><i style='color:#123458'>SECRET</i></div>",
        "<table bgcolor=navy><tr><td style='color:navy'>SECRET</td></tr></table>",
        "<div style='height:0;overflow:hidden'>SECRET</div>",
        "<div style='max-height:0px;overflow:hidden;mso-hide:all'>SECRET</div>",
        "<div style='position:absolute;left:-9999px'>SECRET</div>",
        "<p style='text-indent:-9999px'>SECRET</p>",
        "<p style='clip:rect(0 0 0 0);position:absolute'>SECRET</p>",
        "<p style='transform:scale(0)'>SECRET</p>",
        "<style>.x{display:none}</style><p class='a x'>SECRET</p>",
        "<style>div p.x, b{color:white}</style><div><i><p class=x>SECRET</p></i></div>",
        "<style>@media all{#k{font-size:0}}</style><p id=k>SECRET</p>",
        "<style>b{color:#fff!important}</style><b style='color:#000'>SECRET</b>",
        "<p style='clip-path:inset(50%)'>SECRET</p>",
        "<p style='clip-path:inset(0 0 100% 0)'>SECRET</p>",
        "<p style='clip-path: polygon(0 0, 0 0, 0 0)'>SECRET</p>",
        "<p style='clip-path:ellipse(0px 0px)'>SECRET</p>",
        "<p style='clip-path:circle(0.5px at 5px)'>SECRET</p>",
        "<p style='transform:scale(0.001)'>SECRET</p>",
        "<p style='transform:translateX(10px) scaleX(0.0)'>SECRET</p>",
        "<p style='transform:matrix(0,0,0,0,0,0)'>SECRET</p>",
        "<p style='transform:translate(-5000px,0)'>SECRET</p>",
        "<p style='transform:rotateX(90deg)'>SECRET</p>",
        "<p style='scale:0'>SECRET</p>",
        "<p style='zoom:0.01'>SECRET</p>",
        "<p style='text-indent:99999px'>SECRET</p>",
        "<p style='letter-spacing:-2em'>SECRET</p>",
        "<p style='font-size:calc(0px + 0em)'>SECRET</p>",
        "<p style='font-size:min(0px,1em)'>SECRET</p>",
        "<p style='font-size:1e-9em'>SECRET</p>",
        "<p style='opacity:1e-9'>SECRET</p>",
        "<p style='opacity:calc(0)'>SECRET</p>",
        "<p style='content-visibility:hidden'>SECRET</p>",
        "<p style='-webkit-text-fill-color:transparent'>SECRET</p>",
        "<p style='mask-image:linear-gradient(transparent,transparent)'>SECRET</p>",
        "<p style='color:azure'>SECRET</p>",
        "<p style='color:lab(100% 0 0)'>SECRET</p>",
        "<p style='color:oklch(1 0 0)'>SECRET</p>",
        "<p style='color:color(srgb 1 1 1)'>SECRET</p>",
        "<p style='color:hwb(0 100% 0%)'>SECRET</p>",
        "<p style='color:canvas'>SECRET</p>",
        "<div style='position:absolute;top:20000px'>SECRET</div>",
        "<img src=x width=1 height=1 alt='SECRET'>",
        "<style>@media (min-width:1px){.y{display:none}}</style><p class=y>SECRET</p>",
        "<style>@supports (display:block){.y{display:none}}</style><p class=y>SECRET</p>",
        "<style>@layer a{.y{display:none}}</style><p class=y>SECRET</p>",
        "<!-- SECRET -->",
        "<!--[if mso]><p>SECRET</p><![endif]-->"
      })
  void marksWhatNobodySees(String hidden) {
    Content content = TestMails.html("<p>Visible words</p>" + hidden + "<p>more words</p>");
    assertThat(content.text(Kind.BODY)).isEqualTo("Visible words\n\nmore words");
    assertThat(content.text(Kind.HIDDEN)).contains("SECRET");
    assertThat(content.visible(1_000)).doesNotContain("SECRET").contains("[hidden text left out: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<span style='font-size:9px;color:#888'>SHOWN</span>",
        "<div style='background:#003366'><span style='color:#fff'>SHOWN</span></div>",
        "<table bgcolor='#003366'><tr><td><font color=white>SHOWN</font></td></tr></table>",
        "<div style='background:url(x.png)'><span style='color:#fff'>SHOWN</span></div>",
        "<div style='background-image:linear-gradient(#000,#111);color:white'>SHOWN</div>",
        "<style>.h td{background:#003}</style><table class=h><tr><td style='color:#fff'>SHOWN</td></tr></table>",
        "<div style='font-size:0'><span style='font-size:14px'>SHOWN</span></div>",
        "<div style='visibility:hidden'><b style='visibility:visible'>SHOWN</b></div>",
        "<body style='background:#000;color:#fff'><p>SHOWN</p>",
        "<style>@media (max-width:600px){p{display:none}}</style><p>SHOWN</p>",
        "<style>p{display:none}</style><p style='display:block'>SHOWN</p>",
        "<div style='height:0'>SHOWN</div>",
        "<p style='transform:scale(1.5) translate(-10px)'>SHOWN</p>",
        "<p style='clip-path:inset(5% 0)'>SHOWN</p>",
        "<p style='zoom:1'>SHOWN</p>",
        "<p style='letter-spacing:-0.5px'>SHOWN</p>",
        "<p style='font-size:calc(10px + 1vw)'>SHOWN</p>",
        "<p style='opacity:1.0;text-indent:20px'>SHOWN</p>",
        "<p aria-hidden=true>SHOWN</p>",
        "<style>@media (max-width:1000px){p{display:none}}</style><p>SHOWN</p>",
        "<style>@media (min-width:600px){p{display:none}}</style><p>SHOWN</p>",
        "<font size=1>SHOWN</font>"
      })
  void showsWhatAPersonSees(String shown) {
    Content content = TestMails.html(shown);
    assertThat(content.text(Kind.BODY)).isEqualTo("SHOWN");
    assertThat(content.text(Kind.HIDDEN)).isEmpty();
  }

  /** Text that no program shows is not even counted among the hidden. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<template>SECRET</template>",
        "<video>SECRET</video>",
        "<canvas>SECRET</canvas>",
        "<audio>SECRET</audio>",
        "<svg><desc>SECRET</desc><metadata>SECRET</metadata><defs><text>SECRET</text></defs></svg>",
        "<p title='SECRET'></p>",
        "<a href='#' aria-label='SECRET'></a>",
        "<input type=hidden value='SECRET'>",
        "<meta name=description content='SECRET'>",
        "<select><option>SECRET</select>",
        "<style>p::before{content:'SECRET'}</style>"
      })
  void showsNothingThatIsNoText(String markup) {
    Content content = TestMails.html("<p>Visible words</p>" + markup + "<p>more words</p>");
    assertThat(content.visible(1_000)).doesNotContain("SECRET");
  }

  @Test
  void doesNotTearSentencesThatHiddenTextInterrupts() {
    assertThat(body("Pay<span style='display:none'>x</span>ment is <i hidden>not</i> due"))
        .isEqualTo("Payment is due");
  }

  @Test
  void leavesScriptsAndStylesOut() {
    assertThat(body("<head><title>t</title><style>a{}</style></head><script>x()</script>text"))
        .isEqualTo("text");
  }

  @Test
  void marksQuotationsOfMailPrograms() {
    assertQuoted("<div class=gmail_quote><div>On Monday Ann wrote:</div>OLD</div>");
    assertQuoted("<blockquote type=cite>OLD</blockquote>");
    assertQuoted(
        "<div class=moz-cite-prefix>W dniu 1.2 Ann pisze:</div><blockquote>OLD</blockquote>");
    assertQuoted("<hr><div id=divRplyFwdMsg><b>From:</b> Ann</div><div>OLD</div>");
    assertQuoted("<div class=yahoo_quoted>OLD</div>");
    assertQuoted(
        "<p><b>Od:</b> Ann<br><b>Wysłano:</b> wtorek<br><b>Do:</b> Jan<br><b>Temat:</b> x</p><p>OLD</p>");
  }

  private static void assertQuoted(String quotation) {
    Content content = TestMails.html("<div>My answer</div>" + quotation);
    assertThat(content.text(Kind.BODY)).startsWith("My answer").doesNotContain("OLD");
    assertThat(content.text(Kind.QUOTED)).endsWith("OLD");
  }

  @Test
  void marksSignaturesOfMailPrograms() {
    Content content =
        TestMails.html("<p>Text of mine</p><div class=gmail_signature>Jan<br>tel. 1</div>");
    assertThat(content.parts())
        .containsExactly(
            new Part(Kind.BODY, "Text of mine"), new Part(Kind.SIGNATURE, "Jan\ntel. 1"));
  }

  @Test
  void readsTheCharacterSetThatTheHtmlNames() {
    String html =
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'><p>fa\u00b3sz</p>";
    assertThat(
            TestMails.contentOfBytes("Subject: x\nContent-Type: text/html\n\n" + html)
                .text(Kind.BODY))
        .isEqualTo("fałsz");
  }

  private static String body(String html) {
    return TestMails.html(html).text(Kind.BODY);
  }
}
