package pl.automateforge.agent.action.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pl.automateforge.agent.action.Texts;

final class TemplateFuzzTests {
  private static final Set<String> KNOWN = Set.of("a", "b");
  private static final Template HEADER =
      Template.compile("Pilne: {{a}} {{#b}}({{b}}){{/b}}", KNOWN, Target.MAIL_HEADER);
  private static final Template TEXT =
      Template.compile("{{a}}\n--\n{{b}}", KNOWN, Target.PLAIN_TEXT);
  private static final Template JSON =
      Template.compile("{\"x\":\"{{a}}\",\"y\":[\"{{b}}\"]}", KNOWN, Target.JSON_STRING);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Property(tries = 50_000)
  void addsNoLineToAHeader(@ForAll("hostile") String a, @ForAll("hostile") String b) {
    String header = HEADER.render(Map.of("a", a, "b", b));

    assertThat(header).startsWith("Pilne: ");
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (Character.isISOControl(c) || "\u760D\u760A\u2028\u2029".indexOf(c) >= 0) {
        throw new AssertionError("U+" + Integer.toHexString(c) + " at " + i);
      }
    }
  }

  @Property(tries = 20_000)
  void staysTheSameJson(@ForAll("hostile") String a, @ForAll("hostile") String b)
      throws IOException {
    JsonNode read = MAPPER.readTree(JSON.render(Map.of("a", a, "b", b)));

    assertThat(read.size()).isEqualTo(2);
    assertThat(read.get("x").textValue()).isEqualTo(Texts.wellFormed(a));
    assertThat(read.get("y").get(0).textValue()).isEqualTo(Texts.wellFormed(b));
  }

  @Property(tries = 20_000)
  void leavesNoControlCharactersInText(@ForAll("hostile") String a) {
    String text = TEXT.render(Map.of("a", a, "b", a));

    assertThat(text.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  @Property(tries = 5_000)
  void takesTagsInValuesForText(@ForAll("hostile") String a) {
    String tags = "{{b}}{{{b}}}{{#b}}" + a;

    assertThat(TEXT.render(Map.of("a", tags, "b", "never twice")))
        .startsWith("{{b}}{{{b}}}{{#b}}")
        .endsWith("\n--\nnever twice");
  }

  @Property(tries = 50_000)
  void eitherCompilesOrSaysWhyNot(@ForAll("mustache") String template) {
    for (Target target : Target.values()) {
      try {
        String text = Template.compile(template, KNOWN, target).render(Map.of("a", "x"));
        assertThat(text.length()).isLessThan(200);
      } catch (TemplateException e) {
        assertThat(e).hasMessageNotContaining("null").message().isNotBlank();
      }
    }
  }

  @Provide
  Arbitrary<String> mustache() {
    return Arbitraries.of(
            "{{", "}}", "{", "}", "#", "^", "/", "!", "&", ">", "<", "$", "=", " ", ".", "a", "b",
            "\n", "this", "-index")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<Character> chars =
        Arbitraries.oneOf(
            Arbitraries.of(
                '\r', '\n', '\0', '\t', '"', '\\', '{', '}', '#', '&', '<', ':', '\u0085', '\u2028',
                '\u2029', '\u760D', '\u760A', '\u202E', '\uD83D', '\uDE00', '\u010D'),
            Arbitraries.chars().all(),
            Arbitraries.chars().ascii());
    return chars
        .list()
        .ofMaxSize(24)
        .map(list -> {
          StringBuilder text = new StringBuilder();
          list.forEach(text::append);
          return text.toString();
        });
  }
}
