package pl.automateforge.agent.action;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Escapes, beside what JSON asks for, all that some reader of lines takes for their end. */
final class LineSafeEscapes extends CharacterEscapes {
  private static final int DELETE = 0x7f;
  private static final int LAST_C1 = 0x9f;

  private final int[] ascii = standardAsciiEscapesForJSON();

  LineSafeEscapes() {
    ascii[DELETE] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int ch) {
    boolean c1 = ch > DELETE && ch <= LAST_C1;
    boolean separator = ch == '\u2028' || ch == '\u2029';
    return c1 || separator ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", ch)) : null;
  }
}
