package pl.automateforge.agent.proof;

/** The boxes of the runbook that an agent can prove by itself, with their numbers and ids. */
public enum Box {
  MODEL_KEY(57, "secrets.model-key"),
  SOURCE_SECRET(58, "secrets.source"),
  TARGET_SECRET(59, "secrets.target"),
  MODEL(64, "verify.model"),
  SOURCE(65, "verify.source"),
  TARGET(66, "verify.target"),
  LOG(67, "verify.log"),
  DISK(68, "verify.disk"),
  EDGE_CASES(77, "agent.prompt.edge-cases"),
  SOURCE_CONNECTION(86, "agent.source.connection"),
  SOURCE_FILTER(88, "agent.source.filter"),
  TARGET_CONNECTION(91, "agent.target.connection"),
  TARGET_FORMAT(92, "agent.target.format"),
  LOG_LEVEL(95, "agent.logging.level"),
  LOG_LOCATION(96, "agent.logging.location"),
  LOG_ROTATION(97, "agent.logging.rotation"),
  SCHEDULE(98, "agent.schedule"),
  SCHEDULE_FREQUENCY(99, "agent.schedule.frequency"),
  SCHEDULE_HOURS(100, "agent.schedule.hours"),
  SCHEDULE_DAYS(101, "agent.schedule.days"),
  LOCK(103, "agent.lock");

  private final int number;
  private final String key;

  Box(int number, String key) {
    this.number = number;
    this.key = key;
  }

  /** Its number in the runbook. */
  public int number() {
    return number;
  }

  /** Its stable id. */
  public String key() {
    return key;
  }
}
