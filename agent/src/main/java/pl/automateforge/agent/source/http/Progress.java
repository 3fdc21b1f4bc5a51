package pl.automateforge.agent.source.http;

/**
 * How far the cursor may move: over known items only, since what is fetched now is not journalled
 * yet. An element that cannot be used holds it too, so that it is asked for again, until so many
 * known items follow that it would be read with ever more of them.
 */
final class Progress {
  private final int patience;
  private String settled;
  private String behind = "";
  private int following;
  private boolean fresh;
  private boolean malformed;

  Progress(String start, int patience) {
    this.settled = start;
    this.patience = patience;
  }

  void known(String value) {
    if (fresh || value.isEmpty()) {
      return;
    }
    if (!malformed) {
      settled = value;
      return;
    }
    behind = value;
    following++;
    if (following >= patience) {
      settled = behind;
      malformed = false;
      following = 0;
    }
  }

  void fresh() {
    fresh = true;
  }

  void malformed() {
    malformed = true;
  }

  String value() {
    return settled;
  }
}
