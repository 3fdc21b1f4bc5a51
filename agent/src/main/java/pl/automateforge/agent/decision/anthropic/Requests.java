package pl.automateforge.agent.decision.anthropic;

import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoice;
import com.anthropic.models.messages.ToolChoiceAuto;
import com.anthropic.models.messages.ToolChoiceTool;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.AnswerSchema;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.PromptSize;
import pl.automateforge.agent.decision.anthropic.cloud.AnswerForm;
import pl.automateforge.agent.decision.anthropic.cloud.Place;
import pl.automateforge.agent.spec.AgentSpec;

/**
 * Builds requests: what is the same for every item of a version (the cached system prompt, the
 * answer's schema, a low effort) is built once. Where a place has no structured output, the schema
 * is that of a tool's input.
 */
final class Requests {
  /** The tool whose input is the answer. */
  static final String TOOL = "answer";

  /** Changes with what this class adds to a request with the tool. */
  static final String TOOL_REVISION = "1";

  private static final String TOOL_SENTENCE =
      "Give that JSON object as the input of the tool "
          + TOOL
          + ": call it exactly once, and write no other text.";

  private final PromptRenderer prompt;
  private final String model;
  private final List<TextBlockParam> system;
  private final OutputConfig output;
  private final @Nullable Tool tool;
  private final @Nullable ToolChoice choice;
  private final PromptSize size;
  private final MessageCreateParams common;

  Requests(AgentSpec spec, PromptRenderer prompt, Place place) {
    SequencedMap<String, Object> schema = AnswerSchema.of(spec);
    AnswerForm form = place.answers();
    this.prompt = prompt;
    this.size = new PromptSize(spec, prompt);
    this.model = place.model();
    this.system = List.of(cached(form, prompt.system()));
    this.output = output(form, schema);
    this.tool = form == AnswerForm.STRUCTURED ? null : tool(schema);
    this.choice = choice(form);
    MessageCreateParams.Builder params =
        MessageCreateParams.builder()
            .model(model)
            .maxTokens(spec.model().maxTokens())
            .systemOfTextBlockParams(system)
            .outputConfig(output)
            .messages(List.of());
    if (tool != null && choice != null) {
      params.addTool(tool).toolChoice(choice);
    }
    this.common = params.build();
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

  /** The question how many tokens that request has. */
  MessageCountTokensParams counting(String turn) {
    MessageCountTokensParams.Builder params =
        MessageCountTokensParams.builder()
            .model(model)
            .systemOfTextBlockParams(system)
            .outputConfig(output)
            .addUserMessage(turn);
    if (tool != null && choice != null) {
      params.addTool(tool).toolChoice(choice);
    }
    return params.build();
  }

  private static TextBlockParam cached(AnswerForm form, String text) {
    return TextBlockParam.builder()
        .text(form == AnswerForm.STRUCTURED ? text : text + "\n\n" + TOOL_SENTENCE)
        .cacheControl(CacheControlEphemeral.builder().build())
        .build();
  }

  private static OutputConfig output(AnswerForm form, SequencedMap<String, Object> schema) {
    OutputConfig.Builder output = OutputConfig.builder().effort(OutputConfig.Effort.LOW);
    if (form == AnswerForm.STRUCTURED) {
      JsonOutputFormat.Schema.Builder format = JsonOutputFormat.Schema.builder();
      schema.forEach((key, value) -> format.putAdditionalProperty(key, SdkJson.value(value)));
      output.format(JsonOutputFormat.builder().schema(format.build()).build());
    }
    return output.build();
  }

  private static Tool tool(SequencedMap<String, Object> schema) {
    Tool.InputSchema.Builder input = Tool.InputSchema.builder();
    schema.forEach((key, value) -> {
      if (key.equals("type")) {
        input.type(SdkJson.value(value));
      } else {
        input.putAdditionalProperty(key, SdkJson.value(value));
      }
    });
    return Tool.builder()
        .name(TOOL)
        .description("Takes the answer about the item.")
        .inputSchema(input.build())
        .build();
  }

  private static @Nullable ToolChoice choice(AnswerForm form) {
    return switch (form) {
      case STRUCTURED -> null;
      case FORCED_TOOL ->
          ToolChoice.ofTool(
              ToolChoiceTool.builder().name(TOOL).disableParallelToolUse(true).build());
      case OFFERED_TOOL ->
          ToolChoice.ofAuto(ToolChoiceAuto.builder().disableParallelToolUse(true).build());
    };
  }
}
