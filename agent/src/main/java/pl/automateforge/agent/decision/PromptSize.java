package pl.automateforge.agent.decision;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.spec.AgentSpec;

/**
 * Bounds what a prompt weighs without asking its model: no tokenizer makes more tokens of a text
 * than the text has bytes. What comes of it is several times what a call really uses, and never
 * less. Safe to use from many threads.
 */
public final class PromptSize {
  /** For the turns' frame, and for what a service tells the model about the answer's form. */
  private static final int ADDED = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PromptRenderer prompt;
  private final long common;

  /** Of this version's prompts. */
  public PromptSize(AgentSpec spec, PromptRenderer prompt) {
    this.prompt = prompt;
    this.common =
        ADDED + bytes(prompt.system()) + bytes(JSON.valueToTree(AnswerSchema.of(spec)).toString());
  }

  /** More tokens than the prompt about this item has. */
  public long mostTokens(Content item) {
    return common + bytes(prompt.user(item));
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
