package pl.automateforge.agent.decision.local;

/**
 * What a text is judged by, each feature a 64-bit number: three bits tell its block (words, stems,
 * neighbouring stems, stems that occur together, character n-grams within words), 53 bits are a
 * hash, and the last eight are left free for a count. A stem is a word's first four letters: a
 * cheap answer to Polish endings.
 *
 * <p>Hashes instead of a dictionary of strings keep the model small and free of the examples' text;
 * among a few hundred thousand features, the odds of a single collision are about one in a hundred
 * thousand.
 */
final class TextFeatures {
  static final int COUNT_BITS = 8;
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

  private static final long BEGIN = 0x2545f4914f6cdd1dL;
  private static final long END = 0x9e3779b97f4a7c15L;

  private TextFeatures() {}

  /** Takes the features one by one. */
  @FunctionalInterface
  interface Sink {
    /**
     * A feature of one word or two.
     *
     * @param times how often the text has it at these words and their repetitions
     * @param first the first token of the first word
     * @param second the first token of the second word; {@code first} where the feature is of one
     */
    void accept(long feature, int times, int first, int second);
  }

  /** Which block a feature belongs to. */
  static int block(long feature) {
    return (int) (feature >>> 61);
  }

  /** Whether the feature stands for a word or its stem, rather than for a part of one. */
  static boolean isWord(long feature) {
    return block(feature) <= STEM;
  }

  /** Whether it stands for two stems, wherever in the text. */
  static boolean isPair(long feature) {
    return block(feature) == STEM_PAIR;
  }

  /** The hash without the place for a count. */
  static int spread(long feature) {
    return (int) (feature >>> COUNT_BITS);
  }

  /** Emits all features; one that several words share comes once for each of them. */
  static void emit(Tokens tokens, Sink sink) {
    Words words = Words.of(tokens);
    emitWords(tokens, words, sink);
    for (int t = 0; t < tokens.count(); t++) {
      if (words.first(t) == t) {
        int from = tokens.from(t) - 1;
        emitCharacters(tokens.folded(), from, tokens.to(t) + 1, words.times(t), t, sink);
      }
    }
  }

  /** Emits only what whole words and stems say: few features, and those that a person can read. */
  static void emitWords(Tokens tokens, Sink sink) {
    emitWords(tokens, Words.of(tokens), sink);
  }

  private static void emitWords(Tokens tokens, Words words, Sink sink) {
    long[] stems = new long[tokens.count()];
    for (int t = 0; t < stems.length; t++) {
      if (words.first(t) < t) {
        stems[t] = stems[words.first(t)];
        continue;
      }
      int from = tokens.from(t);
      int to = tokens.to(t);
      int times = words.times(t);
      stems[t] = Words.hash(tokens.folded(), from, Math.min(to, from + STEM_LETTERS));
      sink.accept(feature(WORD, words.hash(t)), times, t, t);
      sink.accept(feature(STEM, stems[t]), times, t, t);
    }
    emitBigrams(words, stems, sink);
    emitPairs(words, stems, sink);
  }

  private static void emitCharacters(
      char[] chars, int from, int to, int times, int token, Sink sink) {
    for (int start = from; start + SHORTEST_NGRAM <= to; start++) {
      int end = Math.min(to, start + LONGEST_NGRAM);
      long hash = Words.OFFSET;
      for (int i = start; i < end; i++) {
        hash = (hash ^ chars[i]) * Words.PRIME;
        if (i - start + 1 >= SHORTEST_NGRAM) {
          sink.accept(feature(CHARACTERS, hash), times, token, token);
        }
      }
    }
  }

  private static void emitBigrams(Words words, long[] stems, Sink sink) {
    int last = stems.length - 1;
    for (int t = 0; t <= last; t++) {
      long previous = t == 0 ? BEGIN : stems[t - 1];
      int before = words.first(Math.max(0, t - 1));
      sink.accept(feature(STEM_BIGRAM, join(previous, stems[t])), 1, before, words.first(t));
    }
    if (last >= 0) {
      int word = words.first(last);
      sink.accept(feature(STEM_BIGRAM, join(stems[last], END)), 1, word, word);
    }
  }

  private static void emitPairs(Words words, long[] stems, Sink sink) {
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
        sink.accept(
            feature(STEM_PAIR, pair), 1, words.first(distinct[i]), words.first(distinct[j]));
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

  private static long join(long first, long second) {
    return mix(first) * 31 + second;
  }

  private static long feature(int block, long hash) {
    return ((long) block << 61) | (mix(hash) >>> (3 + COUNT_BITS) << COUNT_BITS);
  }

  /** The finalizer of MurmurHash3: FNV alone leaves the upper bits of short words poor. */
  private static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
