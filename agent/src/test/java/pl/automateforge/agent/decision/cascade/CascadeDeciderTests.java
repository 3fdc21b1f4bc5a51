package pl.automateforge.agent.decision.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.local.LocalDecider;
import pl.automateforge.agent.decision.local.OfficeMail;
import pl.automateforge.agent.spec.Example;

class CascadeDeciderTests {
  private static final String SURE = "Dzień dobry, przesyłam fakturę za marzec.";
  private static final String UNSURE = "kontrola faktury, jaki termin?";

  @TempDir private Path folder;
  private final Behind behind = new Behind();

  @Test
  void decidesLocallyWhereThatIsSure() throws Exception {
    try (CascadeDecider cascade = cascade(0.95, OfficeMail.CATEGORIES)) {
      Decision.Delegated decided = decide(cascade, SURE);
      assertThat(decided.by()).startsWith("local:svc-");
      assertThat(decided.decision())
          .isInstanceOfSatisfying(
              Decision.Answer.class,
              answer -> {
                assertThat(answer.category()).isEqualTo("invoice");
                assertThat(answer.calibrated()).isTrue();
              });
      assertThat(behind.asked).isZero();
    }
  }

  @Test
  void asksTheModelWhereTheLocalOneIsUnsure() throws Exception {
    try (CascadeDecider cascade = cascade(0.95, OfficeMail.CATEGORIES)) {
      for (String text : List.of(UNSURE, "", "xyzzy plugh")) {
        assertThat(decide(cascade, text))
            .isEqualTo(new Decision.Delegated("model:behind", Behind.ANSWER));
      }
      assertThat(behind.asked).isEqualTo(3);
    }
  }

  @Test
  void asksTheModelWhereTheActionsNeedWhatOnlyItWrites() throws Exception {
    try (CascadeDecider cascade = cascade(0.9, Set.of("tax-office", "question"))) {
      assertThat(decide(cascade, SURE).by()).isEqualTo("model:behind");
      assertThat(decide(cascade, "wezwanie z urzędu w sprawie VAT").by()).startsWith("local:");
    }
  }

  @Test
  void waitsForTheModelRatherThanGuess() throws Exception {
    behind.says = new Decision.Later(Instant.EPOCH, true, "429");
    try (CascadeDecider cascade = cascade(0.95, OfficeMail.CATEGORIES)) {
      assertThat(decide(cascade, UNSURE))
          .isEqualTo(new Decision.Delegated("model:behind", behind.says));
      assertThat(decide(cascade, SURE).by()).startsWith("local:");
    }
  }

  @Test
  void keepsTheNameOfWhoeverTheModelDelegatedTo() throws Exception {
    behind.says = new Decision.Delegated("model:small", Behind.ANSWER);
    try (CascadeDecider cascade = cascade(0.95, OfficeMail.CATEGORIES)) {
      assertThat(decide(cascade, UNSURE)).isEqualTo(behind.says);
    }
  }

  @Test
  void asksTheModelAboutEverythingWhereNothingIsDemonstrated() throws Exception {
    try (CascadeDecider cascade = cascade(0.99, OfficeMail.CATEGORIES)) {
      assertThat(decide(cascade, SURE).by()).isEqualTo("model:behind");
      assertThat(cascade.check())
          .isInstanceOfSatisfying(
              CheckResult.Warning.class,
              warning -> {
                assertThat(warning.detail())
                    .isEqualTo(
                        "the local model decides nothing by itself, as a precision ≥ 99 % is not"
                            + " demonstrated: its surest answers demonstrate no more than 98.0 % in"
                            + " 5-fold cross-validation on 192 examples; every item asks"
                            + " model:behind: it answers");
                assertThat(warning.cure()).contains("more labelled texts");
              });
    }
  }

  @Test
  void asksTheModelWhereTheLocalOneCannotBeTrained() throws Exception {
    List<Example> one = List.of(new Example("przesyłam fakturę", "invoice"));
    LocalDecider local = new LocalDecider(one, OfficeMail.CATEGORIES, folder, 1);
    try (CascadeDecider cascade =
        new CascadeDecider(local, behind, 0.9, 0.7, OfficeMail.CATEGORIES)) {
      cascade.prepare();
      assertThat(decide(cascade, SURE).by()).isEqualTo("model:behind");
      assertThat(cascade.check().detail()).contains("cannot be trained: all 1 examples");
    }
  }

  @Test
  void saysWhatShareItDecidesLocally() throws Exception {
    try (CascadeDecider cascade = cascade(0.95, OfficeMail.CATEGORIES)) {
      assertThat(cascade.check()).isInstanceOf(CheckResult.Fine.class);
      assertThat(cascade.check().detail())
          .matches(
              "the local model decides an estimated \\d+ % of items at 0\\.\\d+ and above"
                  + " \\(precision ≥ 95 % in 5-fold cross-validation on 192 examples\\); the rest"
                  + " asks model:behind: it answers");
      behind.found = new CheckResult.Failed("no key", "bind one");
      assertThat(cascade.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class,
              failed -> {
                assertThat(failed.detail())
                    .startsWith("the local model decides")
                    .contains("no key");
                assertThat(failed.cure()).isEqualTo("bind one");
              });
    }
  }

  @Test
  void isNamedByBoth() {
    try (CascadeDecider cascade = cascade(0.95, OfficeMail.CATEGORIES)) {
      assertThat(cascade.name()).isEqualTo("cascade:local+model:behind");
      assertThat(cascade.revision()).isEqualTo("local-2, prompt 7");
    }
    assertThat(behind.closed).isTrue();
  }

  private CascadeDecider cascade(double precision, Set<String> decidable) {
    LocalDecider local = new LocalDecider(OfficeMail.examples(), OfficeMail.CATEGORIES, folder, 1);
    return new CascadeDecider(local, behind, precision, 0.7, decidable);
  }

  private static Decision.Delegated decide(CascadeDecider cascade, String text)
      throws InterruptedException {
    return (Decision.Delegated) cascade.decide(Content.ofText(text, TextLanguage.PL));
  }

  /** Says what it is told to. */
  private static final class Behind implements Decider {
    static final Decision ANSWER =
        new Decision.Answer(
            "question", 0.8, false, "why", Map.of("summary", "s"), Decision.Usage.NONE);

    private Decision says = ANSWER;
    private CheckResult found = new CheckResult.Fine("it answers");
    private int asked;
    private boolean closed;

    @Override
    public String name() {
      return "model:behind";
    }

    @Override
    public String revision() {
      return "prompt 7";
    }

    @Override
    public Decision decide(Content content) {
      asked++;
      return says;
    }

    @Override
    public CheckResult check() {
      return found;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
