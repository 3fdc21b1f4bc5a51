package pl.automateforge.agent.journal;

/** How urgent an alert is; P1 first. */
public enum Priority {
  P1,
  P2,
  P3,
  P4
}
