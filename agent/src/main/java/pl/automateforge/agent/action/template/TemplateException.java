package pl.automateforge.agent.action.template;

/** A template cannot be used; the message says what stands there and what was expected. */
public final class TemplateException extends IllegalArgumentException {
  TemplateException(String message) {
    super(message);
  }

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
