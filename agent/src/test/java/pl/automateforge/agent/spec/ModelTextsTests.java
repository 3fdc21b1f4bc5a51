package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTextsTests {
  private static final String FIELDS = "output: {fields: [{name: summary}]}";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: slack, webhook: \"${HOOK}\", text: \"{{subject}}: {{ summary }}\"}",
        "{type: slack, webhook: \"${HOOK}\", text: \"{{reason}}\"}",
        "{type: teams, webhook: \"${HOOK}\", text: \"{{summary}}\"}",
        "{type: email, to: [a@acme.example], subject: \"{{summary}}\", text: t}",
        "{type: email, to: [a@acme.example], subject: s, text: \"{{{reason}}}\"}",
        "{type: imap-draft, text: \"{{summary}}\"}",
        "{type: reply, text: \"{{summary}}\"}",
        "{type: http, url: \"https://acme.example\", body: \"{{summary}}\"}",
        "{type: sql, url: \"jdbc:postgresql://db/x\", statement: \"insert into t values (:id, :summary)\"}",
        "{type: webhook, url: \"https://acme.example\"}",
        "{type: file, path: out.jsonl}",
      })
  void needsTheModel(String action) {
    assertThat(ModelTexts.withoutThem(spec(action, FIELDS))).containsExactly("other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: slack, webhook: \"${HOOK}\", text: \"{{subject}} {{category}} {{confidence}} reason\"}",
        "{type: email, to: [a@acme.example], subject: s, text: \"{{sender}}\"}",
        "{type: imap-draft, text: \"Thank you.\"}",
        "{type: imap-move, folder: Invoices}",
        "{type: imap-flag, flag: invoice}",
        "{type: review}",
        "{type: http, url: \"https://acme.example\", body: \"{{item}} summary\"}",
        "{type: sql, url: \"jdbc:postgresql://db/x\", statement: \"insert into summary values (:id)\"}",
      })
  void needsNoModel(String action) {
    assertThat(ModelTexts.withoutThem(spec(action, FIELDS))).containsExactly("invoice", "other");
  }

  @Test
  void passesFieldsOnOnlyWhereThereAreSome() {
    assertThat(ModelTexts.withoutThem(spec("{type: file, path: out.jsonl}", "goal: Peace.")))
        .containsExactly("invoice", "other");
  }

  private AgentSpec spec(String action, String more) {
    String text =
        """
        autoforge: 1
        name: acme
        type: email-triage
        model: {provider: anthropic}
        categories:
          - {id: invoice, description: d, priority: 1, actions: [act]}
          - {id: other, description: d, priority: 2, actions: []}
        source: {type: imap, host: mail.acme.example, auth: {type: password, username: "${USER}", password: "${PASSWORD}"}}
        mail: {smtp: {host: mail.acme.example, from: a@acme.example}}
        actions:
          act: %s
        privacy: {dataMayLeave: true}
        %s
        """
            .formatted(action, more);
    Draft draft = new Draft();
    return SpecReader.draught(text, folder.resolve("agent.yaml"), draft)
        .orElseThrow(() -> new AssertionError(draft.problems()))
        .agent();
  }
}
