package pl.automateforge.agent.standin.demo;

/** A draft as the HTML that mail programs write. */
final class HtmlBody {
  private HtmlBody() {}

  static String of(Draft draft) {
    StringBuilder html =
        new StringBuilder("<html><head><style>p{margin:0 0 10px}</style></head><body");
    boolean spam = draft.category().equals("spam");
    html.append(spam ? " bgcolor=\"#f2f2f2\"><table width=\"600\"><tr><td>" : ">");
    if (spam) {
      html.append("<h1>").append(escape(draft.subject())).append("</h1>");
    }
    for (String paragraph : draft.body().strip().split("\n\n", -1)) {
      html.append("<p>").append(escape(paragraph).replace("\n", "<br>\n")).append("</p>\n");
    }
    if (!draft.quoted().isEmpty()) {
      html.append("<blockquote type=\"cite\">");
      html.append(escape(draft.quoted()).replace("\n", "<br>\n")).append("</blockquote>\n");
    }
    if (spam) {
      html.append("<a href=\"https://www.example/click\">");
      html.append(draft.polish() ? "Zobacz wszystko" : "See the offer")
          .append("</a></td></tr></table>");
    }
    return html.append("</body></html>\n").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
