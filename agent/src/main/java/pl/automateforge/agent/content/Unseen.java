package pl.automateforge.agent.content;

/**
 * Characters of Unicode that a person does not see: zero-width ones, fillers, controls of the
 * direction of writing, and the tags, which spell out a whole second text.
 */
public final class Unseen {
  private Unseen() {}

  /**
   * Whether a character is not seen where it stands.
   *
   * @param before the code point before it: some choose how that one looks
   */
  public static boolean is(int c, int before) {
    if (c >= 0xFE00 && c <= 0xFE0F) {
      // chooses how the emoji before it looks; after a letter or another selector it means nothing
      return c < 0xFE0E || Character.isLetter(before) || (before >= 0xFE00 && before <= 0xFE0F);
    }
    return switch (c) {
      case 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFEFF, 0xFFA0 -> true;
      default ->
          (c >= 0x180B && c <= 0x180F)
              || (c >= 0x200B && c <= 0x200F)
              || (c >= 0x202A && c <= 0x202E)
              || (c >= 0x2060 && c <= 0x206F)
              || (c >= 0xFFF0 && c <= 0xFFFB)
              || (c >= 0x1BCA0 && c <= 0x1BCA3)
              || (c >= 0x1D173 && c <= 0x1D17A)
              || (c >= 0xE0000 && c <= 0xE0FFF);
    };
  }
}
