package pl.automateforge.agent.action.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTests {
  private static final Set<String> KNOWN = Set.of("sender", "subject", "deadline", "length");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nowa faktura od {{sender}}: {{subject}} | Nowa faktura od Anna <a@acme.example>: A & B",
        "{{ sender }} | Anna <a@acme.example>",
        "{{#deadline}}do {{deadline}}{{/deadline}}{{^deadline}}bez terminu{{/deadline}} | bez terminu",
        "{{#subject}}jest{{/subject}}{{^subject}}nie ma{{/subject}} | jest",
        "{{#subject}}{{sender}}{{/subject}} | Anna <a@acme.example>",
        "{{! comment }}x | x",
        "100 % {x} }} | 100 % {x} }}",
        "{{#subject}}{{length}}{{/subject}} | seven"
      })
  void fillsIn(String template, String text) {
    assertThat(
            Template.compile(template, KNOWN, Target.PLAIN_TEXT)
                .render(
                    Map.of(
                        "sender",
                        "Anna <a@acme.example>",
                        "subject",
                        "A & B",
                        "deadline",
                        "",
                        "length",
                        "seven")))
        .isEqualTo(text);
  }

  @Test
  void leavesOutWhatHasNoValue() {
    assertThat(
            Template.compile("[{{subject}}{{#deadline}}!{{/deadline}}]", KNOWN, Target.PLAIN_TEXT)
                .render(Map.of()))
        .isEqualTo("[]");
  }

  @Test
  void listsWhatIsKnownWhereAVariableIsNot() {
    assertThatThrownBy(() -> Template.compile("{{sendr}}", KNOWN, Target.PLAIN_TEXT))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "unknown variable \"sendr\" (did you mean \"sender\"?); known are deadline, length,"
                + " sender, subject");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{.}}",
        "{{this}}",
        "{{-index}}",
        "{{-first}}",
        "{{sender.length}}",
        "{{sender.class}}",
        "{{#nobody}}{{/nobody}}",
        "{{^nobody}}{{/nobody}}",
        "{{#sender}}{{nobody}}{{/sender}}",
        "{{^sender}}{{nobody}}{{/sender}}",
        "{{Sender}}",
        "{{a b}}"
      })
  void refusesAVariableNobodyKnows(String template) {
    assertThatThrownBy(() -> Template.compile(template, KNOWN, Target.PLAIN_TEXT))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("unknown variable \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{{sender}}}",
        "{{&sender}}",
        "{{ & sender}}",
        "{{ {sender} }}",
        "{{>sender}}",
        "{{> sender}}",
        "{{=<% %>=}}<%& sender%>",
        "{{ =| |=}}",
        "{{<sender}}{{/sender}}",
        "{{$sender}}{{/sender}}",
        "{{! {{{x}}} }}"
      })
  void refusesWhatIsNotLogicless(String template) {
    assertThatThrownBy(() -> Template.compile("line\n" + template, KNOWN, Target.PLAIN_TEXT))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("in line 2: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#sender}}",
        "{{/sender}}",
        "{{#sender}}{{/subject}}",
        "{{}}",
        "{{#}}{{/}}",
        "{{ }}"
      })
  void refusesWhatIsNoMustache(String template) {
    assertThatThrownBy(() -> Template.compile(template, KNOWN, Target.PLAIN_TEXT))
        .isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void boundsTheTemplateAndItsVariables(Target target) {
    assertThatThrownBy(() -> Template.compile("x".repeat(50_001), KNOWN, target))
        .hasMessage("the template has 50001 characters, at most 50000");
    assertThatThrownBy(() -> Template.compile("{{sender}}".repeat(201), KNOWN, target))
        .hasMessage("the template names 201 variables, at most 200");
  }

  @ParameterizedTest
  @EnumSource
  void boundsEachValue(Target target) {
    String rendered =
        Template.compile("{{sender}}{{subject}}", KNOWN, target)
            .render(Map.of("sender", "ż".repeat(1_000_000), "subject", "s".repeat(1_000_000)));

    assertThat(rendered).hasSize(2 * target.longestValue());
  }

  @Test
  void refusesALineEndInTheTemplateOfAHeader() {
    assertThatThrownBy(() -> Template.compile("Pilne:\n{{subject}}", KNOWN, Target.MAIL_HEADER))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the template of a mail header holds a line end or a control character, at character 7");
  }

  @Test
  void keepsTheLinesOfPlainText() {
    assertThat(
            Template.compile("{{subject}}", KNOWN, Target.PLAIN_TEXT)
                .render(Map.of("subject", "a\r\nb\rc\nd\u2028e\u0085f\tg\0h\u202Ei\u007Fj")))
        .isEqualTo("a\nb\nc\nd\ne\nf\tghij");
  }

  @Test
  void escapesNoHtml() {
    assertThat(
            Template.compile("{{subject}}", KNOWN, Target.MAIL_HEADER)
                .render(Map.of("subject", "<b>&amp;\"'</b>")))
        .isEqualTo("<b>&amp;\"'</b>");
  }
}
