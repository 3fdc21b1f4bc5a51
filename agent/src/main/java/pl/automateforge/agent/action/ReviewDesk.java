package pl.automateforge.agent.action;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.ItemIdentity;

/**
 * An action that lays items where people work, such as a mailbox folder. What a person does with an
 * item there is their verdict.
 */
public interface ReviewDesk extends Action {

  /**
   * What people did with items since they were laid there, by item id. An item that still lies
   * there is not among the answers, nor is one of which nobody can tell now.
   *
   * @throws IOException where the place cannot be read now
   */
  Map<String, Taken> taken(Collection<Laid> laid) throws IOException;

  /**
   * An item that waits for a person.
   *
   * @param item its id
   * @param receipt of the effect that laid it there
   */
  record Laid(String item, ItemIdentity identity, long size, String receipt) {}

  /**
   * An item that a person took.
   *
   * @param place where it is now, as the spec writes the names of its folders; empty where it was
   *     deleted
   * @param again the identity under which the source would give it as a new item, where the person
   *     put it back into the source's own folder; null elsewhere
   */
  record Taken(String place, @Nullable ItemIdentity again) {}
}
