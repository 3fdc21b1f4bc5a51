package pl.automateforge.agent.content;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person would see the text at a place in HTML, as far as inherited and own styles tell.
 *
 * @param gone whether an ancestor is not shown at all, which nothing below can undo
 * @param invisible {@code visibility: hidden}, which something below may undo
 * @param opacity of this place and all above it
 * @param fontSize in pixels
 * @param background null where it is a picture or unknown
 */
record Visibility(
    boolean gone,
    boolean invisible,
    double opacity,
    double fontSize,
    CssColor color,
    @Nullable CssColor background) {
  static final Visibility ROOT =
      new Visibility(false, false, 1, 16, CssColor.BLACK, CssColor.WHITE);

  private static final Pattern WORDS = Pattern.compile("[\\s/]+");
  private static final Pattern WORDS_OUTSIDE_BRACKETS = Pattern.compile("\\s+(?![^(]*\\))");
  private static final Pattern TINY_RECTANGLE =
      Pattern.compile("rect\\([01](px|em|%)?([\\s,]+[01](px|em|%)?){3}\\)");

  private static final double MIN_OPACITY = 0.1;
  private static final double MIN_FONT = 2;
  private static final double MIN_BOX = 2;
  private static final double FAR = 300;
  private static final double VERY_FAR = 3_000;

  /** Among what a length is computed from, one that makes it nothing. */
  private static final Pattern NOTHING_COMPUTED =
      Pattern.compile("(calc|min|clamp)\\(.*(?<![\\d.])0*\\.?0+(?![\\d.]).*");

  boolean hidesText() {
    CssColor behind = background;
    return gone
        || invisible
        || opacity < MIN_OPACITY
        || fontSize < MIN_FONT
        || color.isTransparent()
        || (behind != null && color.looksLike(behind));
  }

  /** What holds inside of an element. */
  Visibility within(Element element, CssRules rules) {
    boolean styled = element.attributesSize() > 0 || !rules.isEmpty();
    boolean link = element.normalName().equals("a") && element.hasAttr("href");
    if (!styled && !link) {
      return this;
    }
    CssDeclarations style = style(element, rules);
    return new Visibility(
        gone || element.hasAttr("hidden") || isGone(style),
        invisible(style),
        opacity * opacity(style),
        fontSize(style),
        color(element, style, link),
        background(element, style));
  }

  private static CssDeclarations style(Element element, CssRules rules) {
    CssDeclarations style = CssDeclarations.parse(element.attr("style"));
    if (rules.isEmpty()) {
      return style;
    }
    List<CssDeclarations> matching = rules.matching(element);
    if (matching.isEmpty()) {
      return style;
    }
    CssDeclarations all = CssDeclarations.parse("");
    matching.forEach(all::add);
    all.add(style);
    return all;
  }

  private static boolean isGone(CssDeclarations style) {
    return !style.isEmpty()
        && (style.is("display", "none")
            || style.is("content-visibility", "hidden")
            || isMasked(style)
            || isClippedBox(style)
            || isElsewhere(style));
  }

  private static boolean isMasked(CssDeclarations style) {
    String mask = style.get("mask") == null ? style.get("mask-image") : style.get("mask");
    return mask != null && mask.contains("transparent") && !mask.contains("#");
  }

  private static boolean isClippedBox(CssDeclarations style) {
    boolean clips =
        isClip(style.get("overflow"))
            || isClip(style.get("overflow-x"))
            || isClip(style.get("overflow-y"));
    return clips
        && (isTiny(style.get("height"))
            || isTiny(style.get("max-height"))
            || isTiny(style.get("width"))
            || isTiny(style.get("max-width")));
  }

  private static boolean isClip(@Nullable String overflow) {
    return "hidden".equals(overflow) || "clip".equals(overflow);
  }

  private static boolean isTiny(@Nullable String length) {
    return length != null && CssNumber.pixels(length, 16) < MIN_BOX;
  }

  private static boolean isElsewhere(CssDeclarations style) {
    boolean placed = style.is("position", "absolute") || style.is("position", "fixed");
    boolean moved =
        placed
            && (isFarOut(style.get("left"))
                || isFarOut(style.get("top"))
                || isFarOut(style.get("right"))
                || isFarOut(style.get("bottom")));
    String spacing = style.get("letter-spacing");
    return moved
        || (spacing != null && CssNumber.pixels(spacing, 16) < -6)
        || isFarOut(style.get("text-indent"))
        || isFarOut(style.get("margin-left"))
        || isFarOut(style.get("margin-top"))
        || isClippedAway(style)
        || isShrunkAway(style);
  }

  private static boolean isFarOut(@Nullable String length) {
    double pixels = length == null ? 0 : CssNumber.pixels(length, 16);
    return pixels < -FAR || pixels > VERY_FAR;
  }

  private static boolean isClippedAway(CssDeclarations style) {
    String clip = style.get("clip");
    String path = style.get("clip-path");
    boolean rect =
        clip != null && clip.startsWith("rect(") && TINY_RECTANGLE.matcher(clip).matches();
    return rect || (path != null && CssClip.hides(path));
  }

  private static boolean isShrunkAway(CssDeclarations style) {
    String transform = style.get("transform");
    String scale = style.get("scale");
    String zoom = style.get("zoom");
    return (transform != null && CssTransform.hides(transform))
        || (scale != null && CssTransform.hides("scale(" + scale + ")"))
        || (zoom != null && CssTransform.hides("scale(" + zoom + ")"));
  }

  private boolean invisible(CssDeclarations style) {
    String visibility = style.get("visibility");
    return switch (visibility) {
      case null -> invisible;
      case "hidden", "collapse" -> true;
      case "visible" -> false;
      default -> invisible;
    };
  }

  private static double opacity(CssDeclarations style) {
    String opacity = style.get("opacity");
    if (opacity != null && NOTHING_COMPUTED.matcher(opacity).matches()) {
      return 0;
    }
    double value = opacity == null ? 1 : CssNumber.parse(opacity);
    if (Double.isNaN(value)) {
      value = 1;
    }
    boolean percent = opacity != null && opacity.endsWith("%");
    String filter = style.get("filter");
    boolean faded =
        filter != null && (filter.contains("alpha(opacity=0)") || filter.contains("opacity(0"));
    return faded ? 0 : Math.clamp(percent ? value / 100 : value, 0, 1);
  }

  private double fontSize(CssDeclarations style) {
    String size = style.get("font-size");
    if (size == null) {
      String font = style.get("font");
      return font == null ? fontSize : shorthandSize(font);
    }
    if (NOTHING_COMPUTED.matcher(size).matches()) {
      return 0;
    }
    double pixels = CssNumber.pixels(size, fontSize);
    if (!Double.isNaN(pixels)) {
      return Math.max(0, pixels);
    }
    return size.endsWith("small") || size.endsWith("large") || size.equals("medium")
        ? 12
        : fontSize;
  }

  private double shorthandSize(String font) {
    for (String word : WORDS.split(font, 10)) {
      boolean length =
          !word.isEmpty() && (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.');
      double pixels = length ? CssNumber.pixels(word, fontSize) : Double.NaN;
      // a bare number is a weight, but zero is a size as well
      boolean weight = !Double.isNaN(pixels) && pixels >= 100;
      if (!Double.isNaN(pixels) && !weight) {
        return pixels;
      }
    }
    return fontSize;
  }

  private CssColor color(Element element, CssDeclarations style, boolean link) {
    String fill = style.get("-webkit-text-fill-color");
    String own = fill == null ? style.get("color") : fill;
    CssColor parsed = own == null || own.equals("inherit") ? null : CssColor.parse(own);
    if (parsed != null) {
      return parsed;
    }
    String attribute =
        switch (element.normalName()) {
          case "font" -> element.attr("color");
          case "body" -> element.attr("text");
          default -> "";
        };
    parsed = attribute.isEmpty() ? null : CssColor.parse(Ascii.lower(attribute));
    if (parsed != null) {
      return parsed;
    }
    return link && own == null ? CssColor.LINK : color;
  }

  private @Nullable CssColor background(Element element, CssDeclarations style) {
    String image = style.get("background-image");
    String shorthand = style.get("background");
    boolean picture =
        (image != null && !image.equals("none"))
            || (shorthand != null && (shorthand.contains("url(") || shorthand.contains("gradient")))
            || element.hasAttr("background");
    if (picture) {
      return null;
    }
    CssColor parsed = parsedBackground(element, style.get("background-color"), shorthand);
    return parsed == null || parsed.alpha() < 0.5 ? background : parsed;
  }

  private static @Nullable CssColor parsedBackground(
      Element element, @Nullable String color, @Nullable String shorthand) {
    if (color != null) {
      return CssColor.parse(color);
    }
    if (shorthand != null) {
      for (String word : WORDS_OUTSIDE_BRACKETS.split(shorthand, 10)) {
        CssColor parsed = CssColor.parse(word);
        if (parsed != null) {
          return parsed;
        }
      }
      return null;
    }
    String attribute = element.attr("bgcolor");
    return attribute.isEmpty() ? null : CssColor.parse(Ascii.lower(attribute));
  }
}
