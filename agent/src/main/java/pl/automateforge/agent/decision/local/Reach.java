package pl.automateforge.agent.decision.local;

/** How far a local model may decide by itself. Three answers, two of which mean: it may not. */
public sealed interface Reach {

  /**
   * From this confidence on the precision wanted is demonstrated: not only observed, but the lower
   * end of its interval of 95 %.
   *
   * @param threshold the smallest such confidence, 0 to 1
   * @param share of all texts held out that were answered so, 0 to 1
   * @param right how many of these answers were right
   * @param answers how many there were
   * @param texts how many texts were held out, each once
   * @param parts of the cross-validation
   */
  record Demonstrated(double threshold, double share, int right, int answers, int texts, int parts)
      implements Reach {}

  /**
   * No confidence demonstrates it.
   *
   * @param why in words for a person
   */
  record NotDemonstrated(String why) implements Reach {}
}
