package pl.automateforge.agent.source.http;

import java.util.ArrayList;
import java.util.List;

/** Lines about what could not be used, bounded: beyond the bound they are counted. */
final class Lines {
  private final int most;
  private final List<String> lines = new ArrayList<>();
  private int more;

  Lines(int most) {
    this.most = most;
  }

  void add(String line) {
    if (lines.size() < most) {
      lines.add(line);
    } else {
      more++;
    }
  }

  List<String> all() {
    List<String> all = new ArrayList<>(lines);
    if (more > 0) {
      all.add("and " + more + " more that could not be used");
    }
    return List.copyOf(all);
  }
}
