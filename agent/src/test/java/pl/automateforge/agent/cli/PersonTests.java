package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.cli.Office.Ended;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.standin.Fault;
import pl.automateforge.agent.standin.FaultRule;
import pl.automateforge.agent.standin.TargetsStandIn;

/** What a person says by {@code review} and {@code resolve}, and what comes of it. */
class PersonTests {
  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
  }

  private Ended review(String... more) {
    List<String> args =
        new java.util.ArrayList<>(List.of("review", "--state", office.state().toString()));
    args.addAll(List.of(more));
    return Office.call(args.toArray(String[]::new));
  }

  private ItemRow waiting() {
    try (JournalView view = SqliteView.open(office.state())) {
      return view.waiting().getFirst();
    }
  }

  private boolean nothingWaits() {
    try (JournalView view = SqliteView.open(office.state())) {
      return view.waiting().isEmpty();
    }
  }

  private void oneRiskyMail() throws Exception {
    office.writing().mail("tax", "Decyzja", Office.TAX);
    assertThat(office.once("production").out()).contains("1 escalated");
    assertThat(office.written()).isEmpty();
  }

  @Test
  void listsAndShowsWhatWaits() throws Exception {
    oneRiskyMail();
    String id = waiting().id().substring(0, 12);

    assertThat(review().out()).contains(id, "tax-office", "Decyzja");
    assertThat(review(id).out()).contains("subject   Decyzja", "  | " + Office.TAX);
  }

  @Test
  void actsAfterAPersonApproved() throws Exception {
    oneRiskyMail();

    Ended ended = review(waiting().id().substring(0, 12), "approve");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("what follows from it happens in the agent's next run");
    assertThat(nothingWaits()).isTrue();
    office.once("production");
    assertThat(office.written()).singleElement().asString().contains("tax-office");
  }

  @Test
  void actsUnderTheCategoryThatAPersonChose() throws Exception {
    oneRiskyMail();

    review(waiting().id().substring(0, 12), "invoice");
    office.once("production");

    assertThat(office.written()).singleElement().asString().contains("invoice");
  }

  @Test
  void doesNothingWhereAPersonDismissed() throws Exception {
    oneRiskyMail();

    review(waiting().id().substring(0, 12), "dismiss");
    office.once("production");

    assertThat(office.written()).isEmpty();
    assertThat(nothingWaits()).isTrue();
  }

  @Test
  void refusesAVerdictThatTheSpecDoesNotKnow() throws Exception {
    oneRiskyMail();

    Ended ended = review(waiting().id().substring(0, 12), "nonsense");

    assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
    assertThat(ended.out())
        .startsWith("refused: there is no category nonsense; expected one of invoice, tax-office,")
        .contains("other, approve or dismiss");
    assertThat(nothingWaits()).isFalse();
  }

  @Test
  void saysThatNothingWaits() throws Exception {
    office.writing().invoices(1).once("production");

    Ended ended = review();

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("nothing waits for a person");
  }

  @ParameterizedTest(name = "{0}: {1} at the target")
  @CsvSource({"sent, 1", "not-sent, 1", "again, 2"})
  void settlesWhatNobodyKnows(String word, int arrived) throws Exception {
    try (TargetsStandIn target = TargetsStandIn.start()) {
      target.faults().add(FaultRule.next(Fault.NO_ANSWER, 1));
      office.acting("act: {type: webhook, url: \"" + target.address() + "/hook\"}").invoices(1);
      office.once("production");
      assertThat(target.requests()).isEqualTo(1);
      EffectRow effect;
      try (JournalView view = SqliteView.open(office.state())) {
        effect = view.ambiguous().getFirst();
      }
      assertThat(Office.call("journal", office.spec().toString()).out())
          .contains("ambiguous: nobody knows whether it happened", effect.id().substring(0, 12));

      Ended ended =
          Office.call(
              "resolve", "--state", office.state().toString(), effect.id().substring(0, 12), word);
      office.once("production");

      assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
      assertThat(target.requests()).isEqualTo(arrived);
      try (JournalView view = SqliteView.open(office.state())) {
        assertThat(view.ambiguous()).isEmpty();
        assertThat(view.firstBrokenLink()).isEmpty();
      }
    }
  }
}
