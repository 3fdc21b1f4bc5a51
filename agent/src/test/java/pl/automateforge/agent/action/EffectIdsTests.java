package pl.automateforge.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pl.automateforge.agent.source.ItemIdentity;

final class EffectIdsTests {
  private static final String HASH = "ab".repeat(32);
  private static final ItemIdentity ITEM = new ItemIdentity("folder", "1.eml", HASH);

  @Test
  void givesTheSameIdOnEveryMachine() {
    assertThat(EffectIds.of("acme-biuro", ITEM, "tell-crm", 0))
        .isEqualTo("1494435f3ce2cfc7201c52e304f807fb")
        .matches("[0-9a-f]{32}");
  }

  @Test
  void givesAnotherIdForAnotherAnything() {
    Set<String> ids = new HashSet<>();
    ids.add(EffectIds.of("a", ITEM, "x", 0));
    ids.add(EffectIds.of("b", ITEM, "x", 0));
    ids.add(EffectIds.of("a", ITEM, "y", 0));
    ids.add(EffectIds.of("a", ITEM, "x", 1));
    ids.add(EffectIds.of("a", new ItemIdentity("folder", "2.eml", HASH), "x", 0));
    ids.add(EffectIds.of("a", new ItemIdentity("INBOX/7", "1.eml", HASH), "x", 0));
    ids.add(EffectIds.of("a", new ItemIdentity("folder", "1.eml", "cd".repeat(32)), "x", 0));
    // The same characters, cut elsewhere.
    ids.add(EffectIds.of("a", new ItemIdentity("folder1", ".eml", HASH), "x", 0));

    assertThat(ids).hasSize(8);
  }
}
