package pl.automateforge.agent.standin;

/**
 * Which category a text was put into.
 *
 * @param confidence 0 to 1, two decimals
 */
record Verdict(String category, double confidence, String reason) {}
