package pl.automateforge.agent.content;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A colour of CSS or of old HTML attributes.
 *
 * @param alpha from 0, which nobody sees, to 1
 */
record CssColor(int red, int green, int blue, double alpha) {
  static final CssColor WHITE = new CssColor(255, 255, 255, 1);
  static final CssColor BLACK = new CssColor(0, 0, 0, 1);
  static final CssColor LINK = new CssColor(0, 0, 238, 1);

  /** Colours that differ by no more than this in each channel are the same to the eye. */
  private static final int SAME = 16;

  private static final double TRANSPARENT = 0.1;

  private static final Map<String, CssColor> NAMES =
      Map.ofEntries(
          Map.entry("white", WHITE),
          Map.entry("black", BLACK),
          Map.entry("snow", rgb(0xfffafa)),
          Map.entry("ivory", rgb(0xfffff0)),
          Map.entry("whitesmoke", rgb(0xf5f5f5)),
          Map.entry("ghostwhite", rgb(0xf8f8ff)),
          Map.entry("floralwhite", rgb(0xfffaf0)),
          Map.entry("azure", rgb(0xf0ffff)),
          Map.entry("mintcream", rgb(0xf5fffa)),
          Map.entry("aliceblue", rgb(0xf0f8ff)),
          Map.entry("honeydew", rgb(0xf0fff0)),
          Map.entry("seashell", rgb(0xfff5ee)),
          Map.entry("canvas", WHITE),
          Map.entry("canvastext", BLACK),
          Map.entry("red", rgb(0xff0000)),
          Map.entry("green", rgb(0x008000)),
          Map.entry("lime", rgb(0x00ff00)),
          Map.entry("blue", rgb(0x0000ff)),
          Map.entry("navy", rgb(0x000080)),
          Map.entry("yellow", rgb(0xffff00)),
          Map.entry("orange", rgb(0xffa500)),
          Map.entry("purple", rgb(0x800080)),
          Map.entry("maroon", rgb(0x800000)),
          Map.entry("teal", rgb(0x008080)),
          Map.entry("aqua", rgb(0x00ffff)),
          Map.entry("cyan", rgb(0x00ffff)),
          Map.entry("fuchsia", rgb(0xff00ff)),
          Map.entry("magenta", rgb(0xff00ff)),
          Map.entry("silver", rgb(0xc0c0c0)),
          Map.entry("gray", rgb(0x808080)),
          Map.entry("grey", rgb(0x808080)),
          Map.entry("lightgray", rgb(0xd3d3d3)),
          Map.entry("lightgrey", rgb(0xd3d3d3)),
          Map.entry("darkgray", rgb(0xa9a9a9)),
          Map.entry("darkgrey", rgb(0xa9a9a9)),
          Map.entry("transparent", new CssColor(0, 0, 0, 0)));

  private static CssColor rgb(int value) {
    return new CssColor(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff, 1);
  }

  /** Null where the text, in lower case, is no colour that is known. */
  static @Nullable CssColor parse(String text) {
    String value = text.strip();
    CssColor named = NAMES.get(value);
    if (named != null) {
      return named;
    }
    if (value.startsWith("#")) {
      return hex(value.substring(1));
    }
    int open = value.indexOf('(');
    if (open > 0 && value.endsWith(")")) {
      String[] numbers = value.substring(open + 1, value.length() - 1).split("[,/\\s]+", 8);
      return switch (value.substring(0, open)) {
        case "rgb", "rgba" -> functional(numbers);
        case "hsl", "hsla" -> hsl(numbers);
        case "lab", "lch" -> grey(CssNumber.parse(numbers[0]) / 100);
        case "oklab", "oklch" ->
            grey(CssNumber.parse(numbers[0]) / (numbers[0].endsWith("%") ? 100 : 1));
        case "color" -> numbers.length < 4 ? null : grey(CssNumber.parse(numbers[1]));
        case "hwb" -> numbers.length < 3 ? null : grey(CssNumber.parse(numbers[1]) / 100);
        default -> null;
      };
    }
    return value.length() == 6 ? hex(value) : null;
  }

  boolean isTransparent() {
    return alpha < TRANSPARENT;
  }

  boolean looksLike(CssColor other) {
    return Math.abs(red - other.red) <= SAME
        && Math.abs(green - other.green) <= SAME
        && Math.abs(blue - other.blue) <= SAME;
  }

  private static @Nullable CssColor hex(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (Ascii.hex(digits.charAt(i)) < 0) {
        return null;
      }
    }
    return switch (digits.length()) {
      case 3, 4 -> {
        int[] channels = digits.chars().map(c -> Ascii.hex(c) * 17).toArray();
        double alpha = channels.length == 4 ? channels[3] / 255.0 : 1;
        yield new CssColor(channels[0], channels[1], channels[2], alpha);
      }
      case 6 -> rgb(Integer.parseInt(digits, 16));
      case 8 -> {
        CssColor opaque = rgb(Integer.parseInt(digits.substring(0, 6), 16));
        double alpha = Integer.parseInt(digits.substring(6), 16) / 255.0;
        yield new CssColor(opaque.red, opaque.green, opaque.blue, alpha);
      }
      default -> null;
    };
  }

  private static @Nullable CssColor functional(String[] numbers) {
    if (numbers.length < 3) {
      return null;
    }
    int[] channels = new int[3];
    for (int i = 0; i < 3; i++) {
      double number = CssNumber.parse(numbers[i]);
      if (Double.isNaN(number)) {
        return null;
      }
      double channel = numbers[i].endsWith("%") ? number * 2.55 : number;
      channels[i] = (int) Math.clamp(channel, 0, 255);
    }
    return new CssColor(channels[0], channels[1], channels[2], alpha(numbers));
  }

  /** Only lightness is told apart: enough for text that vanishes in its background. */
  private static @Nullable CssColor hsl(String[] numbers) {
    double lightness = numbers.length < 3 ? Double.NaN : CssNumber.parse(numbers[2]);
    if (Double.isNaN(lightness)) {
      return null;
    }
    int grey = (int) Math.clamp(lightness * 2.55, 0, 255);
    return new CssColor(grey, grey, grey, alpha(numbers));
  }

  /** Of lightness 0 to 1; null where it is no number. */
  private static @Nullable CssColor grey(double lightness) {
    if (Double.isNaN(lightness)) {
      return null;
    }
    int channel = (int) Math.clamp(lightness * 255, 0, 255);
    return new CssColor(channel, channel, channel, 1);
  }

  private static double alpha(String[] numbers) {
    double alpha = numbers.length < 4 ? 1 : CssNumber.parse(numbers[3]);
    if (Double.isNaN(alpha)) {
      return 1;
    }
    return numbers[3 % numbers.length].endsWith("%") && numbers.length > 3 ? alpha / 100 : alpha;
  }
}
