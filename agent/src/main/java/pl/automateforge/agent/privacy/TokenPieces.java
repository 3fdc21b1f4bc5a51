package pl.automateforge.agent.privacy;

/**
 * What a person or a model could take for a token or a part of one: its brackets, the item's nonce
 * in either case, a kind with the dot behind it.
 */
final class TokenPieces {
  private TokenPieces() {}

  /** Marks every such piece as text that is to be replaced. An empty nonce stands nowhere. */
  static void find(Folded text, String nonce, Spans spans) {
    for (int at = 0; at < text.length(); ) {
      int end = end(text, at, nonce);
      if (end > at) {
        spans.add(text, at, end, null);
      }
      at = Math.max(at + 1, end);
    }
  }

  /** Whether any such piece is in a text. */
  static boolean areIn(Folded text, String nonce) {
    for (int at = 0; at < text.length(); at++) {
      if (end(text, at, nonce) > at) {
        return true;
      }
    }
    return false;
  }

  static boolean holds(Folded text, String nonce) {
    for (int at = 0; at < text.length(); at++) {
      if (isAt(text, at, nonce)) {
        return true;
      }
    }
    return false;
  }

  /** Where the piece ends that stands at a place; the place itself where there is none. */
  private static int end(Folded text, int at, String nonce) {
    char c = text.at(at);
    if (c == Token.OPEN || c == Token.CLOSE) {
      return at + 1;
    }
    if (c == Token.DOT) {
      int label = label(text, at);
      return label > 0 ? at + 1 : at;
    }
    return !nonce.isEmpty() && isAt(text, at, nonce) ? at + nonce.length() : at;
  }

  private static int label(Folded text, int dot) {
    for (String label : Token.LABELS) {
      int start = dot - label.length();
      if (start >= 0 && text.text(start, dot).equals(label)) {
        return label.length();
      }
    }
    return 0;
  }

  private static boolean isAt(Folded text, int at, String nonce) {
    for (int i = 0; i < nonce.length(); i++) {
      char c = text.at(at + i);
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != nonce.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
