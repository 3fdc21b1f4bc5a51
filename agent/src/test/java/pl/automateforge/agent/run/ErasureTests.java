package pl.automateforge.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.journal.EffectState;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.ItemTexts;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.journal.Outcome;
import pl.automateforge.agent.journal.SqliteJournal;

class ErasureTests {
  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  private static String id(String message) {
    return MemorySource.identity(message).id("lab");
  }

  private String erase(Lab.Life life, String person) {
    long word =
        SqliteJournal.say(lab.state, InboxReader.ERASE, person, "", "dpo", lab.clock.instant());
    life.agent.consumeInbox();
    return life.view().inboxResult(word).orElseThrow();
  }

  @Test
  void erasesAPersonWhileTheAgentIsAtWorkAndForgetsWhoItWas() throws Exception {
    String hers = "a letter of Anna Zawadzka, PESEL 85010112345";
    lab.source.add(hers);
    lab.source.add("a letter of Anna");
    try (Lab.Life life = lab.new Life()) {
      life.run();

      assertThat(erase(life, "anna  ZAWADZKA")).isEqualTo("erased: " + id(hers));

      assertThat(life.view().texts(id(hers))).isEqualTo(ItemTexts.NONE);
      assertThat(life.view().texts(id("a letter of Anna")).text()).isEqualTo("a letter of Anna");
      assertThat(life.view().item(id(hers)).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
      assertThat(life.view().effects(id(hers))).hasSize(1);
      assertThat(life.view().firstBrokenLink()).isEmpty();
      assertThat(files()).noneMatch(bytes -> bytes.matches("(?is).*zawadzka.*"));
      assertThat(erase(life, "85010112345")).isEqualTo("erased:");
      assertThat(files()).noneMatch(bytes -> bytes.contains("85010112345"));
      life.run();
      assertThat(lab.decider.asked).as("it is not taken as new").hasValue(2);
    }
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(lab.state)) {
      return all.map(
              file -> {
                try {
                  return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  @Test
  void endsWhatWaitedForAPerson() throws InterruptedException {
    String hers = "risky Anna Zawadzka";
    lab.source.add(hers);
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.view().waiting()).hasSize(1);

      erase(life, "Zawadzka");

      ItemRow item = life.view().item(id(hers)).orElseThrow();
      assertThat(item.state()).isEqualTo(ItemState.COMPLETED);
      assertThat(item.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(item.why()).isEqualTo(Erasure.WHY);
      life.run();
      assertThat(lab.target.all()).isEmpty();
    }
  }

  @Test
  void leavesADoubtfulEffectForAPersonAndSendsItNeverAgain() throws InterruptedException {
    lab.source.add("d Anna Zawadzka");
    lab.wrapAction =
        action ->
            new PassingAction(action) {
              @Override
              public pl.automateforge.agent.action.EffectResult perform(
                  pl.automateforge.agent.action.EffectRequest request, boolean repeated) {
                return new pl.automateforge.agent.action.EffectResult.Unknown("lost");
              }
            };
    try (Lab.Life life = lab.new Life()) {
      life.run();
      String effect = life.view().ambiguous().getFirst().id();
      erase(life, "Zawadzka");
      assertThat(life.view().ambiguous()).hasSize(1);

      long again =
          SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "again", "x", Lab.START);
      long sent = SqliteJournal.say(lab.state, InboxReader.RESOLVE, effect, "sent", "x", Lab.START);
      life.run();

      assertThat(life.view().inboxResult(again).orElseThrow())
          .isEqualTo("refused: the item's texts are gone, so it cannot be sent again");
      assertThat(life.view().inboxResult(sent)).contains("settled: sent");
      assertThat(life.view().effect(effect).orElseThrow().state()).isEqualTo(EffectState.DONE);
      assertThat(life.view().item(id("d Anna Zawadzka")).orElseThrow().state())
          .isEqualTo(ItemState.COMPLETED);
    }
  }

  @Test
  void erasesWhatObservationShowed() throws InterruptedException {
    lab.mode = Mode.OBSERVE;
    lab.source.add("a Anna Zawadzka");
    try (Lab.Life life = lab.new Life()) {
      life.run();
      assertThat(life.view().effects(id("a Anna Zawadzka")).getFirst().description()).isNotNull();
      erase(life, "Zawadzka");
      assertThat(life.view().effects(id("a Anna Zawadzka")).getFirst().description()).isNull();
    }
  }

  @Test
  void erasesOverAYearsJournalInSeconds() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      lab.source.add("a letter number " + i + (i % 100 == 0 ? " of Anna Zawadzka" : ""));
    }
    try (Lab.Life life = lab.new Life()) {
      while (life.run().backlog() > 0) {
        lab.clock.advance(Duration.ofMinutes(1));
      }
      assertThat(erase(life, "Anna Zawadzka").split(" ")).hasSize(21);
      assertThat(life.view().firstBrokenLink()).isEmpty();
    }
  }
}
