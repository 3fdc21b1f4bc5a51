package pl.automateforge.agent.action.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import pl.automateforge.agent.spec.Hashes;

/**
 * The effects a file holds, sixteen bytes each in an open hash table: a million fit into 32 MiB.
 */
final class EffectIndex {
  private static final int DIGITS = 32;

  /** Pairs; both zero is an empty slot. The length is a power of two. */
  private long[] slots = new long[2 * 1024];

  private int size;

  static EffectIndex of(Path path) throws IOException {
    EffectIndex index = new EffectIndex();
    index.read(path);
    return index;
  }

  /** Adds what the file holds. */
  void read(Path path) throws IOException {
    EffectLines.forEachId(path, this::add);
  }

  /** Whether it was not there before. */
  boolean add(String effect) {
    if (4 * (size + 1) > slots.length) {
      grow();
    }
    String digits = digits(effect);
    long high = HexFormat.fromHexDigitsToLong(digits, 0, DIGITS / 2);
    long low = HexFormat.fromHexDigitsToLong(digits, DIGITS / 2, DIGITS);
    boolean added = put(slots, high, low == 0 && high == 0 ? 1 : low);
    size += added ? 1 : 0;
    return added;
  }

  private static String digits(String effect) {
    boolean hex = effect.length() == DIGITS && effect.chars().allMatch(HexFormat::isHexDigit);
    return hex ? effect : Hashes.sha256(effect).substring(0, DIGITS);
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        put(larger, slots[i], slots[i + 1]);
      }
    }
    slots = larger;
  }

  private static boolean put(long[] table, long high, long low) {
    int mask = table.length - 1;
    int at = ((int) (high ^ (low >>> 32)) * 2) & mask;
    while (table[at] != 0 || table[at + 1] != 0) {
      if (table[at] == high && table[at + 1] == low) {
        return false;
      }
      at = (at + 2) & mask;
    }
    table[at] = high;
    table[at + 1] = low;
    return true;
  }
}
