package pl.automateforge.agent.action.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pl.automateforge.agent.action.EffectValues;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.spec.OutputSpec;
import pl.automateforge.agent.spec.Privacy;

/** What tests of actions over HTTP share. */
public final class HttpActions {
  public static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
  public static final OutputSpec OUTPUT =
      new OutputSpec(
          OutputSpec.Format.JSON,
          List.of(
              new OutputSpec.Field("summary", OutputSpec.Field.Type.TEXT, 2000),
              new OutputSpec.Field("deadline", OutputSpec.Field.Type.DATE, 2000),
              new OutputSpec.Field("amount", OutputSpec.Field.Type.NUMBER, 2000),
              new OutputSpec.Field("urgent", OutputSpec.Field.Type.BOOLEAN, 2000)));

  private static final Socket NOBODY = taken();

  private HttpActions() {}

  public static HttpClients clients() {
    return new HttpClients(
        Egress.of(
            new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null)),
        "9.9");
  }

  public static TextTemplate text(String template) {
    Set<String> known = new TreeSet<>(EffectValues.names(OUTPUT));
    return new TextTemplate(template, known);
  }

  public static HttpAddress address(Object written) {
    return HttpAddress.of(written.toString()).orElseThrow();
  }

  /** An address at which nobody listens, nor ever will while these tests run. */
  public static HttpAddress nobody() {
    return address("http://127.0.0.1:" + NOBODY.getLocalPort() + "/in");
  }

  /** Bound, but listening to nobody: no other process can take the port meanwhile. */
  private static Socket taken() {
    try {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
