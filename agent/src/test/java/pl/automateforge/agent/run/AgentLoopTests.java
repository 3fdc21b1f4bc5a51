package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.journal.DueState;
import pl.automateforge.agent.journal.Rows;
import pl.automateforge.agent.journal.SqliteJournal;

class AgentLoopTests {
  @TempDir Path folder;

  private Lab lab(String missed, String onOverlap) {
    String schedule = "{every: 15m, hours: '06:00-22:00', days: mon-fri, missed: " + missed + "}";
    Lab lab =
        new Lab(
            folder,
            "timezone: Europe/Warsaw\nschedule: "
                + schedule
                + "\nlimits: {onOverlap: "
                + onOverlap
                + "}\n");
    // Friday 11:05 in Warsaw.
    lab.clock.set(Instant.parse("2026-11-20T10:05:00Z"));
    return lab;
  }

  private static AgentLoop loop(Lab.Life life) {
    return new AgentLoop(life.agent, life.stop, Optional::empty);
  }

  private static List<Instant> due(Lab.Life life, DueState state) {
    return life.view().due(state).stream().map(Rows.Due::due).toList();
  }

  @Test
  void recordsComingRunsBeforeTheyAreDue() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      assertThat(loop.turn()).isFalse();
      assertThat(due(life, DueState.COMING))
          .hasSizeGreaterThanOrEqualTo(5)
          .startsWith(Instant.parse("2026-11-20T10:15:00Z"), Instant.parse("2026-11-20T10:30:00Z"));
      assertThat(life.view().runs()).isEmpty();
    }
  }

  @Test
  void beginsARunWhenItIsDue() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    lab.source.add("a one");
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:01Z"));
      assertThat(loop.turn()).isTrue();
      assertThat(loop.turn()).isFalse();

      assertThat(life.view().runs())
          .singleElement()
          .satisfies(r -> assertThat(r.due()).isEqualTo(Instant.parse("2026-11-20T10:15:00Z")))
          .satisfies(r -> assertThat(r.sums().done()).isEqualTo(1));
      assertThat(due(life, DueState.MISSED)).isEmpty();
    }
  }

  @Test
  void makesUpOnceForRunsThatDidNotBeginAndRecordsTheOthers() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    try (Lab.Life life = lab.new Life()) {
      loop(life).turn();
    }
    lab.clock.set(Instant.parse("2026-11-20T11:20:00Z"));
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      assertThat(loop.turn()).isTrue();
      assertThat(loop.turn()).isFalse();
      assertThat(life.view().runs()).hasSize(1);
      assertThat(due(life, DueState.MISSED))
          .containsExactly(
              Instant.parse("2026-11-20T10:15:00Z"),
              Instant.parse("2026-11-20T10:30:00Z"),
              Instant.parse("2026-11-20T10:45:00Z"),
              Instant.parse("2026-11-20T11:00:00Z"));
      assertThat(life.view().alerts()).extracting(Rows.Alert::key).contains("run.missed");
    }
  }

  @Test
  void makesUpForNothingWhereTheSpecSaysSo() throws InterruptedException {
    Lab lab = lab("skip", "skip");
    try (Lab.Life life = lab.new Life()) {
      loop(life).turn();
    }
    lab.clock.set(Instant.parse("2026-11-20T11:20:00Z"));
    try (Lab.Life life = lab.new Life()) {
      assertThat(loop(life).turn()).isFalse();
      assertThat(life.view().runs()).isEmpty();
      assertThat(due(life, DueState.MISSED)).hasSize(5);
    }
  }

  /** Each question takes 40 minutes of the lab's clock: two due runs pass meanwhile. */
  private static void makeSlow(Lab lab) {
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(_ -> {
          lab.clock.advance(Duration.ofMinutes(40));
          return ScriptedDecider.answer("a", 0.9);
        });
  }

  @Test
  void skipsRunsThatAreDueWhileOneIsAtWork() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    makeSlow(lab);
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:00Z"));
      loop.turn();
      assertThat(loop.turn()).isFalse();
      assertThat(life.view().runs()).hasSize(1);
      assertThat(life.view().due(DueState.MISSED))
          .hasSize(2)
          .allSatisfy(d -> assertThat(d.why()).contains("still at work"));
    }
  }

  @Test
  void runsOnceMoreForRunsThatWereDueMeanwhileWhereTheSpecQueuesThem() throws InterruptedException {
    Lab lab = lab("run-once", "queue");
    makeSlow(lab);
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:00Z"));
      loop.turn();
      assertThat(life.view().runs()).hasSize(2);
      assertThat(life.view().runs().getLast().due())
          .isEqualTo(Instant.parse("2026-11-20T10:45:00Z"));
    }
  }

  @Test
  void goesOnAtOnceWhenAPersonApproved() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    lab.source.add("risky one");
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:00Z"));
      loop.turn();
      String item = life.view().waiting().getFirst().id();
      SqliteJournal.say(lab.state, InboxReader.VERDICT, item, "approve", "anna", Lab.START);
      assertThat(loop.turn()).isTrue();
      assertThat(lab.target.all()).hasSize(1);
    }
  }

  @Test
  void goesOnWithAHeldItemBetweenRuns() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(120), false, "500"));
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:00Z"));
      loop.turn();
      assertThat(loop.turn()).isFalse();
      lab.clock.advance(Duration.ofMinutes(3));
      assertThat(loop.turn()).isTrue();
      assertThat(lab.decider.asked).hasValue(2);
    }
  }

  @Test
  void saysWhyItIsNotReadyAfterARunFailed() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    lab.wrapSource = FailingSource::new;
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:00Z"));
      loop.turn();
      assertThat(loop.unready().orElseThrow()).contains("the folder is gone");
    }
  }

  @Test
  void tellsACronStartedProcessWhichRunItIs() {
    Lab lab = lab("run-once", "skip");
    try (Lab.Life life = lab.new Life()) {
      loop(life).dueNow();
    }
    lab.clock.set(Instant.parse("2026-11-20T10:15:02Z"));
    try (Lab.Life life = lab.new Life()) {
      assertThat(loop(life).dueNow()).isEqualTo(Instant.parse("2026-11-20T10:15:00Z"));
    }
  }

  @Test
  void runsOnceAfterALongAbsence() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    try (Lab.Life life = lab.new Life()) {
      loop(life).turn();
    }
    lab.clock.set(Instant.parse("2026-11-26T10:20:00Z"));
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      assertThat(loop.turn()).isTrue();
      assertThat(loop.turn()).isFalse();
      assertThat(life.view().runs()).hasSize(1);
    }
  }

  @Test
  void waitsForTheNextRunWhileTheGateIsShut() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    lab.source.add("a one");
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(120), false, "500"));
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      loop.turn();
      lab.clock.set(Instant.parse("2026-11-20T10:15:00Z"));
      loop.turn();
    }
    lab.decider =
        new ScriptedDecider(
            _ -> new Decision.Later(lab.clock.instant().plusSeconds(3600), true, "529"));
    lab.clock.advance(Duration.ofMinutes(3));
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = loop(life);
      assertThat(loop.turn()).isTrue();
      assertThat(loop.turn()).isFalse();
      assertThat(loop.turn()).isFalse();
    }
  }

  @Test
  void endsWhenItsLockIsOursNoLonger() throws InterruptedException {
    Lab lab = lab("run-once", "skip");
    try (Lab.Life life = lab.new Life()) {
      AgentLoop loop = new AgentLoop(life.agent, life.stop, () -> Optional.of("the lock is gone"));
      assertThat(loop.run()).contains("the lock is gone");
    }
  }
}
