package pl.automateforge.agent.action;

import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.SourceItem;

/**
 * Where an effect's item came from.
 *
 * @param identity as the source gave it: the item may have been moved since
 * @param size of the raw bytes
 * @param raw reads the item once more, for an action that answers it; asks the source, and fails
 *     with a sentence where the item is gone. May be called from any thread
 */
public record Origin(ItemIdentity identity, long size, SourceItem.Raw raw) {}
