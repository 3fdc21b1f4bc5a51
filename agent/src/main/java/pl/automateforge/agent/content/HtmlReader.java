package pl.automateforge.agent.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import pl.automateforge.agent.content.Content.Part;
import pl.automateforge.agent.content.Content.Part.Kind;

/** HTML to text, within a budget of characters, tags and time. */
final class HtmlReader implements NodeFilter {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_INDENT = 6;
  private static final int MAX_LINK = 120;
  private static final int TIME_CHECK = 0xff;
  private static final double MIN_PICTURE = 4;

  private static final Set<String> NO_TEXT =
      Set.of(
          "script",
          "style",
          "title",
          "template",
          "noframes",
          "noembed",
          "iframe",
          "object",
          "select",
          "datalist",
          "audio",
          "video",
          "canvas",
          "desc",
          "metadata",
          "defs",
          "annotation",
          "annotation-xml",
          "rp");

  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table");

  private static final Set<String> LINES =
      Set.of(
          "div",
          "tr",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "nav",
          "address",
          "form",
          "fieldset",
          "center",
          "dt",
          "dd",
          "caption",
          "thead",
          "tbody",
          "tfoot",
          "body",
          "aside",
          "figure",
          "figcaption",
          "legend",
          "details",
          "summary",
          "hr",
          "li");

  /**
   * What was read.
   *
   * @param parts visible text in reading order, as the markup alone tells its kinds
   * @param hidden what a person would not see
   */
  record Result(List<Part> parts, String hidden) {}

  private final Budget budget;
  private final HtmlText text;
  private final CssRules rules = new CssRules();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<OpenList> lists = new ArrayDeque<>();
  private int nodes;
  private boolean quotedFromHere;

  /** An element that is open. */
  private record Frame(Visibility visibility, Kind kind, boolean preformatted) {}

  /** A list that is open, and how many items it had so far. */
  private static final class OpenList {
    private final boolean numbered;
    private int items;

    OpenList(boolean numbered) {
      this.numbered = numbered;
    }
  }

  private HtmlReader(Budget budget, int limit) {
    this.budget = budget;
    this.text = new HtmlText(limit);
    frames.push(new Frame(Visibility.ROOT, Kind.BODY, false));
  }

  static Result read(String html, Budget budget, int limit) {
    var reader = new HtmlReader(budget, limit);
    Document document =
        Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(bounded(html, budget), "");
    for (Element style : document.getElementsByTag("style")) {
      reader.rules.add(style.data());
    }
    NodeTraversor.filter(reader, document);
    return new Result(reader.text.parts(), reader.text.hidden());
  }

  /** The number of tags bounds the number of nodes, and so memory and time. */
  private static String bounded(String html, Budget budget) {
    int left = budget.tagsLeft();
    int tags = 0;
    for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
      if (++tags > left) {
        budget.takeTags(tags);
        budget.cut(
            "more than " + budget.limits().htmlTags() + " tags of HTML; the rest is left out");
        return html.substring(0, i);
      }
    }
    budget.takeTags(tags);
    return html;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if ((++nodes & TIME_CHECK) == 0 && budget.timeIsUp()) {
      return FilterResult.STOP;
    }
    return switch (node) {
      case TextNode words -> {
        text(words);
        yield text.isFull() ? full() : FilterResult.CONTINUE;
      }
      case Comment comment -> {
        comment(comment.getData());
        yield FilterResult.CONTINUE;
      }
      case Element element -> open(element);
      default -> FilterResult.CONTINUE;
    };
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element && !isLeftOut(element)) {
      close(element);
    }
    return FilterResult.CONTINUE;
  }

  private FilterResult full() {
    budget.cut(
        "more than "
            + budget.limits().textCharacters()
            + " characters of text; the rest is left out");
    return FilterResult.STOP;
  }

  private void text(TextNode node) {
    Frame frame = frame();
    if (frame.visibility().hidesText()) {
      text.hidden(node.text());
    } else {
      text.turnTo(frame.kind());
      text.text(node.getWholeText(), frame.preformatted());
    }
  }

  /** Comments that only some mail programs take for content are read like all others. */
  private void comment(String data) {
    int condition = data.startsWith("[if") ? data.indexOf("]>") : -1;
    String words = HtmlStrip.strip(condition < 0 ? data : data.substring(condition + 2)).strip();
    boolean marker = words.startsWith("[if") || words.startsWith("[endif");
    if (!marker && words.chars().filter(Character::isLetter).count() >= 3) {
      text.hidden(words);
      text.endHidden();
    }
  }

  private FilterResult open(Element element) {
    if (isLeftOut(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    Frame outer = frame();
    Visibility visibility = outer.visibility().within(element, rules);
    if (visibility.hidesText() != outer.visibility().hidesText()) {
      text.endHidden();
    }
    Kind kind = kind(element, outer.kind());
    String name = element.normalName();
    boolean preformatted = outer.preformatted() || name.equals("pre") || name.equals("textarea");
    if (!visibility.hidesText()) {
      text.turnTo(kind);
      layOut(element, name);
    }
    if (isList(name)) {
      lists.push(new OpenList(name.equals("ol")));
    }
    frames.push(new Frame(visibility, kind, preformatted));
    return FilterResult.CONTINUE;
  }

  private static boolean isLeftOut(Element element) {
    return NO_TEXT.contains(element.normalName());
  }

  private void layOut(Element element, String name) {
    switch (name) {
      case "br" -> text.lineBreak();
      case "hr" -> {
        text.startLine();
        text.text("---", false);
        text.startLine();
      }
      case "li" -> text.startItem(mark());
      case "td", "th" -> text.startCell();
      case "img" -> image(element);
      default -> {
        block(name);
      }
    }
  }

  private void close(Element element) {
    Frame frame = frames.pop();
    String name = element.normalName();
    if (isList(name)) {
      lists.pop();
    }
    if (frame.visibility().hidesText()) {
      if (!frame().visibility().hidesText()) {
        text.endHidden();
      }
      return;
    }
    if (name.equals("a")) {
      link(element);
    } else {
      block(name);
    }
  }

  /** Sets an element apart from what stands before or after it. */
  private void block(String name) {
    boolean listInList = isList(name) && !lists.isEmpty();
    if (PARAGRAPHS.contains(name) && !listInList) {
      text.startParagraph();
    } else if (listInList || LINES.contains(name)) {
      text.startLine();
    }
  }

  private String mark() {
    String indent = "  ".repeat(Math.clamp(lists.size() - 1, 0, MAX_INDENT));
    OpenList list = lists.peek();
    return indent + (list != null && list.numbered ? ++list.items + ". " : "- ");
  }

  private static boolean isList(String name) {
    return name.equals("ul") || name.equals("ol");
  }

  private void image(Element image) {
    String alt = Clean.line(image.attr("alt"), 100);
    if (isDot(image.attr("width")) || isDot(image.attr("height"))) {
      // Nobody sees a picture of one pixel, nor what stands for it.
      text.hidden(alt);
    } else if (!alt.isEmpty()) {
      text.text("[" + alt + "]", false);
    }
  }

  private static boolean isDot(String size) {
    return !size.isEmpty() && CssNumber.pixels(size, 16) < MIN_PICTURE;
  }

  /** An address that the text does not show is shown after it: where a link leads is content. */
  private void link(Element element) {
    String target = element.attr("href").strip();
    String lower = Ascii.lower(Ascii.cut(target, 10));
    boolean mail = lower.startsWith("mailto:");
    if (!mail && !lower.startsWith("http:") && !lower.startsWith("https:")) {
      return;
    }
    String shown = comparable(element.text());
    String address = mail ? mailAddress(target) : target;
    if (!shown.isEmpty() && !shown.equals(comparable(address))) {
      String line = Clean.line(address, MAX_LINK + 1);
      text.text(
          " (" + (line.length() > MAX_LINK ? Ascii.cut(line, MAX_LINK) + "…" : line) + ")", false);
    }
  }

  private static String mailAddress(String target) {
    int question = target.indexOf('?');
    return target.substring("mailto:".length(), question < 0 ? target.length() : question);
  }

  private static String comparable(String address) {
    String text = Ascii.lower(Ascii.cut(address, 2_000).strip());
    text = text.startsWith("https://") ? text.substring(8) : text;
    text = text.startsWith("http://") ? text.substring(7) : text;
    text = text.startsWith("www.") ? text.substring(4) : text;
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private Kind kind(Element element, Kind outer) {
    if (HtmlMarks.beginsRest(element)) {
      quotedFromHere = true;
    }
    if (outer == Kind.QUOTED || quotedFromHere || HtmlMarks.isQuote(element)) {
      return Kind.QUOTED;
    }
    return HtmlMarks.isSignature(element) ? Kind.SIGNATURE : outer;
  }

  private Frame frame() {
    return frames.element();
  }
}
