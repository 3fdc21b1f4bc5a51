package pl.automateforge.agent.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on a port of its own that does to its connections whatever a test wants. It
 * counts what arrives: the oracle of every test about effects.
 */
public final class RawHttpServer implements AutoCloseable {

  /** What happens once a request was read whole. Closing the socket ends the connection. */
  @FunctionalInterface
  public interface Behaviour {
    void serve(Request request, Socket socket) throws Exception;
  }

  /**
   * A request as it came in.
   *
   * @param number from 1, over all connections
   * @param headers by name in lower case
   */
  public record Request(int number, String line, Map<String, String> headers, String body) {}

  public final List<Request> requests = new CopyOnWriteArrayList<>();
  public final AtomicInteger connections = new AtomicInteger();
  public final AtomicInteger ended = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final String scheme;
  private final Behaviour behaviour;

  public RawHttpServer(Behaviour behaviour) {
    this("http", ServerSocketFactory.getDefault(), behaviour);
  }

  public RawHttpServer(String scheme, ServerSocketFactory sockets, Behaviour behaviour) {
    this.scheme = scheme;
    this.behaviour = behaviour;
    try {
      this.server = sockets.createServerSocket(0, 300, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + path);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** A behaviour: answers and keeps the connection. */
  public static Behaviour answering(String status, String... headers) {
    return (request, socket) -> answer(socket, status, "", headers);
  }

  public static void answer(Socket socket, String status, String body, String... headers)
      throws IOException {
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      answer.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answer.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(answer.toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    socket.getOutputStream().write(out.toByteArray());
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (!socket.isClosed()) {
        Request request = read(socket.getInputStream());
        if (request == null) {
          return;
        }
        behaviour.serve(request, socket);
      }
    } catch (Exception e) {
      // The connection broke, as tests want it to.
    } finally {
      ended.incrementAndGet();
    }
  }

  private @Nullable Request read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    synchronized (requests) {
      Request request = new Request(requests.size() + 1, line, headers, body);
      requests.add(request);
      return request;
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
