package pl.automateforge.agent.decision.local;

/**
 * What a text is judged by, each feature a 64-bit hash whose upper three bits tell its block:
 * words, stems (the first four letters: a cheap answer to Polish endings), neighbouring stems,
 * stems that occur together, and character n-grams within words.
 *
 * <p>Hashes instead of a dictionary of strings keep the model small and free of the examples' text;
 * with a few hundred thousand features in 61 bits, a collision is a matter of one in millions.
 */
final class TextFeatures {
  static final int BLOCKS = 5;
  private static final int WORD = 0;
  private static final int STEM = 1;
  private static final int STEM_BIGRAM = 2;
  private static final int STEM_PAIR = 3;
  private static final int CHARACTERS = 4;

  private static final int STEM_LETTERS = 4;
  private static final int SHORTEST_NGRAM = 2;
  private static final int LONGEST_NGRAM = 5;

  /** Pairs grow with the square of a text's length: the first words of a mail tell its matter. */
  private static final int PAIRED_STEMS = 40;

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long BEGIN = 0x2545f4914f6cdd1dL;
  private static final long END = 0x9e3779b97f4a7c15L;

  private TextFeatures() {}

  /** Takes the features one by one; a single word's feature names that word twice. */
  @FunctionalInterface
  interface Sink {
    void accept(long feature, int firstToken, int secondToken);
  }

  /** The block of a feature, from 0 to {@link #BLOCKS} - 1. */
  static int block(long feature) {
    return (int) (feature >>> 61);
  }

  /** Whether the feature stands for a word or its stem, rather than for a part of one. */
  static boolean isWord(long feature) {
    return block(feature) <= STEM;
  }

  /** Emits every occurrence of every feature. */
  static void emit(Tokens tokens, Sink sink) {
    long[] stems = new long[tokens.count()];
    for (int t = 0; t < stems.length; t++) {
      int from = tokens.from(t);
      int to = tokens.to(t);
      stems[t] = hash(tokens.folded(), from, Math.min(to, from + STEM_LETTERS));
      sink.accept(feature(WORD, hash(tokens.folded(), from, to)), t, t);
      sink.accept(feature(STEM, stems[t]), t, t);
      emitCharacters(tokens.folded(), from - 1, to + 1, t, sink);
    }
    emitBigrams(stems, sink);
    emitPairs(stems, sink);
  }

  private static void emitCharacters(char[] chars, int from, int to, int token, Sink sink) {
    for (int start = from; start + SHORTEST_NGRAM <= to; start++) {
      int end = Math.min(to, start + LONGEST_NGRAM);
      long hash = OFFSET;
      for (int i = start; i < end; i++) {
        hash = (hash ^ chars[i]) * PRIME;
        if (i - start + 1 >= SHORTEST_NGRAM) {
          sink.accept(feature(CHARACTERS, hash), token, token);
        }
      }
    }
  }

  private static void emitBigrams(long[] stems, Sink sink) {
    int last = stems.length - 1;
    for (int t = 0; t <= last; t++) {
      long previous = t == 0 ? BEGIN : stems[t - 1];
      sink.accept(feature(STEM_BIGRAM, join(previous, stems[t])), Math.max(0, t - 1), t);
    }
    if (last >= 0) {
      sink.accept(feature(STEM_BIGRAM, join(stems[last], END)), last, last);
    }
  }

  private static void emitPairs(long[] stems, Sink sink) {
    int[] distinct = new int[Math.min(stems.length, PAIRED_STEMS)];
    int count = 0;
    for (int t = 0; t < stems.length && count < distinct.length; t++) {
      if (isNew(stems, distinct, count, t)) {
        distinct[count++] = t;
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        long a = stems[distinct[i]];
        long b = stems[distinct[j]];
        long pair = join(Math.min(a, b), Math.max(a, b));
        sink.accept(feature(STEM_PAIR, pair), distinct[i], distinct[j]);
      }
    }
  }

  private static boolean isNew(long[] stems, int[] distinct, int count, int token) {
    for (int i = 0; i < count; i++) {
      if (stems[distinct[i]] == stems[token]) {
        return false;
      }
    }
    return true;
  }

  /** FNV-1a over the characters. */
  private static long hash(char[] chars, int from, int to) {
    long hash = OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ chars[i]) * PRIME;
    }
    return hash;
  }

  private static long join(long first, long second) {
    return mix(first) * 31 + second;
  }

  private static long feature(int block, long hash) {
    return ((long) block << 61) | (mix(hash) >>> 3);
  }

  /** The finalizer of MurmurHash3: FNV alone leaves the upper bits of short words poor. */
  private static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
