package pl.automateforge.agent.decision.freetext;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the tags of HTML out of a text. Angle brackets around an address become round ones; others
 * that a program could take for a tag are parted from what follows them.
 */
final class HtmlTags {
  /** What is longer is no tag that anybody wrote. */
  private static final int LONGEST = 4_000;

  private static final Pattern NAME =
      Pattern.compile("/?([A-Za-z][A-Za-z0-9:-]{0,30})(?:[\\s/][\\s\\S]*)?");

  private static final Set<String> BREAKING =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "br",
          "dd",
          "div",
          "dl",
          "dt",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul");

  private static final Set<String> OTHERS =
      Set.of(
          "a",
          "abbr",
          "acronym",
          "animate",
          "applet",
          "area",
          "audio",
          "b",
          "base",
          "basefont",
          "bdi",
          "bdo",
          "bgsound",
          "big",
          "blink",
          "body",
          "button",
          "canvas",
          "caption",
          "center",
          "circle",
          "cite",
          "code",
          "col",
          "colgroup",
          "data",
          "datalist",
          "del",
          "details",
          "dfn",
          "dialog",
          "dir",
          "em",
          "embed",
          "fieldset",
          "figcaption",
          "figure",
          "font",
          "foreignobject",
          "form",
          "frame",
          "frameset",
          "g",
          "head",
          "hgroup",
          "html",
          "i",
          "iframe",
          "image",
          "img",
          "input",
          "ins",
          "isindex",
          "kbd",
          "keygen",
          "label",
          "layer",
          "legend",
          "line",
          "link",
          "listing",
          "map",
          "mark",
          "marquee",
          "math",
          "menu",
          "meta",
          "meter",
          "nobr",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "optgroup",
          "option",
          "output",
          "param",
          "path",
          "picture",
          "plaintext",
          "polygon",
          "portal",
          "progress",
          "q",
          "rb",
          "rect",
          "rp",
          "rt",
          "ruby",
          "s",
          "samp",
          "script",
          "search",
          "select",
          "set",
          "slot",
          "small",
          "source",
          "span",
          "strike",
          "strong",
          "style",
          "sub",
          "summary",
          "sup",
          "svg",
          "template",
          "text",
          "textarea",
          "time",
          "title",
          "track",
          "tt",
          "u",
          "use",
          "var",
          "video",
          "wbr",
          "xmp");

  private HtmlTags() {}

  static String removed(String text) {
    if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int closes = -1;
    int commentEnds = -1;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '&') {
        out.append(beginsEntity(text, i) ? "& " : "&");
        i++;
        continue;
      }
      if (c != '<') {
        out.append(c);
        i++;
        continue;
      }
      if (text.startsWith("<!--", i)) {
        commentEnds = next(text, "-->", i, commentEnds);
        if (commentEnds < text.length()) {
          i = commentEnds + 3;
          continue;
        }
      }
      closes = next(text, ">", i, closes);
      String inside = inside(text, i, closes);
      if (inside.isEmpty()) {
        out.append(opensTag(text, i) ? "< " : "<");
        i++;
      } else if (isMarkup(inside)) {
        out.append(insteadOf(inside, out));
        i = closes + 1;
      } else if (isAddress(inside)) {
        out.append('(').append(inside).append(')');
        i = closes + 1;
      } else {
        out.append(opensTag(text, i) ? "< " : "<");
        i++;
      }
    }
    return out.toString();
  }

  /** The text with whatever could begin a tag parted from what follows. */
  static String parted(String text) {
    return text.replace("<", "< ").replace("&", "& ");
  }

  /** The next place of a sign: the one that is known, as long as it lies ahead. */
  private static int next(String text, String sign, int from, int known) {
    if (known > from) {
      return known;
    }
    int found = text.indexOf(sign, from);
    return found < 0 ? text.length() : found;
  }

  /** What stands between these angle brackets; empty where they are none. */
  private static String inside(String text, int opens, int closes) {
    if (closes >= text.length() || closes - opens > LONGEST) {
      return "";
    }
    // Where another one opens before, that one is the tag, if any is.
    int other = text.indexOf('<', opens + 1);
    return other >= 0 && other < closes ? "" : text.substring(opens + 1, closes);
  }

  private static boolean isMarkup(String inside) {
    char first = inside.charAt(0);
    if (first == '!' || first == '?') {
      return true;
    }
    String name = name(inside);
    return BREAKING.contains(name) || OTHERS.contains(name) || name.matches("[ovw]:[a-z0-9]+");
  }

  private static String name(String inside) {
    var matcher = NAME.matcher(inside);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private static String insteadOf(String inside, StringBuilder before) {
    if (before.isEmpty()) {
      return "";
    }
    char last = before.charAt(before.length() - 1);
    if (BREAKING.contains(name(inside))) {
      return last == '\n' ? "" : "\n";
    }
    return last == '<' || last == '&' ? " " : "";
  }

  private static boolean isAddress(String inside) {
    return (inside.indexOf('@') >= 0 || inside.indexOf(':') >= 0)
        && inside.chars().noneMatch(Character::isWhitespace);
  }

  private static boolean opensTag(String text, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(at + 1);
    return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
  }

  private static boolean beginsEntity(String text, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    if (text.charAt(at + 1) == '#') {
      return true;
    }
    int end = at + 1;
    while (end < text.length() && end - at <= 32 && isAsciiLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end > at + 1 && end < text.length() && text.charAt(end) == ';';
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }
}
