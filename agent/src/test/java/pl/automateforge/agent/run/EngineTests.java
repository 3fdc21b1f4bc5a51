package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.RunState;
import pl.automateforge.agent.journal.RunSums;
import pl.automateforge.agent.journal.SqliteJournal;

class EngineTests {
  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void lab() {
    lab = new Lab(folder);
  }

  @Test
  void bringsEveryItemToAnEndAndBalancesTheSums() throws InterruptedException {
    lab.source.add("a one");
    lab.source.add("b two");
    lab.source.add("c three");
    lab.source.add("d four");
    lab.source.add("none five");
    lab.source.add("risky six");
    lab.source.add("unsure seven");
    lab.source.add("broken eight");
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();

      assertThat(report.state()).isEqualTo(RunState.COMPLETED);
      assertThat(report.sums()).isEqualTo(new RunSums(8, 5, 0, 3, 0, 0));
      assertThat(report.backlog()).isZero();
      assertThat(lab.target.all().values()).hasSize(4).containsOnly(1);
      assertThat(life.view().firstBrokenLink()).isEmpty();
    }
    assertThat(lab.source.settled).hasSize(5);
  }

  @Test
  void takesNoItemTwice() throws InterruptedException {
    lab.source.add("a one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.run().sums()).isEqualTo(RunSums.NONE);
    }
    assertThat(lab.decider.asked).hasValue(1);
  }

  @Test
  void showsInObservationWhatItWouldDoAndDoesNothing() throws InterruptedException {
    lab.mode = Mode.OBSERVE;
    lab.source.add("all one");
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(1);
      String item = MemorySource.identity("all one").id("lab");
      assertThat(life.view().effects(item))
          .hasSize(4)
          .allSatisfy(e -> assertThat(e.state()).isEqualTo(EffectState.WOULD_DO))
          .allSatisfy(e -> assertThat(e.description()).startsWith("tell the target"));
    }
    assertThat(lab.target.all()).isEmpty();
  }

  @Test
  void waitsForAPersonWhereTheRiskIsHighAndActsOnceTheyApproved() throws InterruptedException {
    lab.source.add("risky one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(lab.target.all()).isEmpty();
      ItemRow item = life.view().waiting().getFirst();

      SqliteJournal.say(
          lab.state, InboxReader.VERDICT, item.id(), "approve", "anna", lab.clock.instant());
      RunReport report = life.run();

      assertThat(report.sums()).isEqualTo(new RunSums(1, 1, 0, 0, 0, 0));
      assertThat(lab.target.all().values()).containsExactly(1);
      assertThat(life.view().item(item.id()).orElseThrow().confirmed()).isTrue();
    }
  }

  @Test
  void followsThePlanOfTheCategoryThatAPersonNames() throws InterruptedException {
    lab.source.add("unsure one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      ItemRow item = life.view().waiting().getFirst();
      assertThat(item.proposed()).isEqualTo("a");
      assertThat(item.category()).isEqualTo("none");

      SqliteJournal.say(lab.state, InboxReader.VERDICT, item.id(), "all", "anna", Lab.START);
      life.run();

      assertThat(lab.target.all()).hasSize(4);
    }
  }

  @Test
  void dismissesAnItemWithoutActing() throws InterruptedException {
    lab.source.add("risky one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      ItemRow item = life.view().waiting().getFirst();
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item.id(), "dismiss", "anna", Lab.START);
      life.agent.consumeInbox();
      assertThat(life.view().item(item.id()).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    }
    assertThat(lab.target.all()).isEmpty();
  }

  @Test
  void refusesAVerdictAboutAnItemThatDoesNotWait() throws InterruptedException {
    lab.source.add("a one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String item = MemorySource.identity("a one").id("lab");
      long word = SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "b", "anna", Lab.START);
      assertThat(life.agent.consumeInbox()).isFalse();
      assertThat(life.view().inboxResult(word).orElseThrow()).contains("neither waits");
    }
  }

  @Test
  void stopsAtOnceWhereAskingMakesNoSenseAndLosesNothing() throws InterruptedException {
    lab.source.add("a one");
    lab.source.add("b two");
    lab.decider = new ScriptedDecider(_ -> new Decision.Stopped("the key is wrong.", "Set one."));
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();
      assertThat(report.state()).isEqualTo(RunState.FAILED);
      assertThat(report.cause()).contains("the key is wrong");
      assertThat(report.sums()).isEqualTo(new RunSums(2, 0, 0, 0, 0, 2));
      assertThat(life.view().alerts()).hasSize(1);
    }
    lab.decider = new ScriptedDecider(_ -> ScriptedDecider.answer("a", 0.9));
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(2, 2, 0, 0, 0, 0));
      assertThat(life.view().alerts()).allSatisfy(a -> assertThat(a.resolved()).isNotNull());
    }
  }

  @Test
  void waitsForAnOpenGateWithoutCountingAnAttempt() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(_ -> {
          if (asked.incrementAndGet() < 4) {
            lab.clock.advance(Duration.ofSeconds(10));
            return new Decision.Later(lab.clock.instant(), true, "overloaded");
          }
          return ScriptedDecider.answer("a", 0.9);
        });
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(1);
      assertThat(asked).hasValue(4);
    }
  }

  @Test
  void holdsAnItemWhoseDecisionFailsForLongAndGoesOnInALaterRun() throws InterruptedException {
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(300), false, "500"));
    String item = MemorySource.identity("a one").id("lab");
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().inFlight()).isEqualTo(1);
      assertThat(life.view().item(item).orElseThrow().state()).isEqualTo(ItemState.HELD);
      assertThat(life.run().sums().taken()).isZero();
    }
    lab.clock.advance(Duration.ofMinutes(6));
    lab.decider = new ScriptedDecider(_ -> ScriptedDecider.answer("a", 0.9));
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(1);
    }
  }

  @Test
  void putsAnItemBeforeAPersonWhenNoDecisionCanBeHadAtAll() throws InterruptedException {
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(300), false, "500"));
    for (int i = 0; i < Backoff.ATTEMPTS; i++) {
      try (Lab.Life life = lab.new Life()) {
        life.run();
      }
      lab.clock.advance(Duration.ofHours(2));
    }
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.view().waiting()).hasSize(1);
    }
  }

  @Test
  void fallsBackWhereTheModelRefuses() throws InterruptedException {
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(_ ->
            new Decision.NoAnswer(Decision.NoAnswer.Kind.REFUSED, "cyber", Decision.Usage.NONE));
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().escalated()).isEqualTo(1);
      assertThat(life.view().waiting().getFirst().category()).isEqualTo("none");
    }
  }

  @Test
  void breaksTheLinksOfWhatAServiceSays() throws InterruptedException {
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(_ ->
            new Decision.NoAnswer(
                Decision.NoAnswer.Kind.REJECTED,
                "see https://evil.example/pay",
                Decision.Usage.NONE));
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String item = life.view().waiting().getFirst().id();
      assertThat(life.view().texts(item).reason()).isEqualTo("see hxxps://evil[.]example/pay");
    }
  }

  /** What an action answers, in turn; the last one again and again. */
  private Action answering(Action real, EffectResult... results) {
    AtomicInteger turn = new AtomicInteger();
    return new PassingAction(real) {
      @Override
      public EffectResult perform(EffectRequest request, boolean repeated)
          throws InterruptedException {
        EffectResult result = results[Math.min(turn.getAndIncrement(), results.length - 1)];
        return result instanceof EffectResult.Done ? super.perform(request, repeated) : result;
      }
    };
  }

  @Test
  void triesAgainWhatTheTargetPutOff() throws InterruptedException {
    lab.source.add("d one");
    lab.wrapAction =
        real ->
            answering(
                real, new EffectResult.NotNow("busy", Duration.ZERO), new EffectResult.Done("ok"));
    try (Lab.Life life = lab.new Life()) {
      Thread ticking = Thread.startVirtualThread(() -> tick(life.stop));
      RunReport report = life.run();
      life.stop.stop();
      ticking.join();
      assertThat(report.sums().done()).isEqualTo(1);
    }
    assertThat(lab.target.all().values()).containsExactly(1);
  }

  private void tick(StopSignal stop) {
    try {
      while (!stop.await(Duration.ofMillis(5))) {
        lab.clock.advance(Duration.ofMillis(500));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void beginsAFailedItemAgainWhereAPersonSaysSo() throws InterruptedException {
    lab.source.add("a one");
    AtomicBoolean mended = new AtomicBoolean();
    lab.wrapAction =
        real ->
            new PassingAction(real) {
              @Override
              public EffectResult perform(EffectRequest request, boolean repeated)
                  throws InterruptedException {
                return mended.get()
                    ? super.perform(request, repeated)
                    : new EffectResult.Refused("there is no such folder");
              }
            };
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().failed()).isOne();
      mended.set(true);
      assertThat(life.run().sums().taken()).isZero();
      String item = MemorySource.identity("a one").id("lab");
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "approve", "anna", Lab.START);

      assertThat(life.run().sums().done()).isOne();
      assertThat(lab.target.all()).hasSize(1);
    }
  }

  @Test
  void failsAnItemWhoseActionIsRefusedAndRaisesAnAlert() throws InterruptedException {
    lab.source.add("c one");
    lab.wrapAction = real -> answering(real, new EffectResult.Refused("400"));
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();
      assertThat(report.sums().failed()).isEqualTo(1);
      assertThat(report.good()).isFalse();
      assertThat(life.view().alerts()).extracting(a -> a.key()).containsExactly("action.c");
    }
  }

  @Test
  void asksAPersonWhereNobodyKnowsWhetherClassDHappened() throws InterruptedException {
    lab.source.add("d one");
    lab.wrapAction =
        real -> answering(real, new EffectResult.Unknown("cut"), new EffectResult.Done(""));
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().escalated()).isEqualTo(1);
      String effect = life.view().ambiguous().getFirst().id();
      assertThat(life.run().sums().taken()).isZero();

      SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "again", "anna", Lab.START);
      assertThat(life.run().sums().done()).isEqualTo(1);
      assertThat(lab.target.count(effect)).isEqualTo(1);
    }
  }

  @Test
  void believesAPersonWhoSaysItWasSent() throws InterruptedException {
    lab.source.add("d one");
    lab.wrapAction = real -> answering(real, new EffectResult.Unknown("cut"));
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String effect = life.view().ambiguous().getFirst().id();
      SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "sent", "anna", Lab.START);
      life.run();
      assertThat(life.view().effect(effect).orElseThrow().state()).isEqualTo(EffectState.DONE);
      assertThat(lab.target.all()).isEmpty();
    }
  }

  @Test
  void failsAnItemWhoseEffectWasNotSentAsAPersonSays() throws InterruptedException {
    lab.source.add("d one");
    lab.wrapAction = real -> answering(real, new EffectResult.Unknown("cut"));
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String effect = life.view().ambiguous().getFirst().id();
      SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "not-sent", "anna", Lab.START);
      life.agent.consumeInbox();
      ItemRow item = life.view().item(MemorySource.identity("d one").id("lab")).orElseThrow();
      assertThat(item.outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void beginsAgainWhatAPersonDecidedAndNotWhatTheModelProposed() throws InterruptedException {
    lab.source.add("unsure one");
    lab.wrapAction = real -> answering(real, new EffectResult.Refused("full"));
    String item = MemorySource.identity("unsure one").id("lab");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.view().item(item).orElseThrow().proposed()).isEqualTo("a");
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "b", "anna", Lab.START);
      life.run();
      assertThat(life.view().item(item).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);

      SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "approve", "anna", Lab.START);
      life.agent.consumeInbox();

      assertThat(life.view().item(item).orElseThrow().category()).isEqualTo("b");
    }
  }

  @Test
  void skipsAnItemThatIsGoneBeforeItWasRead() throws InterruptedException {
    lab.source.add("a one");
    lab.decider = new ScriptedDecider(_ -> new Decision.Stopped("no", ""));
    try (Lab.Life life = lab.new Life()) {
      life.run();
    }
    lab.source.remove("a one");
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(1, 0, 1, 0, 0, 0));
    }
  }

  @Test
  void handsBackWhatIsInFlightWhenItIsStopped() throws InterruptedException {
    lab.source.add("a one");
    lab.source.add("a two");
    try (Lab.Life life = lab.new Life()) {
      life.stop.stop();
      RunReport report = life.run();
      assertThat(report.state()).isEqualTo(RunState.STOPPED);
      assertThat(report.sums()).isEqualTo(new RunSums(2, 0, 0, 0, 0, 2));
    }
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(2);
    }
  }

  @Test
  void takesNoMoreThanItsLimitAndSaysWhatWaits() throws InterruptedException {
    for (int i = 0; i < 60; i++) {
      lab.source.add("none " + i);
    }
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();
      assertThat(report.sums().taken()).isEqualTo(50);
      assertThat(report.backlog()).isEqualTo(10);
      assertThat(life.run().sums().taken()).isEqualTo(10);
    }
  }

  @Test
  void endsTheRunsOfAProcessThatDied() throws InterruptedException {
    lab.source.add("a one");
    lab.wrapJournal =
        real ->
            new CutJournal(real, e -> e instanceof pl.automateforge.agent.journal.Entry.RunEnded);
    try (Lab.Life life = lab.new Life()) {
      assertThatThrownBy(life::run).isInstanceOf(CutJournal.Cut.class);
    }
    lab.wrapJournal = Function.identity();
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.view().runs().getFirst().state()).isEqualTo(RunState.INTERRUPTED);
      assertThat(life.view().runs().getFirst().sums()).isEqualTo(new RunSums(1, 1, 0, 0, 0, 0));
    }
  }

  @Test
  void raisesAnAlertWhenTheSourceCannotBeRead() throws InterruptedException {
    lab.wrapSource = FailingSource::new;
    try (Lab.Life life = lab.new Life()) {
      RunReport report = life.run();
      assertThat(report.state()).isEqualTo(RunState.FAILED);
      assertThat(report.cause()).contains("the folder is gone");
      assertThat(life.view().alerts()).extracting(a -> a.key()).containsExactly("source");
    }
  }

  @Test
  void keepsNoTwoEffectsOfClassDInTheAirAtOnce() throws InterruptedException {
    AtomicInteger inTheAir = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 30; i++) {
      lab.source.add("d " + i);
    }
    lab.wrapAction =
        real ->
            new WatchedAction(
                real,
                () -> most.accumulateAndGet(inTheAir.incrementAndGet(), Math::max),
                inTheAir::decrementAndGet);
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(30);
    }
    assertThat(most).hasValue(1);
    assertThat(lab.target.all()).hasSize(30);
  }

  @Test
  void recordsTheSameIdsOnEveryMachine() {
    assertThat(MemorySource.identity("a one").id("lab"))
        .isEqualTo("8b0a1063b52521f27ab7be77b4063eb8")
        .isNotEqualTo(MemorySource.identity("a one").id("other"));
  }

  /** A life in production that ends after the effect was sent and before anybody wrote so down. */
  private void dieAfterSending() throws InterruptedException {
    Fate fate = new Fate(Point.AFTER_SEND, 1, _ -> {});
    lab.wrapJournal = fate::of;
    lab.wrapAction = fate::of;
    lab.wrapDecider = fate::of;
    try (Lab.Life life = lab.new Life()) {
      assertThatThrownBy(life::run).isInstanceOf(Fate.Cut.class);
    }
    lab.wrapJournal = Function.identity();
    lab.wrapAction = UnaryOperator.identity();
    lab.wrapDecider = UnaryOperator.identity();
  }

  @Test
  void leavesToProductionWhatProductionBegan() throws InterruptedException {
    lab.source.add("c one");
    dieAfterSending();
    lab.mode = Mode.OBSERVE;
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(RunSums.NONE);
    }
    lab.mode = Mode.PRODUCTION;
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(1);
      String item = MemorySource.identity("c one").id("lab");
      assertThat(life.view().effects(item))
          .singleElement()
          .satisfies(e -> assertThat(e.state()).isEqualTo(EffectState.DONE));
    }
    assertThat(lab.target.all().values()).containsExactly(1);
  }

  @Test
  void doesNotUseUpInObservationWhatAPersonApprovedForProduction() throws InterruptedException {
    lab.source.add("risky one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String item = life.view().waiting().getFirst().id();
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "approve", "anna", Lab.START);
    }
    lab.mode = Mode.OBSERVE;
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(RunSums.NONE);
    }
    lab.mode = Mode.PRODUCTION;
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums().done()).isEqualTo(1);
    }
    assertThat(lab.target.all()).hasSize(1);
  }

  @Test
  void bringsOthersThroughWhenOneItemMeetsAFaultOfOurOwn() throws InterruptedException {
    lab.source.add("poison one");
    lab.source.add("a two");
    lab.decider =
        new ScriptedDecider(content -> {
          if (content.text(Content.Part.Kind.BODY).startsWith("poison")) {
            throw new StackOverflowError("deep");
          }
          return ScriptedDecider.answer("a", 0.9);
        });
    for (int i = 0; i < 5; i++) {
      try (Lab.Life life = lab.new Life()) {
        Thread ticking = Thread.startVirtualThread(() -> tick(life.stop));
        life.run();
        life.stop.stop();
        ticking.join();
      }
      lab.clock.advance(Duration.ofHours(1));
    }
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.view().waiting())
          .singleElement()
          .satisfies(i -> assertThat(i.why()).contains("fault of the agent's own"));
      assertThat(life.view().alerts()).extracting(a -> a.key()).contains("item.fault");
    }
    assertThat(lab.target.all()).hasSize(1);
  }

  @Test
  void goesOnWithWhatIsDecidedWhenTheModelCannotBeAsked() throws InterruptedException {
    lab.source.add("risky one");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String item = life.view().waiting().getFirst().id();
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "approve", "anna", Lab.START);
    }
    lab.source.add("a two");
    lab.decider = new ScriptedDecider(_ -> new Decision.Stopped("the key is wrong.", "Set one."));
    try (Lab.Life life = lab.new Life()) {
      assertThat(life.run().sums()).isEqualTo(new RunSums(2, 1, 0, 0, 0, 1));
    }
    assertThat(lab.target.all()).hasSize(1);
  }

  @Test
  void raisesAnAlertAnewOnceTheFirstWasDealtWith() throws InterruptedException {
    lab.wrapAction = real -> answering(real, new EffectResult.Unknown("cut"));
    for (int i = 0; i < 2; i++) {
      lab.source.add("d " + i);
      try (Lab.Life life = lab.new Life()) {
        life.run();
        assertThat(life.view().alerts()).hasSize(i + 1);
        String effect = life.view().ambiguous().getFirst().id();
        SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "sent", "anna", Lab.START);
        life.run();
        assertThat(life.view().alerts()).allSatisfy(a -> assertThat(a.resolved()).isNotNull());
      }
    }
  }

  @Test
  void refusesAWordThatSettlesNothing() throws InterruptedException {
    lab.source.add("d one");
    lab.wrapAction = real -> answering(real, new EffectResult.Unknown("cut"));
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String effect = life.view().ambiguous().getFirst().id();
      long word =
          SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "maybe", "x", Lab.START);
      assertThat(life.agent.consumeInbox()).isFalse();
      assertThat(life.view().inboxResult(word).orElseThrow()).contains("maybe settles nothing");
    }
  }

  @Test
  void probesTwiceBeforeItRepeats() throws InterruptedException {
    AtomicInteger probes = new AtomicInteger();
    lab.source.add("b one");
    Fate fate = new Fate(Point.AFTER_INTENT, 1, _ -> {});
    lab.wrapJournal = fate::of;
    lab.wrapDecider = fate::of;
    try (Lab.Life life = lab.new Life()) {
      assertThatThrownBy(life::run).isInstanceOf(Fate.Cut.class);
    }
    lab.wrapJournal = Function.identity();
    lab.wrapDecider = UnaryOperator.identity();
    lab.wrapAction = real -> new SlowlyProbed(real, Duration.ofMinutes(5), probes);
    for (int i = 0; i < 4; i++) {
      try (Lab.Life life = lab.new Life()) {
        life.run();
      }
      lab.clock.advance(Duration.ofMinutes(6));
    }
    assertThat(probes).hasValue(2);
    assertThat(lab.target.all().values()).containsExactly(1);
  }

  @Test
  void saysThatTheModelsServiceHoldsAllItems() throws InterruptedException {
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(_ -> {
          lab.clock.advance(Duration.ofMinutes(3));
          return new Decision.Later(lab.clock.instant(), true, "overloaded");
        });
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.view().alerts()).extracting(a -> a.key()).contains("model.held");
      String item = MemorySource.identity("a one").id("lab");
      assertThat(life.view().item(item).orElseThrow().attempts()).isZero();
    }
  }
}
