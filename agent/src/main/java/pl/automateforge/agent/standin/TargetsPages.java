package pl.automateforge.agent.standin;

import java.time.Clock;
import java.util.Optional;
import pl.automateforge.agent.standin.http.Reply;
import pl.automateforge.agent.standin.http.Request;

/** The pages of the targets' stand-in: what arrived, and one arrival whole. */
final class TargetsPages {
  private static final byte[] STYLE = PageFrame.style();

  private final Arrivals arrivals;
  private final Counters counters;
  private final Clock clock;

  TargetsPages(Arrivals arrivals, Counters counters, Clock clock) {
    this.arrivals = arrivals;
    this.counters = counters;
    this.clock = clock;
  }

  Reply handle(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Control.problem(405, request.method() + " is not taken here; POST or PUT is");
    }
    if (request.path().equals("/targets.css")) {
      return guarded(Reply.of(200, "text/css; charset=utf-8", STYLE))
          .with("Cache-Control", "max-age=300");
    }
    PageWords words = PageWords.of(request);
    if (request.path().equals("/")) {
      boolean refresh = !request.parameter("refresh").orElse("").equals("off");
      int page = number(request.parameter("page").orElse("1")).intValue();
      String host = request.headers().first("host").orElse("127.0.0.1");
      ArrivalsPage shown =
          new ArrivalsPage(words, arrivals, counters.sum("replayed"), clock, host, refresh);
      return html(200, shown.render(Math.clamp(page, 1, 1_000_000)));
    }
    if (request.path().startsWith("/records/")) {
      Optional<Arrival> arrival =
          arrivals.find(number(request.path().substring("/records/".length())));
      return html(arrival.isPresent() ? 200 : 404, new ArrivalPage(words, clock).render(arrival));
    }
    return Control.problem(404, request.path() + " is not known here; the page is at /");
  }

  private static Long number(String digits) {
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
  }

  private static Reply html(int status, String page) {
    return guarded(Reply.text(status, "text/html", page)).with("Cache-Control", "no-store");
  }

  private static Reply guarded(Reply reply) {
    return PageFrame.guarded(reply, "targets");
  }
}
