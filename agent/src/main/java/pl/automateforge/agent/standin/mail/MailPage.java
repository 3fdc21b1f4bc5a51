package pl.automateforge.agent.standin.mail;

import java.util.Optional;
import pl.automateforge.agent.standin.Html;
import pl.automateforge.agent.standin.PageFrame;
import pl.automateforge.agent.standin.PageWords;

/** The page of one mail: as it is read, and its source. Nothing in it is rendered or fetched. */
final class MailPage {
  private static final int MOST_TEXT = 20_000;

  private final PageWords words;

  MailPage(PageWords words) {
    this.words = words;
  }

  String render(Optional<ShownMail> found, String folder) {
    StringBuilder body = new StringBuilder(4096);
    if (found.isEmpty()) {
      body.append("<section class=\"empty\"><h2>").append(words.get("gone.title"));
      body.append("</h2><p>").append(words.get("gone.text")).append("</p></section>");
    } else {
      mail(body, found.get());
    }
    String back =
        "<a class=\"quiet\" href=\"%s\">%s</a>"
            .formatted(FolderPage.address(words.language(), folder), words.get("back"));
    String title =
        found.map(mail -> Html.escape(mail.subject(), 120)).orElse(words.get("gone.title"));
    return PageFrame.around(words, title.isBlank() ? "–" : title, back, false, body.toString());
  }

  private void mail(StringBuilder body, ShownMail mail) {
    body.append("<section class=\"facts\"><dl>");
    fact(body, "fact.whom", mail.whom());
    fact(body, "fact.uid", String.valueOf(mail.uid()));
    fact(body, "fact.flags", mail.flags().isEmpty() ? "–" : String.join(" ", mail.flags()));
    fact(body, "fact.label", mail.label().isEmpty() ? "–" : mail.label());
    body.append("</dl></section>");
    block(body, "text", mail.text());
    block(body, "source", mail.source());
  }

  private void fact(StringBuilder body, String name, String value) {
    body.append("<div><dt>").append(words.get(name)).append("</dt><dd><code><bdi>");
    body.append(Html.escape(value, 2_000)).append("</bdi></code></dd></div>");
  }

  private void block(StringBuilder body, String name, String text) {
    body.append("<section><h2>").append(words.get(name));
    body.append("</h2><pre tabindex=\"0\"><code>")
        .append(Html.escape(text.replace("\r\n", "\n"), MOST_TEXT));
    body.append("</code></pre></section>");
  }
}
