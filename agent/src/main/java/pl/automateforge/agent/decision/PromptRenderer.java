package pl.automateforge.agent.decision;

import com.fasterxml.jackson.databind.node.TextNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Category;
import pl.automateforge.agent.spec.Example;
import pl.automateforge.agent.spec.Language;

/**
 * What a model is told. The system prompt depends on the version alone, byte for byte, so that the
 * provider's prompt cache hits; everything about the item stands in the user turn. Safe to use from
 * many threads.
 */
public final class PromptRenderer {
  /** Changes with whatever this class and its templates write. */
  public static final String REVISION = "2";

  private static final int ANY_LENGTH = 1 << 20;

  private final String system;
  private final ItemTurn turn;
  private final LikeExamples examples;

  private PromptRenderer(String system, ItemTurn turn, LikeExamples examples) {
    this.system = system;
    this.turn = turn;
    this.examples = examples;
  }

  /**
   * Renders the system prompt of a version.
   *
   * @param examples all labelled texts of the version; a few of them are shown there, and of the
   *     others each item's turn shows those most like it
   */
  public static PromptRenderer of(AgentSpec spec, List<Example> examples) {
    AnswerWords words = AnswerWords.of(spec.language());
    List<Example> shown = ExampleSelection.of(spec.categories(), examples);
    LikeExamples others =
        new LikeExamples(ExampleSelection.others(spec.categories(), examples, shown));
    Map<String, Object> context = context(spec, shown, words);
    context.put("hasOthers", !others.isEmpty());
    String rendered = template(words).execute(context);
    return new PromptRenderer(
        PlainText.of(rendered.strip(), ANY_LENGTH), new ItemTurn(words), others);
  }

  /** The system prompt: the same for every item of the version. */
  public String system() {
    return system;
  }

  /** The user turn that shows one item and the examples most like it, bounded and fenced. */
  public String user(Content item) {
    return turn.render(item, examples.of(item));
  }

  private static Map<String, Object> context(
      AgentSpec spec, List<Example> shown, AnswerWords words) {
    List<String> rules = spec.prompt().rules();
    Map<String, Object> context = new HashMap<>();
    context.put("goal", spec.goal().strip());
    context.put("instructions", spec.prompt().instructions().strip());
    context.put("hasRules", !rules.isEmpty());
    context.put(
        "rules",
        IntStream.range(0, rules.size())
            .mapToObj(at -> Map.of("number", at + 1, "text", rules.get(at).strip()))
            .toList());
    context.put(
        "categories", spec.categories().stream().map(c -> category(spec, c, words)).toList());
    context.put("fallback", spec.fallback().category());
    context.put("below", AnswerWords.share(spec.fallback().below()));
    context.put("reasonWords", words.reason());
    context.put("categoryWords", words.category());
    context.put("confidenceWords", words.confidence());
    context.put(
        "fields",
        spec.output().fields().stream()
            .map(field -> Map.of("name", field.name(), "words", words.field(field)))
            .toList());
    context.put("multilingual", spec.language() == Language.MULTILINGUAL);
    context.put("hasExamples", !shown.isEmpty());
    context.put(
        "examples",
        shown.stream()
            .map(e -> Map.of("text", TextNode.valueOf(e.text()).toString(), "label", e.label()))
            .toList());
    return context;
  }

  private static Map<String, Object> category(
      AgentSpec spec, Category category, AnswerWords words) {
    return Map.of(
        "id", category.id(),
        "name", category.name(),
        "description", category.description().strip(),
        "highRisk", category.risk() == Category.Risk.HIGH,
        "happens",
            words.happens(
                category.actions().stream()
                    .map(name -> spec.actions().get(name))
                    .filter(Objects::nonNull)
                    .toList()));
  }

  private static Template template(AnswerWords words) {
    String name = "system-" + words.fileSuffix() + ".mustache";
    try (InputStream stream = PromptRenderer.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource " + name);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true).compile(text);
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + name + " cannot be read", e);
    }
  }
}
