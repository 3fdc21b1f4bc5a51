package pl.automateforge.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.check.CheckResult;

/** What every action does. Effects are counted at the target, never by what an action claims. */
public abstract class ActionContractTests {

  /** An action whose target works. The subclass closes it. */
  protected abstract Action action();

  /** An action whose target is not there. */
  protected abstract Action actionWithoutTarget();

  /** How often the effect happened at the target. */
  protected abstract long effectsAtTarget(String effect);

  /** Whether the target was not even looked at. */
  protected abstract boolean targetUntouched();

  /** A request whose item the action can find; the same for the same word. */
  protected EffectRequest request(String word) {
    return Effects.request(word);
  }

  @Test
  void describesWithoutTouchingTheTarget() {
    EffectRequest request = request("describe");

    String first = action().describe(request);

    assertThat(first).isEqualTo(action().describe(request)).isNotBlank();
    assertThat(first).contains("category invoice").doesNotContain(Effects.SUBJECT);
    assertThat(targetUntouched()).isTrue();
  }

  @Test
  void isNotThereBeforeItIsUsed() {
    assertThat(action().name()).isNotBlank();
    assertThat(action().effectClass()).isNotNull();
    assertThat(targetUntouched()).isTrue();
  }

  @Test
  void performsAnEffectOnce() throws Exception {
    EffectRequest request = request("once");

    assertThat(action().perform(request, false)).isInstanceOf(EffectResult.Done.class);

    assertThat(effectsAtTarget(request.effect())).isOne();
  }

  @Test
  void tellsNothingPersonalInAReceipt() throws Exception {
    EffectResult result = action().perform(request("receipt"), false);

    assertThat(result)
        .isInstanceOfSatisfying(
            EffectResult.Done.class,
            done ->
                assertThat(done.receipt())
                    .hasSizeLessThan(200)
                    .doesNotContain(Effects.SUBJECT, Effects.SENDER));
  }

  @Test
  void leavesOneEffectWhenRepeated() throws Exception {
    assumeTrue(
        action().effectClass() == EffectClass.A || action().effectClass() == EffectClass.C,
        "only A and C are repeated");
    EffectRequest request = request("again");

    for (int i = 0; i < 3; i++) {
      assertThat(action().perform(request, i > 0)).isInstanceOf(EffectResult.Done.class);
    }

    assertThat(effectsAtTarget(request.effect())).isOne();
  }

  @Test
  void performsManyEffectsAtOnce() throws Exception {
    assumeTrue(action().effectClass() != EffectClass.D, "class D is performed one at a time");
    List<EffectRequest> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      requests.add(request("many " + i));
    }

    List<EffectResult> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EffectResult>> futures = new ArrayList<>();
      for (EffectRequest request : requests) {
        futures.add(threads.submit(() -> action().perform(request, false)));
      }
      for (Future<EffectResult> future : futures) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
    }

    assertThat(results).hasSize(200).hasOnlyElementsOfType(EffectResult.Done.class);
    assertThat(requests).allMatch(request -> effectsAtTarget(request.effect()) == 1);
  }

  @Test
  void takesHostileTextsForTexts() throws Exception {
    String hostile =
        "\"},{\r\n\0\u0085\u2028\uD800 \uDC00{{x}} ${y} \u202E\uFFFF" + "z".repeat(300_000);
    EffectRequest request =
        new EffectRequest(
            request("hostile").effect(),
            "agent",
            "item",
            "invoice",
            0.5,
            hostile,
            hostile,
            hostile,
            Map.of("a\"\n", hostile),
            request("hostile").origin());

    assertThat(action().perform(request, false)).isInstanceOf(EffectResult.Done.class);

    assertThat(effectsAtTarget(request.effect())).isOne();
  }

  @Test
  void checksWithoutAnEffect() {
    assertThat(action().check())
        .isInstanceOfSatisfying(
            CheckResult.Fine.class, fine -> assertThat(fine.detail()).isNotBlank());

    assertThat(effectsAtTarget(request("check").effect())).isZero();
  }

  @Test
  void saysWhatIsWrongWithATargetThatIsNotThere() throws Exception {
    try (Action lost = actionWithoutTarget()) {
      assertThat(lost.check())
          .isInstanceOfSatisfying(
              CheckResult.Failed.class,
              failed -> {
                assertThat(failed.detail()).isNotBlank();
                assertThat(failed.cure()).isNotBlank();
              });
    }
  }

  @Test
  void putsOffWhatItCannotDoNow() throws Exception {
    try (Action lost = actionWithoutTarget()) {
      assertThat(lost.perform(request("lost"), false)).isInstanceOf(EffectResult.NotNow.class);
    }
  }

  @Test
  void closesTwice() throws Exception {
    action().perform(request("close"), false);

    assertThatCode(
            () -> {
              action().close();
              action().close();
            })
        .doesNotThrowAnyException();
  }
}
