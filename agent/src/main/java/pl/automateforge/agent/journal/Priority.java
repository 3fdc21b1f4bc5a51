package pl.automateforge.agent.journal;

/** How urgent an alert is; P1 first. */
public enum Priority {
  P1(1),
  P2(2),
  P3(3),
  P4(4);

  private final int number;

  Priority(int number) {
    this.number = number;
  }

  /** 1 to 4. */
  public int number() {
    return number;
  }
}
