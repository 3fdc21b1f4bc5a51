package pl.automateforge.agent.database;

import java.time.Duration;

/**
 * What a database is wanted for.
 *
 * @param writes whether statements change it, and so take item content there; else it is only read
 * @param connections how many at most at once
 * @param connect how long connecting and logging in may take
 * @param call how long one statement may take; then its connection is cut
 */
public record DatabaseUse(boolean writes, int connections, Duration connect, Duration call) {
  public DatabaseUse {
    if (connections < 1 || !connect.isPositive() || !call.isPositive()) {
      throw new IllegalArgumentException("connections and times are more than nothing");
    }
  }
}
