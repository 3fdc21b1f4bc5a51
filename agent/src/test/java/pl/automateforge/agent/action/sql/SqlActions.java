package pl.automateforge.agent.action.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import pl.automateforge.agent.database.BoundUrl;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.Egresses;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Limits;

/** Actions for tests. */
final class SqlActions {
  static final Egress EGRESS = Egresses.resolving(Map.of(), "127.0.0.1");

  private SqlActions() {}

  static SqlAction of(String url, String statement, Path folder) {
    try {
      return made(url, statement, folder, Duration.ofSeconds(20), EGRESS);
    } catch (UnfitDatabaseException e) {
      throw new IllegalStateException(e);
    }
  }

  static SqlAction made(String url, String statement, Path folder, Duration call, Egress egress)
      throws UnfitDatabaseException {
    return SqlAction.of(
        "to-crm",
        new ActionSpec.Sql(new Endpoint("${DB_URL}"), statement),
        List.of("summary", "deadline"),
        new BoundUrl(url),
        egress,
        new Limits(50, Duration.ofSeconds(5), call, call, 16, Limits.OnOverlap.SKIP),
        folder);
  }
}
