package pl.automateforge.agent.spec;

/** What an agent is for. */
public enum AgentType {
  EMAIL_TRIAGE,
  DOCUMENTS,
  REPORTING,
  CUSTOMER_SUPPORT,
  CUSTOM
}
