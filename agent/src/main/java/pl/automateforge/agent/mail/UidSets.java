package pl.automateforge.agent.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Numbers of mails as IMAP writes them: {@code 1:3,7}. */
final class UidSets {
  private UidSets() {}

  /** Sets that together hold all numbers, in ascending order, with a bounded number in each. */
  static List<String> of(Collection<Long> uids, int most) {
    List<Long> sorted = uids.stream().sorted().distinct().toList();
    List<String> sets = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += most) {
      sets.add(one(sorted.subList(from, Math.min(from + most, sorted.size()))));
    }
    return sets;
  }

  private static String one(List<Long> sorted) {
    var set = new StringBuilder();
    int at = 0;
    while (at < sorted.size()) {
      int last = at;
      while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
        last++;
      }
      set.append(set.isEmpty() ? "" : ",").append(sorted.get(at));
      if (last > at) {
        set.append(':').append(sorted.get(last));
      }
      at = last + 1;
    }
    return set.toString();
  }
}
