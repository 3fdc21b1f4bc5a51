package pl.automateforge.agent.action;

import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.spec.Hashes;

/**
 * Ids of effects: the same item and action give the same id on any machine, before and after a
 * crash.
 */
public final class EffectIds {
  private static final int LENGTH = 32;

  private EffectIds() {}

  /**
   * The id of one effect. Nothing that a sender chooses freely, such as a Message-ID, takes part,
   * save through the hash of the whole content.
   *
   * @param occurrence which one it is where an item's actions name the same action several times;
   *     from 0
   * @return 32 hexadecimal digits
   */
  public static String of(String agent, ItemIdentity item, String action, int occurrence) {
    return Hashes.sha256(
            agent,
            item.container(),
            item.key(),
            item.contentHash(),
            action,
            Integer.toString(occurrence))
        .substring(0, LENGTH);
  }
}
