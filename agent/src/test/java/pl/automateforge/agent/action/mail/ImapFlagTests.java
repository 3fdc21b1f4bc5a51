package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.check.CheckResult;

class ImapFlagTests {
  private ImapLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new ImapLab("");
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private ImapFlagAction flag(String flag) {
    return new ImapFlagAction("mark", lab.folders(), "INBOX", flag);
  }

  private Set<String> flags(String where, byte[] mail) throws Exception {
    return lab.<Set<String>>person(s -> {
      long uid = ImapLab.uid(s, where, mail);
      return Objects.requireNonNull(s.facts(List.of(uid)).get(uid)).flags();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Faktura", "$Pilne", "\\Seen", "\\Flagged"})
  void marksTheMailOnceOrAgain(String word) throws Exception {
    EffectRequest request = lab.request("one");
    lab.request("two");

    assertThat(flag(word).perform(request, false)).isInstanceOf(EffectResult.Done.class);
    assertThat(flag(word).perform(request, true)).isInstanceOf(EffectResult.Done.class);

    assertThat(flags("INBOX", ImapLab.mail("one"))).contains(word);
    assertThat(flags("INBOX", ImapLab.mail("two"))).doesNotContain(word);
  }

  @Test
  void marksAMailThatWasMovedBefore() throws Exception {
    EffectRequest request = lab.request("one");
    new ImapMoveAction("file", lab.folders(), ImapLab.BILLS).perform(request, false);

    assertThat(flag("Faktura").perform(request, false)).isInstanceOf(EffectResult.Done.class);

    assertThat(flags(ImapLab.BILLS, ImapLab.mail("one"))).contains("Faktura");
  }

  @Test
  void isThroughWhereTheMailIsGone() throws Exception {
    EffectRequest request = lab.request("one");
    lab.personMoves(ImapLab.mail("one"), "INBOX", make("Gdzie indziej"));

    EffectResult result = flag("Faktura").perform(request, false);

    assertThat(result.toString()).contains("somebody moved or deleted the mail");
  }

  private String make(String name) throws Exception {
    lab.dovecot.makeFolder(name);
    return name;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a)",
        "(a",
        "\\Deleted",
        "\\Draft",
        "\\*",
        "a\r\nA1 NOOP",
        "{3+}",
        "ą",
        "\"a\"",
        "a*",
        "\u760D\u760A"
      })
  void takesNothingThatIsNoFlag(String word) {
    assertThatThrownBy(() -> flag(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a keyword of 1 to 64");
  }

  @Test
  void checksThatTheFolderKeepsIt() {
    assertThat(flag("Faktura").check())
        .isInstanceOfSatisfying(
            CheckResult.Fine.class,
            fine -> assertThat(fine.detail()).contains("folder INBOX keeps Faktura"));
  }
}
