package pl.automateforge.agent.standin;

/** What stands around every page of the targets' stand-in. */
final class PageFrame {
  private static final int SECONDS = 5;

  private PageFrame() {}

  /**
   * A whole page.
   *
   * @param title escaped
   * @param controls HTML that stands right of the title
   * @param body HTML
   */
  static String around(
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
