package pl.automateforge.agent.decision.anthropic;

import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import java.util.List;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.AnswerSchema;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.PromptSize;
import pl.automateforge.agent.spec.AgentSpec;

/**
 * Builds requests: what is the same for every item of a version (the cached system prompt, the
 * answer's schema, a low effort) is built once.
 */
final class Requests {
  private final PromptRenderer prompt;
  private final PromptSize size;
  private final MessageCreateParams common;

  Requests(AgentSpec spec, PromptRenderer prompt) {
    this.prompt = prompt;
    this.size = new PromptSize(spec, prompt);
    this.common =
        MessageCreateParams.builder()
            .model(spec.model().name())
            .maxTokens(spec.model().maxTokens())
            .systemOfTextBlockParams(
                List.of(
                    TextBlockParam.builder()
                        .text(prompt.system())
                        .cacheControl(CacheControlEphemeral.builder().build())
                        .build()))
            .outputConfig(
                OutputConfig.builder()
                    .effort(OutputConfig.Effort.LOW)
                    .format(JsonOutputFormat.builder().schema(schema(spec)).build())
                    .build())
            .messages(List.of())
            .build();
  }

  /** The user turn of one item. */
  String turn(Content item) {
    return prompt.user(item);
  }

  /** More tokens than the prompt about this item has. */
  long mostTokens(Content item) {
    return size.mostTokens(item);
  }

  /** The request that shows this user turn. */
  MessageCreateParams asking(String turn) {
    return common.toBuilder().addUserMessage(turn).build();
  }

  private static JsonOutputFormat.Schema schema(AgentSpec spec) {
    JsonOutputFormat.Schema.Builder schema = JsonOutputFormat.Schema.builder();
    AnswerSchema.of(spec)
        .forEach((key, value) -> schema.putAdditionalProperty(key, SdkJson.value(value)));
    return schema.build();
  }
}
