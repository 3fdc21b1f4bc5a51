package pl.automateforge.agent.decision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server on a free port that puts on the wire what a test says, proper HTTP or not. */
final class RawServer implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<Asked, Answer> script = request -> json(500, "{}");

  RawServer() throws IOException {
    listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** A request as it came. */
  record Asked(String method, String path, String head, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("the request is not JSON", e);
      }
    }

    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }

    /** What the model is told before the item. */
    String system() {
      return json().at("/messages/0/content").asText();
    }

    String user() {
      return json().at("/messages/1/content").asText();
    }

    String format() {
      return json().at("/response_format/type").asText();
    }
  }

  /** Puts an answer on the wire. */
  @FunctionalInterface
  interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  void always(Answer answer) {
    script = request -> answer;
  }

  void answer(Function<Asked, Answer> answers) {
    script = answers;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked last() {
    return asked.getLast();
  }

  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  static Answer json(int status, String body) {
    return whole(status, "application/json", body);
  }

  static Answer whole(int status, String type, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    head.append("Content-Type: ").append(type).append("\r\nContent-Length: ").append(bytes.length);
    for (String header : headers) {
      head.append("\r\n").append(header);
    }
    head.append("\r\nConnection: close\r\n\r\n");
    return out -> {
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
    };
  }

  /** A completion with this text, as many tokens as a short prompt has. */
  static Answer completion(String text) {
    return completion(text, "stop", 1_500);
  }

  static Answer completion(String text, String finish, long prompt) {
    try {
      return json(
          200,
          """
          {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
          "message":{"role":"assistant","content":%s},"finish_reason":"%s"}],
          "usage":{"prompt_tokens":%d,"completion_tokens":40,"total_tokens":%d,
          "prompt_tokens_details":{"cached_tokens":500}}}\
          """
              .formatted(JSON.writeValueAsString(text), finish, prompt, prompt + 40));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Answer error(int status, String message) {
    return json(
        status,
        """
        {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":null}}\
        """
            .formatted(message));
  }

  /** Nothing, until the server closes. */
  Answer silence() {
    return out -> closing.await();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      String[] first = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
      Asked request = new Asked(first[0], first[1], head, "");
      String length = request.header("content-length");
      int size = length.isEmpty() ? 0 : Integer.parseInt(length);
      String body = new String(in.readNBytes(size), StandardCharsets.UTF_8);
      request = new Asked(first[0], first[1], head, body);
      asked.add(request);
      script.apply(request).write(socket.getOutputStream());
      socket.shutdownOutput();
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(5));
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // the client had enough
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last4 = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.write(next);
      last4 = last4 << 8 | next;
      if (last4 == 0x0d0a0d0a) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listening.close();
    threads.shutdownNow();
  }
}
