package pl.automateforge.agent.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;
import pl.automateforge.agent.proof.BoxResult;

/** Results of the runbook's boxes, one JSON object each. */
final class BoxJson {
  private BoxJson() {}

  static void add(ArrayNode array, List<BoxResult> boxes) {
    for (BoxResult box : boxes) {
      array
          .addObject()
          .put("id", box.box().number())
          .put("key", box.box().key())
          .put("result", word(box.result()))
          .put("detail", box.detail())
          .put("evidence", box.evidence())
          .put("counterpart", word(box.counterpart()))
          .put("at", box.at().toString());
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
