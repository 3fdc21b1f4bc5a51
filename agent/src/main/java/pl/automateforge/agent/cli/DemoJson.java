package pl.automateforge.agent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import pl.automateforge.agent.journal.RunSums;

/** What came of the demo as one line for programs. */
final class DemoJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoJson() {}

  static String line(DemoResult result) throws JsonProcessingException {
    ObjectNode node = JSON.createObjectNode();
    node.put("spec", result.spec().toString());
    node.put("state", result.state().toString());
    node.put("seconds", result.took().toMillis() / 1000.0);
    sums(node, result.runs().sums());
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
    ObjectNode mailbox = node.putObject("mailbox");
    result.mailbox().forEach(mailbox::put);
    node.putObject("live")
        .put("mails", result.live().mails())
        .put("medianMs", result.live().median().toMillis())
        .put("slowestMs", result.live().slowest().toMillis());
    return JSON.writeValueAsString(node);
  }

  /** What an agent would do with a real mailbox. */
  static String line(Observed result) throws JsonProcessingException {
    RunSums sums = result.report().sums();
    ObjectNode node = JSON.createObjectNode();
    node.put("mode", "observe");
    node.put("spec", result.spec().toString());
    node.put("state", result.state().toString());
    node.put("seconds", result.took().toMillis() / 1000.0);
    sums(node, sums);
    node.put("backlog", result.report().backlog());
    ObjectNode categories = node.putObject("categories");
    long unsure = 0;
    for (Map.Entry<String, Observed.Group> group : result.categories().entrySet()) {
      if (group.getKey().equals(DemoResult.UNSURE)) {
        unsure = group.getValue().mails();
      } else {
        categories.put(group.getKey(), group.getValue().mails());
      }
    }
    node.put("unsure", unsure);
    return JSON.writeValueAsString(node);
  }

  private static void sums(ObjectNode node, RunSums sums) {
    node.put("taken", sums.taken());
    node.put("done", sums.done());
    node.put("skipped", sums.skipped());
    node.put("escalated", sums.escalated());
    node.put("failed", sums.failed());
    node.put("inFlight", sums.inFlight());
  }

  private static void share(ObjectNode node, Share share) {
    node.put("right", share.part())
        .put("scored", share.whole())
        .put("value", share.value())
        .put("low", share.low())
        .put("high", share.high());
  }
}
