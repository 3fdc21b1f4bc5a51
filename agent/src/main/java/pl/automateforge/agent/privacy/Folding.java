package pl.automateforge.agent.privacy;

import java.text.Normalizer;

/** Reads a text into what the finders see. For one text and one thread. */
final class Folding {
  /** Letters of other alphabets that nobody can tell from Latin ones, and what they look like. */
  private static final String ALIKE = "АВЕКМНОРСТХасеорхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

  private static final String LATIN = "ABEKMHOPCTXaceopxyABEZHIKMNOPTYX";

  private final String text;
  private final Escapes escapes;
  private final String marks;
  private final Folded folded;

  Folding(String text, String marks, Folded folded) {
    this.text = text;
    this.marks = marks;
    this.folded = folded;
    this.escapes = new Escapes(text);
  }

  void run() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!marks.isEmpty() && marks.indexOf(c) >= 0 && escapes.read(at)) {
        if (escapes.point() >= 0) {
          fold(escapes.point(), at, escapes.end());
        }
        at = escapes.end();
      } else if (c > ' ' && c < 0x7f) {
        folded.put(c, at, ++at);
      } else if (c == '\n' || c == '\r') {
        at = lineBreak(at);
      } else {
        int point = text.codePointAt(at);
        int end = at + Character.charCount(point);
        fold(point, at, end);
        at = end;
      }
    }
  }

  /** A line break, with the marks of a quotation that begin the next line. */
  private int lineBreak(int at) {
    int end = at + (text.startsWith("\r\n", at) ? 2 : 1);
    int quoted = end;
    int limit = Math.min(text.length(), end + 16);
    for (int i = end; i < limit && (text.charAt(i) == '>' || text.charAt(i) == ' '); i++) {
      quoted = text.charAt(i) == '>' ? i + 1 : quoted;
    }
    folded.put('\n', at, quoted);
    return quoted;
  }

  private void fold(int point, int start, int end) {
    if (point < 0x80) {
      if (point >= ' ' || point == '\t' || point == '\n') {
        folded.put((char) point, start, end);
      } else if (point == 0x0B || point == 0x0C || point == '\r') {
        folded.put('\n', start, end);
      }
      return;
    }
    switch (Character.getType(point)) {
      case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {}
      case Character.SPACE_SEPARATOR -> folded.put(' ', start, end);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> folded.put('\n', start, end);
      case Character.CONTROL -> {
        if (point == 0x85) {
          folded.put('\n', start, end);
        }
      }
      case Character.DASH_PUNCTUATION -> folded.put('-', start, end);
      case Character.DECIMAL_DIGIT_NUMBER ->
          folded.put((char) ('0' + Character.digit(point, 10)), start, end);
      default -> other(point, start, end);
    }
  }

  private void other(int point, int start, int end) {
    // invisible, though Unicode calls them letters and symbols
    if (point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0) {
      return;
    }
    if (point == 0x2212) {
      folded.put('-', start, end);
      return;
    }
    int alike = point < 0x460 && point > 0x390 ? ALIKE.indexOf(point) : -1;
    if (alike >= 0) {
      folded.put(LATIN.charAt(alike), start, end);
    } else if (point >= 0x2000 || isRaisedDigit(point)) {
      folded.put(compatible(point, start), start, end);
    } else {
      folded.put((char) point, start, end);
    }
  }

  private static boolean isRaisedDigit(int point) {
    return point == 0xB2 || point == 0xB3 || point == 0xB9;
  }

  /** The plain character; a lone raised digit is a note or an exponent and no part of a number. */
  private char compatible(int point, int start) {
    String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    if (plain.length() == 1 && (!Letters.isDigit(plain.charAt(0)) || !isLone(start))) {
      return plain.charAt(0);
    }
    return point <= 0xFFFF && plain.length() > 1 ? (char) point : '\u25A1';
  }

  private boolean isLone(int start) {
    char c = text.charAt(start);
    boolean raised = isRaisedDigit(c) || (c >= 0x2070 && c <= 0x2079);
    return raised && !isRaised(start - 1) && !isRaised(start + 1);
  }

  private boolean isRaised(int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return isRaisedDigit(c) || (c >= 0x2070 && c <= 0x2079);
  }
}
