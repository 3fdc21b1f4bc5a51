package pl.automateforge.agent.decision.anthropic.cloud;

/**
 * How a model is brought to answer in the answer's form. Every answer is validated all the same.
 */
public enum AnswerForm {
  /** The service makes the model keep to the schema. */
  STRUCTURED,
  /** The model must call the tool whose input is the answer. */
  FORCED_TOOL,
  /** The model is told to call that tool, but may write text: its model refuses to be forced. */
  OFFERED_TOOL
}
