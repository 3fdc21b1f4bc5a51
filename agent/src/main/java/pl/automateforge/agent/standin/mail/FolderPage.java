package pl.automateforge.agent.standin.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pl.automateforge.agent.standin.Html;
import pl.automateforge.agent.standin.PageFrame;
import pl.automateforge.agent.standin.PageWords;

/** The page that lists the mails of one folder, newest first, beside all folders. */
final class FolderPage {
  /** What was sent by SMTP, as if it were a folder; no folder of IMAP bears such a name. */
  static final String SENT = "/smtp";

  private static final int ROWS = 50;
  private static final int COLOURS = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PageWords words;
  private final MailStandIn standIn;
  private final Map<String, List<ShownMail>> folders;
  private final Clock clock;

  FolderPage(
      PageWords words, MailStandIn standIn, Map<String, List<ShownMail>> folders, Clock clock) {
    this.words = words;
    this.standIn = standIn;
    this.folders = folders;
    this.clock = clock;
  }

  String render(String folder, int page, boolean refresh) {
    StringBuilder body = new StringBuilder(16_384);
    tiles(body);
    body.append("<div class=\"columns\">");
    list(body, folder, page);
    names(body, folder);
    body.append("</div>");
    return PageFrame.around(
        words, words.get("title"), controls(folder, refresh), refresh, body.toString());
  }

  private String controls(String folder, boolean refresh) {
    String other = refresh ? "off" : "on";
    return "<a class=\"quiet\" href=\"%s&amp;refresh=%s\">%s</a>"
            .formatted(address(words.language(), folder), other, words.get("refresh." + other))
        + "<a class=\"quiet\" hreflang=\"%1$s\" lang=\"%1$s\" href=\"%2$s\">%3$s</a>"
            .formatted(words.other(), address(words.other(), folder), words.get("language.other"));
  }

  private void tiles(StringBuilder body) {
    body.append("<section class=\"tiles\" aria-label=\"").append(words.get("totals")).append("\">");
    tile(body, String.valueOf(folders.getOrDefault("INBOX", List.of()).size()), "inbox");
    tile(body, String.valueOf(folders.getOrDefault("Drafts", List.of()).size()), "drafts");
    tile(body, String.valueOf(folders.getOrDefault(SENT, List.of()).size()), "sent");
    tile(body, String.valueOf(standIn.imapPort()), "imap");
    tile(body, String.valueOf(standIn.smtpPort()), "smtp");
    tile(body, TIME.format(clock.instant().atZone(clock.getZone())), "now");
    body.append("</section>");
  }

  private void tile(StringBuilder body, String value, String name) {
    body.append("<div class=\"tile\"><b>").append(value).append("</b> <span>");
    body.append(words.get(name)).append("</span></div>");
  }

  private void list(StringBuilder body, String folder, int page) {
    List<ShownMail> newest = folders.getOrDefault(folder, List.of()).reversed();
    int from = Math.min((page - 1) * ROWS, newest.size());
    int to = Math.min(from + ROWS, newest.size());
    body.append("<section class=\"list\"><h2><bdi>").append(shown(folder)).append("</bdi></h2>");
    if (newest.isEmpty()) {
      body.append("<p>").append(words.get("empty")).append("</p></section>");
      return;
    }
    body.append("<ol>");
    newest.subList(from, to).forEach(mail -> row(body, folder, mail));
    body.append("</ol><nav aria-label=\"").append(words.get("pages")).append("\">");
    step(body, folder, page - 1, page > 1, "newer");
    body.append("<span>").append(from + 1).append("–").append(to).append(" / ");
    body.append(newest.size()).append("</span>");
    step(body, folder, page + 1, to < newest.size(), "older");
    body.append("</nav></section>");
  }

  private void step(StringBuilder body, String folder, int page, boolean there, String name) {
    if (there) {
      body.append("<a class=\"quiet\" href=\"").append(address(words.language(), folder));
      body.append("&amp;page=").append(page).append("\">").append(words.get(name)).append("</a>");
    } else {
      body.append("<span></span>");
    }
  }

  private void row(StringBuilder body, String folder, ShownMail mail) {
    body.append("<li><a href=\"/mail?lang=").append(words.language()).append("&amp;folder=");
    body.append(encoded(folder)).append("&amp;uid=").append(mail.uid());
    body.append("\"><span class=\"when\"><b>").append(mail.uid()).append("</b></span>");
    body.append("<span class=\"what\"><b><bdi>");
    body.append(mail.subject().isBlank() ? "–" : Html.escape(mail.subject(), 160));
    body.append("</bdi></b><small><bdi>").append(Html.escape(mail.whom(), 120));
    body.append("</bdi></small></span><span class=\"marks\">");
    if (!mail.label().isEmpty()) {
      body.append("<span class=\"chip c").append(colour(mail.label())).append("\">");
      body.append(Html.escape(mail.label(), 40)).append("</span>");
    }
    mail.flags()
        .forEach(flag ->
            body.append("<span class=\"mark\"><bdi>")
                .append(Html.escape(flag, 40))
                .append("</bdi></span>"));
    body.append("</span></a></li>");
  }

  private void names(StringBuilder body, String chosen) {
    body.append("<section class=\"bars\"><h2>").append(words.get("folders")).append("</h2><dl>");
    folders.forEach((name, mails) -> {
      body.append("<div><dt><a href=\"").append(address(words.language(), name)).append('"');
      body.append(name.equals(chosen) ? " aria-current=\"page\"><b><bdi>" : "><bdi>");
      body.append(shown(name)).append(name.equals(chosen) ? "</bdi></b>" : "</bdi>");
      body.append("</a></dt><dd>").append(mails.size()).append("</dd></div>");
    });
    body.append("</dl></section>");
  }

  private String shown(String folder) {
    return folder.equals(SENT) ? words.get("sent") : Html.escape(folder, 80);
  }

  private static int colour(String label) {
    return 1 + Math.floorMod(label.hashCode(), COLOURS);
  }

  static String address(String language, String folder) {
    return "/?lang=" + language + "&amp;folder=" + encoded(folder);
  }

  private static String encoded(String folder) {
    return URLEncoder.encode(folder, StandardCharsets.UTF_8);
  }
}
