package pl.automateforge.agent.spec;

/** The language an agent works in. */
public enum Language {
  PL,
  EN,
  MULTILINGUAL
}
