package pl.automateforge.agent.decision.local;

import java.util.Arrays;

/** The distinct words among tokens: a long mail repeats itself, and need be hashed only once. */
final class Words {
  /** Where FNV-1a starts. */
  static final long OFFSET = 0xcbf29ce484222325L;

  /** What FNV-1a multiplies by. */
  static final long PRIME = 0x100000001b3L;

  private final long[] hash;
  private final int[] first;
  private final int[] times;

  private Words(int tokens) {
    this.hash = new long[tokens];
    this.first = new int[tokens];
    this.times = new int[tokens];
  }

  static Words of(Tokens tokens) {
    Words words = new Words(tokens.count());
    int[] table = new int[Integer.highestOneBit(Math.max(1, tokens.count())) * 4];
    Arrays.fill(table, -1);
    for (int t = 0; t < tokens.count(); t++) {
      words.hash[t] = hash(tokens.folded(), tokens.from(t), tokens.to(t));
      words.first[t] = words.enter(t, table);
      words.times[words.first[t]]++;
    }
    return words;
  }

  /** FNV-1a over the characters. */
  static long hash(char[] chars, int from, int to) {
    long hash = OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ chars[i]) * PRIME;
    }
    return hash;
  }

  long hash(int token) {
    return hash[token];
  }

  /** The first token of the same word; the token itself where it is the first. */
  int first(int token) {
    return first[token];
  }

  /** How often the word occurs whose first token this is. */
  int times(int token) {
    return times[token];
  }

  private int enter(int token, int[] table) {
    int mask = table.length - 1;
    int slot = (int) (hash[token] ^ (hash[token] >>> 32)) & mask;
    while (table[slot] >= 0) {
      if (hash[table[slot]] == hash[token]) {
        return table[slot];
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = token;
    return token;
  }
}
