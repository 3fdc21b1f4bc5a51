package pl.automateforge.agent.action.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.action.EffectIds;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.mail.MailFacts;

/** A server that can remove no single mail: each move leaves a marked original behind. */
class MailMoveLeftBehindTests {
  private static final byte[] MAIL = ImapLab.mail("one");

  private ImapLab lab;
  private EffectRequest request;

  @BeforeEach
  void open() throws Exception {
    lab = new ImapLab(ImapLab.WITHOUT_UIDPLUS);
    request = lab.request("one");
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  /** The flags of each mail in a folder. */
  private List<Set<String>> flags(String folder) throws Exception {
    return lab.<List<Set<String>>>person(s -> {
      s.selectAgain(folder);
      Map<Long, MailFacts> facts = s.facts(s.search("ALL"));
      return facts.values().stream().map(MailFacts::flags).collect(Collectors.toList());
    });
  }

  private void move(String folder) {
    move(folder, request);
  }

  private void move(String folder, EffectRequest effect) {
    assertThat(new FolderMove(lab.folders(), folder).perform(effect, false))
        .isInstanceOf(EffectResult.Done.class);
  }

  /** Another effect on the same mail. */
  private EffectRequest also(String action) {
    return new EffectRequest(
        EffectIds.of("acme-biuro", request.origin().identity(), action, 0),
        request.agent(),
        request.item(),
        request.category(),
        request.confidence(),
        request.sender(),
        request.subject(),
        request.reason(),
        request.fields(),
        request.origin());
  }

  @Test
  void movesTheMailAndNotWhatAnEarlierMoveLeftBehind() throws Exception {
    move(ImapLab.WAIT);
    move(ImapLab.BILLS, also("file"));

    assertThat(lab.count(ImapLab.BILLS, MAIL)).isOne();
    assertThat(flags(ImapLab.BILLS))
        .singleElement()
        .satisfies(f -> assertThat(f).doesNotContain("\\Deleted"));
    assertThat(flags(ImapLab.WAIT))
        .singleElement()
        .satisfies(f -> assertThat(f).contains("\\Deleted"));
  }

  @Test
  void goesOnFromAFolderWhereItLayTwice() throws Exception {
    move(ImapLab.BILLS);
    move(ImapLab.OTHER, also("other"));
    move(ImapLab.BILLS, also("back"));

    assertThat(flags(ImapLab.OTHER))
        .singleElement()
        .satisfies(f -> assertThat(f).contains("\\Deleted"));
    assertThat(flags(ImapLab.BILLS))
        .hasSize(2)
        .filteredOn(f -> !f.contains("\\Deleted"))
        .hasSize(1);
  }

  @Test
  void marksTheMailAndNotWhatAMoveLeftBehind() throws Exception {
    move(ImapLab.BILLS);

    assertThat(
            new ImapFlagAction("mark", lab.folders(), "INBOX", "Faktura").perform(request, false))
        .isInstanceOf(EffectResult.Done.class);

    assertThat(flags(ImapLab.BILLS))
        .singleElement()
        .satisfies(f -> assertThat(f).contains("Faktura"));
    assertThat(flags("INBOX"))
        .singleElement()
        .satisfies(f -> assertThat(f).doesNotContain("Faktura"));
  }

  @Test
  void takesTheMarkOfDeletionOffACopy() throws Exception {
    lab.person(s -> {
      s.mark(List.of(ImapLab.uid(s, "INBOX", MAIL)), true, "\\Deleted");
      return "";
    });

    move(ImapLab.BILLS);

    assertThat(flags(ImapLab.BILLS))
        .singleElement()
        .satisfies(f -> assertThat(f).doesNotContain("\\Deleted"));
  }

  @Test
  void findsWhatWasMovedWhenItIsRepeated() throws Exception {
    move(ImapLab.BILLS);
    move(ImapLab.BILLS);

    assertThat(lab.count(ImapLab.BILLS, MAIL)).isOne();
    assertThat(new FolderMove(lab.folders(), ImapLab.BILLS).probe(request).toString())
        .contains("moved: UID");
  }
}
