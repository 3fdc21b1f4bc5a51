package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The page that shows one arrival whole. */
final class ArrivalPage {
  private static final int MOST_OF_A_BODY = 50_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);

  private final PageWords words;
  private final Clock clock;

  ArrivalPage(PageWords words, Clock clock) {
    this.words = words;
    this.clock = clock;
  }

  String render(Optional<Arrival> found) {
    StringBuilder body = new StringBuilder(4096);
    if (found.isEmpty()) {
      body.append("<section class=\"empty\"><h2>").append(words.get("gone.title"));
      body.append("</h2><p>").append(words.get("gone.text")).append("</p></section>");
    } else {
      facts(body, found.get());
      body(body, found.get());
      headers(body, found.get());
    }
    String title =
        found
            .map(arrival -> words.get("record") + " #" + arrival.number())
            .orElse(words.get("gone.title"));
    String back =
        "<a class=\"quiet\" href=\"/?lang=%s\">%s</a>"
            .formatted(words.language(), words.get("back"));
    return PageFrame.around(words, title, back, false, body.toString());
  }

  private void facts(StringBuilder body, Arrival arrival) {
    body.append("<section class=\"facts\"><dl>");
    fact(body, "fact.time", TIME.format(arrival.at().atZone(clock.getZone())));
    String query = arrival.query().isEmpty() ? "" : "?" + arrival.query();
    fact(body, "fact.request", arrival.method() + " " + arrival.path() + query);
    fact(body, "fact.effect", arrival.effect());
    fact(body, "fact.key", arrival.key() == null ? "–" : arrival.key());
    body.append("<div><dt>").append(words.get("fact.signature")).append("</dt><dd>");
    body.append(words.get("signature." + Words.lower(arrival.signature().name())));
    body.append("</dd></div><div><dt>").append(words.get("fact.duplicate")).append("</dt><dd>");
    body.append(words.get(arrival.duplicate() ? "yes" : "no")).append("</dd></div></dl></section>");
  }

  private void fact(StringBuilder body, String name, String value) {
    body.append("<div><dt>").append(words.get(name)).append("</dt><dd><code><bdi>");
    body.append(Html.escape(value, 2000)).append("</bdi></code></dd></div>");
  }

  private void body(StringBuilder body, Arrival arrival) {
    body.append("<section><h2>")
        .append(words.get("body"))
        .append("</h2><pre tabindex=\"0\"><code>");
    String text = arrival.json().map(JsonNode::toPrettyString).orElse(arrival.body());
    body.append(Html.escape(text, MOST_OF_A_BODY)).append("</code></pre></section>");
  }

  private void headers(StringBuilder body, Arrival arrival) {
    body.append("<section class=\"facts\"><h2>").append(words.get("headers")).append("</h2><dl>");
    arrival
        .headers()
        .forEach((name, value) -> {
          body.append("<div><dt><code>").append(Html.escape(name, 100));
          body.append("</code></dt><dd><code><bdi>").append(Html.escape(value, 2000));
          body.append("</bdi></code></dd></div>");
        });
    body.append("</dl></section>");
  }
}
