package pl.automateforge.agent.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pl.automateforge.agent.standin.Arrivals.Totals;

/** The page that lists what arrived, newest first. */
final class ArrivalsPage {
  private static final int ROWS = 50;
  private static final int BARS = 8;
  private static final int COLOURS = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

  private final PageWords words;
  private final Arrivals arrivals;
  private final long replayed;
  private final Clock clock;
  private final String host;
  private final boolean refresh;
  private List<String> known = List.of();

  ArrivalsPage(
      PageWords words,
      Arrivals arrivals,
      long replayed,
      Clock clock,
      String host,
      boolean refresh) {
    this.words = words;
    this.arrivals = arrivals;
    this.replayed = replayed;
    this.clock = clock;
    this.host = host;
    this.refresh = refresh;
  }

  String render(int page) {
    List<Arrival> newest = arrivals.newest();
    Map<String, Integer> counts = counts(newest);
    known = counts.keySet().stream().filter(name -> !name.isBlank()).sorted().toList();
    StringBuilder body = new StringBuilder(16_384);
    if (newest.isEmpty()) {
      empty(body);
    } else {
      tiles(body, newest.getFirst());
      body.append("<div class=\"columns\">");
      list(body, newest, page);
      categories(body, counts, newest.size());
      body.append("</div>");
    }
    return PageFrame.around(words, words.get("title"), controls(), refresh, body.toString());
  }

  private String controls() {
    String other = refresh ? "off" : "on";
    return "<a class=\"quiet\" href=\"/?lang=%s&amp;refresh=%s\">%s</a>"
            .formatted(words.language(), other, words.get("refresh." + other))
        + "<a class=\"quiet\" hreflang=\"%1$s\" lang=\"%1$s\" href=\"/?lang=%1$s\">%2$s</a>"
            .formatted(words.other(), words.get("language.other"));
  }

  private void empty(StringBuilder body) {
    body.append("<section class=\"empty\"><h2>")
        .append(words.get("empty.title"))
        .append("</h2><p>");
    body.append(words.get("empty.text"))
        .append("</p><pre><code>actions:\n  tell-erp: {type: webhook, url: ");
    body.append("&quot;http://")
        .append(Html.escape(host, 60))
        .append("/hook/erp&quot;}</code></pre><p>");
    body.append(words.get("empty.try")).append("</p><pre><code>curl -d ");
    body.append("&#39;{&quot;id&quot;: &quot;1&quot;, &quot;subject&quot;: &quot;");
    body.append(words.get("empty.subject")).append("&quot;}&#39; http://");
    body.append(Html.escape(host, 60)).append("/hook/erp</code></pre></section>");
  }

  private void tiles(StringBuilder body, Arrival last) {
    Totals totals = arrivals.totals();
    body.append("<section class=\"tiles\" aria-label=\"").append(words.get("totals")).append("\">");
    tile(body, totals.arrived(), "arrived", "");
    tile(body, totals.distinct(), "effects", "");
    tile(body, totals.duplicates(), "duplicates", totals.duplicates() > 0 ? " bad" : " good");
    tile(body, replayed, "replayed", "");
    body.append("<div class=\"tile\"><b>").append(time(last.at())).append("</b> <span>");
    body.append(words.get("last")).append("</span></div></section>");
  }

  private void tile(StringBuilder body, long number, String name, String tone) {
    body.append("<div class=\"tile").append(tone).append("\" title=\"");
    body.append(words.get(name + ".hint")).append("\"><b>").append(number).append("</b> <span>");
    body.append(words.counted(name, number)).append("</span></div>");
  }

  private void list(StringBuilder body, List<Arrival> newest, int page) {
    int from = Math.min((page - 1) * ROWS, newest.size());
    int to = Math.min(from + ROWS, newest.size());
    body.append("<section class=\"list\"><h2>").append(words.get("list")).append("</h2><ol>");
    newest.subList(from, to).forEach(arrival -> row(body, arrival));
    body.append("</ol><nav aria-label=\"").append(words.get("pages")).append("\">");
    step(body, page - 1, page > 1, "newer");
    body.append("<span>").append(from + 1).append("–").append(to).append(" / ");
    body.append(newest.size()).append("</span>");
    step(body, page + 1, to < newest.size(), "older");
    body.append("</nav></section>");
  }

  private void step(StringBuilder body, int page, boolean there, String name) {
    if (there) {
      body.append("<a class=\"quiet\" href=\"/?lang=").append(words.language());
      body.append(refresh ? "" : "&amp;refresh=off");
      body.append("&amp;page=").append(page).append("\">").append(words.get(name)).append("</a>");
    } else {
      body.append("<span></span>");
    }
  }

  private void row(StringBuilder body, Arrival arrival) {
    JsonNode json = arrival.json().orElse(Json.object());
    String subject = json.path("subject").asText("");
    String sender = json.path("sender").asText("");
    body.append("<li><a href=\"/records/").append(arrival.number()).append("?lang=");
    body.append(words.language()).append("\"><span class=\"when\"><b>").append(time(arrival.at()));
    body.append("</b><small>#")
        .append(arrival.number())
        .append("</small></span><span class=\"what\">");
    body.append("<b><bdi>");
    body.append(subject.isBlank() ? summary(arrival) : Html.escape(subject, 160));
    body.append("</bdi></b><small>");
    if (!sender.isBlank()) {
      body.append("<bdi>").append(Html.escape(sender, 120)).append("</bdi> · ");
    }
    body.append("<code>").append(arrival.method()).append(' ');
    body.append(Html.escape(arrival.path(), 80))
        .append("</code></small></span><span class=\"marks\">");
    marks(body, arrival, json);
    body.append("</span></a></li>");
  }

  private static String summary(Arrival arrival) {
    String line = Words.shortened(arrival.body(), 120);
    return line.isEmpty() ? "–" : Html.escape(line);
  }

  private void marks(StringBuilder body, Arrival arrival, JsonNode json) {
    String category = json.path("category").asText("");
    if (!category.isBlank()) {
      body.append("<span class=\"chip c").append(colour(category)).append("\"><bdi>");
      body.append(Html.escape(category, 40)).append("</bdi></span>");
    }
    double confidence = json.path("confidence").asDouble(-1);
    if (confidence >= 0 && confidence <= 1) {
      body.append("<span class=\"sure\">").append(Math.round(confidence * 100)).append(" %</span>");
    }
    if (arrival.signature() != Arrival.Signature.UNCHECKED) {
      String state = Words.lower(arrival.signature().name());
      body.append("<span class=\"mark ").append(state).append("\">");
      body.append(words.get("signature." + state)).append("</span>");
    }
    if (arrival.duplicate()) {
      body.append("<span class=\"mark invalid\">").append(words.get("duplicate")).append("</span>");
    }
  }

  private static Map<String, Integer> counts(List<Arrival> newest) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    newest.forEach(arrival -> counts.merge(category(arrival), 1, Integer::sum));
    return counts;
  }

  private void categories(StringBuilder body, Map<String, Integer> counts, int all) {
    body.append("<section class=\"bars\"><h2>").append(words.get("categories")).append("</h2><dl>");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(BARS)
        .forEach(entry -> bar(body, entry.getKey(), entry.getValue(), all));
    body.append("</dl></section>");
  }

  private void bar(StringBuilder body, String category, int count, int all) {
    String name = category.isBlank() ? words.get("no.category") : Html.escape(category, 40);
    body.append("<div><dt><bdi>").append(name).append("</bdi></dt><dd>").append(count);
    body.append("<svg class=\"c").append(colour(category)).append("\" viewBox=\"0 0 100 6\"");
    body.append(
        " preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"100\" height=\"6\"/>");
    body.append("<rect class=\"on\" width=\"").append(Math.max(1, 100 * count / all));
    body.append("\" height=\"6\"/></svg></dd></div>");
  }

  /** Neighbours in the alphabet differ, and a category keeps its colour while no new one comes. */
  private int colour(String category) {
    return category.isBlank() ? 0 : 1 + Math.max(0, known.indexOf(category)) % COLOURS;
  }

  private static String category(Arrival arrival) {
    return arrival.json().map(json -> json.path("category").asText("")).orElse("");
  }

  private String time(Instant at) {
    var local = at.atZone(clock.getZone());
    boolean today =
        local.toLocalDate().equals(clock.instant().atZone(clock.getZone()).toLocalDate());
    return "<time datetime=\"%s\">%s</time>"
        .formatted(at, today ? TIME.format(local) : DAY.format(local) + " " + TIME.format(local));
  }
}
