package pl.automateforge.agent.spec;

/** The checks over several values, after each value was read by itself. */
final class Checks {
  private Checks() {}

  static void run(Draft draft) {
    Availability.check(draft);
    ReferenceChecks.check(draft);
    OutputChecks.check(draft);
    TemplateChecks.check(draft);
    ModelChecks.check(draft);
    ScheduleChecks.check(draft);
    ConnectionChecks.check(draft);
    PrivacyChecks.check(draft);
    DestructiveChecks.check(draft);
  }
}
