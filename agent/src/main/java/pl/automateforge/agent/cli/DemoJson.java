package pl.automateforge.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import pl.automateforge.agent.journal.RunSums;

/** What came of the demo as one line for programs. */
final class DemoJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoJson() {}

  static String line(DemoResult result) throws JsonProcessingException {
    RunSums sums = result.report().sums();
    ObjectNode node = JSON.createObjectNode();
    node.put("spec", result.spec().toString());
    node.put("state", result.state().toString());
    node.put("seconds", result.took().toMillis() / 1000.0);
    node.put("taken", sums.taken());
    node.put("done", sums.done());
    node.put("skipped", sums.skipped());
    node.put("escalated", sums.escalated());
    node.put("failed", sums.failed());
    node.put("inFlight", sums.inFlight());
    ObjectNode categories = node.putObject("categories");
    result
        .categories()
        .forEach((id, tally) -> {
          if (!id.equals(DemoResult.UNSURE)) {
            categories.put(id, tally.mails());
          }
        });
    node.put("unsure", result.unsure());
    share(node.putObject("accuracy"), result.model());
    share(node.putObject("actedAlone"), result.alone());
    node.putObject("target")
        .put("address", result.target().address())
        .put("requests", result.target().requests())
        .put("effects", result.target().effects())
        .put("duplicates", result.target().duplicates());
    return JSON.writeValueAsString(node);
  }

  private static void share(ObjectNode node, Share share) {
    node.put("right", share.part())
        .put("scored", share.whole())
        .put("value", share.value())
        .put("low", share.low())
        .put("high", share.high());
  }
}
