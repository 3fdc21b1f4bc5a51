package pl.automateforge.agent.standin.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.standin.PageFrame;
import pl.automateforge.agent.standin.PageWords;
import pl.automateforge.agent.standin.http.Handler;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** Answers for the page of the mail stand-in, and tells programs the same. */
final class MailPages implements Handler {
  private static final PageWords POLISH = new PageWords("mail", "pl");
  private static final PageWords ENGLISH = new PageWords("mail", "en");
  private static final byte[] STYLE = PageFrame.style();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "mail";

  private final MailStandIn standIn;
  private final Clock clock;
  private final ContentReader reader = new ContentReader(ContentLimits.DEFAULT);

  MailPages(MailStandIn standIn, Clock clock) {
    this.standIn = standIn;
    this.clock = clock;
  }

  @Override
  public Reply handle(Request request) {
    if (!request.isFromThisMachine()) {
      return text(403, "only this machine may look");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return text(405, request.method() + " is not taken here");
    }
    return switch (request.path()) {
      case "/readyz" -> text(200, "ready");
      case "/targets.css" ->
          PageFrame.guarded(Reply.of(200, "text/css; charset=utf-8", STYLE), NAME)
              .with("Cache-Control", "max-age=300");
      case "/_standin/mails" -> json();
      case "/" -> list(request);
      case "/mail" -> one(request);
      default -> text(404, "not known here; the page is at /");
    };
  }

  @Override
  public Reply unreadable(int status, String problem) {
    return text(status, problem);
  }

  private Reply list(Request request) {
    boolean refresh = !request.parameter("refresh").orElse("").equals("off");
    int page = Math.clamp(number(request, "page"), 1, 1_000_000);
    Map<String, List<ShownMail>> folders = folders();
    String folder = request.parameter("folder").orElse("INBOX");
    return html(
        200, new FolderPage(words(request), standIn, folders, clock).render(folder, page, refresh));
  }

  private Reply one(Request request) {
    String folder = request.parameter("folder").orElse("");
    long uid = number(request, "uid");
    Optional<ShownMail> mail =
        folders().getOrDefault(folder, List.of()).stream()
            .filter(shown -> shown.uid() == uid)
            .findFirst();
    return html(mail.isPresent() ? 200 : 404, new MailPage(words(request)).render(mail, folder));
  }

  /** The folders of the mailbox, and as one more what was sent. */
  private Map<String, List<ShownMail>> folders() {
    Map<String, List<ShownMail>> all = new LinkedHashMap<>();
    standIn
        .folders()
        .forEach((name, mails) ->
            all.put(name, mails.stream().map(mail -> ShownMail.of(mail, reader)).toList()));
    List<ShownMail> sent = new ArrayList<>();
    for (SentMail mail : standIn.sent()) {
      sent.add(ShownMail.of(sent.size() + 1, mail, reader));
    }
    all.put(FolderPage.SENT, sent);
    return all;
  }

  private Reply json() {
    List<Map<String, Object>> mails = new ArrayList<>();
    standIn
        .folders()
        .forEach((folder, held) ->
            held.forEach(mail -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("folder", folder);
              one.put("uid", mail.uid());
              one.put("flags", mail.flags());
              one.put("label", mail.label().orElse(null));
              one.put("subject", ShownMail.of(mail, reader).subject());
              mails.add(one);
            }));
    try {
      return Reply.json(200, JSON.writeValueAsBytes(mails)).with("x-autoforge-standin", NAME);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers are JSON", e);
    }
  }

  private static PageWords words(Request request) {
    return PageWords.of(request, POLISH, ENGLISH);
  }

  private static long number(Request request, String parameter) {
    String digits = request.parameter(parameter).orElse("");
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
  }

  private static Reply html(int status, String page) {
    return PageFrame.guarded(Reply.text(status, "text/html", page), NAME)
        .with("Cache-Control", "no-store");
  }

  private static Reply text(int status, String line) {
    return PageFrame.guarded(Reply.text(status, "text/plain", line + "\n"), NAME);
  }
}
