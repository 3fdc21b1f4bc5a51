package pl.automateforge.agent.privacy;

import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.privacy.Restored.Changed;
import pl.automateforge.agent.privacy.Restored.Whole;

/** Puts values back into one text. For one thread. */
final class Restoring {
  private final Tokens tokens;
  private final String nonce;
  private final String text;
  private final StringBuilder restored;
  private int done;

  Restoring(Tokens tokens, String text) {
    this.tokens = tokens;
    this.nonce = tokens.nonce();
    this.text = text;
    this.restored = new StringBuilder(text.length());
  }

  Restored run() {
    int open = text.indexOf(Token.OPEN);
    while (open >= 0) {
      Changed changed = between(open);
      changed = changed == null ? token(open) : changed;
      if (changed != null) {
        return changed;
      }
      open = text.indexOf(Token.OPEN, done);
    }
    Changed changed = between(text.length());
    return changed == null ? new Whole(restored.toString()) : changed;
  }

  /** Takes over the text up to the next token. */
  private @Nullable Changed between(int end) {
    String piece = text.substring(done, end);
    if (TokenPieces.areIn(Folded.of(piece), nonce)) {
      return changed("a part of a token stands without the rest of it", done);
    }
    restored.append(piece);
    done = end;
    return null;
  }

  private @Nullable Changed token(int open) {
    int close = text.indexOf(Token.CLOSE, open);
    if (close < 0 || close - open >= Token.LONGEST) {
      return changed("a token is not closed", open);
    }
    String token = text.substring(open, close + 1);
    String original = tokens.originals().get(token);
    if (original == null) {
      return changed(reason(token), open);
    }
    done = close + 1;
    // only what was a bracket of a text may have had a letter behind it
    boolean escaped = token.startsWith(Token.TEXT, 1);
    if (!escaped && done < text.length() && Replacing.hangsOn(text.codePointAt(done))) {
      return changed("an ending hangs on a token", open);
    }
    restored.append(original);
    return null;
  }

  private String reason(String token) {
    if (!Token.isOne(token)) {
      return "brackets of a token stand around something else";
    }
    return Token.nonceOf(token).equals(nonce)
        ? "a token has another kind or number than any that was given out"
        : "a token of another item";
  }

  private static Changed changed(String what, int at) {
    return new Changed(what + ", at character " + (at + 1));
  }
}
