package pl.automateforge.agent.source.folder;

import java.util.ArrayList;
import java.util.List;

/** Lines about what could not be read, bounded: beyond the bound they are counted. */
final class Problems {
  private final int limit;
  private final List<String> lines = new ArrayList<>();
  private int more;

  Problems(int limit) {
    this.limit = limit;
  }

  void add(String line) {
    if (lines.size() < limit) {
      lines.add(line);
    } else {
      more++;
    }
  }

  List<String> lines() {
    if (more == 0) {
      return List.copyOf(lines);
    }
    var all = new ArrayList<>(lines);
    all.add("and " + more + " more that could not be read");
    return all;
  }
}
