package pl.automateforge.agent.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import pl.automateforge.agent.standin.http.Reply;

/** What stands around every page of a stand-in. */
public final class PageFrame {
  private static final int SECONDS = 5;
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private PageFrame() {}

  /** The style sheet that a page asks for under {@code /targets.css}. */
  public static byte[] style() {
    try (InputStream in =
        Objects.requireNonNull(PageFrame.class.getResourceAsStream("targets.css"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With what keeps a page to itself: no script, no form, nothing from elsewhere, no frame. */
  public static Reply guarded(Reply reply, String standIn) {
    return reply
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Frame-Options", "DENY")
        .with("x-autoforge-standin", standIn);
  }

  /**
   * A whole page.
   *
   * @param title escaped
   * @param controls HTML that stands right of the title
   * @param body HTML
   */
  public static String around(
      PageWords words, String title, String controls, boolean refresh, String body) {
    String again = refresh ? "<meta http-equiv=\"refresh\" content=\"" + SECONDS + "\">\n" : "";
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    %s<title>%s · AutoForge</title>
    <link rel="stylesheet" href="/targets.css">
    </head>
    <body>
    <header><div><p class="brand">AutoForge</p><h1>%s</h1><p>%s</p></div><nav>%s</nav></header>
    <main>%s</main>
    <footer>%s</footer>
    </body>
    </html>
    """
        .formatted(
            words.language(),
            again,
            title,
            title,
            words.get("subtitle"),
            controls,
            body,
            words.get("footer"));
  }
}
