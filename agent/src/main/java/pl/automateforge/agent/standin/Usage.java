package pl.automateforge.agent.standin;

/**
 * What one message took.
 *
 * @param input tokens neither read from nor written to the cache
 * @param cacheRead tokens of the prefix that was known
 * @param cacheWrite5m tokens of the prefix kept for five minutes
 * @param cacheWrite1h tokens of the prefix kept for an hour
 */
record Usage(long input, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
  long prompt() {
    return input + cacheRead + cacheWrite5m + cacheWrite1h;
  }
}
