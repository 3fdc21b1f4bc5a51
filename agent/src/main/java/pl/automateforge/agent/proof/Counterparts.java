package pl.automateforge.agent.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpUse;
import pl.automateforge.agent.spec.ActionSpec;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.BoundEndpoint;
import pl.automateforge.agent.spec.MailSpec;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * Finds out what stands behind a connection. Only an address of this machine is asked whether it is
 * a stand-in, by a request without effect: ours say so in the {@code Server} header, or in the
 * greeting of a mail server.
 */
final class Counterparts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int GREETING = 512;

  /** What stand-ins call themselves; the mail server's greeting is its library's. */
  private static final List<String> MARKS = List.of("stand-in", "greenmail");

  private final AgentSpec spec;
  private final List<BoundEndpoint> endpoints;
  private final HttpClients clients;

  Counterparts(AgentSpec spec, List<BoundEndpoint> endpoints, String engine) {
    this.spec = spec;
    this.endpoints = List.copyOf(endpoints);
    this.clients = new HttpClients(Egress.of(spec.privacy()), engine);
  }

  /**
   * Of one connection.
   *
   * @param what as {@link pl.automateforge.agent.run.Assembly#connections} names it
   */
  Counterpart of(String what) {
    String below = below(what);
    return Counterpart.weakest(
        endpoints.stream().filter(e -> e.path().startsWith(below)).map(this::of).toList());
  }

  /** The part of the spec that holds the connection's addresses, as the start of a path. */
  private String below(String what) {
    if (!what.startsWith("action ")) {
      return what + ".";
    }
    String name = what.substring("action ".length());
    return switch (spec.actions().get(name)) {
      case ActionSpec.ImapMove _, ActionSpec.ImapFlag _, ActionSpec.ImapDraft _ -> "source.";
      case ActionSpec.Email _, ActionSpec.Reply _ -> "mail.";
      case ActionSpec.File _,
          ActionSpec.Webhook _,
          ActionSpec.Review _,
          ActionSpec.Slack _,
          ActionSpec.Teams _,
          ActionSpec.Http _,
          ActionSpec.Sql _ ->
          "actions." + name + ".";
      case null -> "actions." + name + ".";
    };
  }

  private Counterpart of(BoundEndpoint endpoint) {
    String host = endpoint.host().orElse("");
    if (!isLoopback(host)) {
      return Counterpart.REAL;
    }
    boolean says =
        endpoint.value().startsWith("http")
            ? saysSo(endpoint.value())
            : greets(host, port(endpoint.path()));
    return says ? Counterpart.STAND_IN : Counterpart.LOCAL;
  }

  static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private boolean saysSo(String url) {
    OkHttpClient client =
        clients.client(new HttpUse(false, HttpUse.Sending.ONCE, PATIENCE, PATIENCE));
    try (Response response =
        client.newCall(new Request.Builder().url(url).head().build()).execute()) {
      return marked(response.header("Server", ""));
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  private int port(String path) {
    if (path.startsWith("source.") && spec.source() instanceof SourceSpec.Imap imap) {
      return imap.port();
    }
    MailSpec mail = spec.mail();
    return path.startsWith("mail.") && mail != null ? mail.smtp().port() : 0;
  }

  /** Whether the first line of a server that speaks first says so; not one that waits for TLS. */
  private static boolean greets(String host, int port) {
    if (port == 0) {
      return false;
    }
    int millis = (int) PATIENCE.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      InputStream in = socket.getInputStream();
      byte[] greeting = new byte[GREETING];
      int length = in.read(greeting);
      return length > 0 && marked(new String(greeting, 0, length, StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean marked(@Nullable String words) {
    String low = words == null ? "" : words.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(low::contains);
  }

  @Override
  public void close() {
    clients.close();
  }
}
