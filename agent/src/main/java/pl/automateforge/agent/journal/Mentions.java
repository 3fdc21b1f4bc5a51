package pl.automateforge.agent.journal;

import java.util.List;

/**
 * Where a journal mentions somebody: ids and numbers, no names.
 *
 * @param items whose texts, place or words mention them
 * @param places of these the items, pruned ones too, whose place at the source does
 * @param alerts by their numbers
 * @param runs whose cause does
 */
public record Mentions(
    List<String> items, List<String> places, List<Long> alerts, List<Long> runs) {
  public Mentions {
    items = List.copyOf(items);
    places = List.copyOf(places);
    alerts = List.copyOf(alerts);
    runs = List.copyOf(runs);
  }
}
