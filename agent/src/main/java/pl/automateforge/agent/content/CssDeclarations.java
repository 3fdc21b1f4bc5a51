package pl.automateforge.agent.content;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a style says about whether text can be seen; everything else in it is passed over. */
final class CssDeclarations {
  private static final int MAX_DECLARATIONS = 100;

  private static final Set<String> RELEVANT =
      Set.of(
          "display",
          "visibility",
          "opacity",
          "filter",
          "font",
          "font-size",
          "color",
          "background",
          "background-color",
          "background-image",
          "overflow",
          "overflow-x",
          "overflow-y",
          "height",
          "width",
          "max-height",
          "max-width",
          "position",
          "left",
          "top",
          "right",
          "bottom",
          "margin-left",
          "margin-top",
          "text-indent",
          "clip",
          "clip-path",
          "transform",
          "scale",
          "zoom",
          "content-visibility",
          "mask",
          "mask-image",
          "letter-spacing",
          "-webkit-text-fill-color",
          "border");

  private record Value(String text, boolean important) {}

  private final Map<String, Value> values = new HashMap<>();

  static CssDeclarations parse(String css) {
    var declarations = new CssDeclarations();
    int position = 0;
    for (int i = 0; i < MAX_DECLARATIONS && position < css.length(); i++) {
      int end = end(css, position);
      declarations.put(css.substring(position, end));
      position = end + 1;
    }
    return declarations;
  }

  /** A semicolon inside of brackets, as in {@code url(data:…;base64)}, ends nothing. */
  private static int end(String css, int from) {
    int depth = 0;
    for (int i = from; i < css.length(); i++) {
      char c = css.charAt(i);
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      if (c == ';' && depth == 0) {
        return i;
      }
    }
    return css.length();
  }

  private void put(String declaration) {
    int colon = declaration.indexOf(':');
    if (colon < 0) {
      return;
    }
    String name = CssText.plain(declaration.substring(0, colon));
    if (!RELEVANT.contains(name)) {
      return;
    }
    String value = CssText.plain(Ascii.cut(declaration.substring(colon + 1), 300));
    int important = value.indexOf("!important");
    boolean isImportant = important >= 0;
    put(name, new Value(isImportant ? value.substring(0, important).strip() : value, isImportant));
  }

  private void put(String name, Value value) {
    Value before = values.get(name);
    if (before == null || !before.important() || value.important()) {
      values.put(name, value);
    }
  }

  /** Adds what another style says; where both are of one weight, the other one wins. */
  void add(CssDeclarations other) {
    other.values.forEach(this::put);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** A property's value in lower case; null where the style is silent. */
  @Nullable String get(String property) {
    Value value = values.get(property);
    return value == null ? null : value.text();
  }

  boolean is(String property, String value) {
    return value.equals(get(property));
  }
}
