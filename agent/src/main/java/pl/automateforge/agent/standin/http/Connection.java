package pl.automateforge.agent.standin.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one client until it or the server closes. */
final class Connection implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int IDLE_MILLIS = 300_000;

  private final Socket socket;
  private final Handler handler;
  private final int maxBody;
  private final Duration pause;

  Connection(Socket socket, Handler handler, int maxBody, Duration pause) {
    this.socket = socket;
    this.handler = handler;
    this.maxBody = maxBody;
    this.pause = pause;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLIS);
      serve(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException clientGone) {
      LOG.debug("connection ended: {}", clientGone.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    RequestReader reader = new RequestReader(in, out, maxBody);
    try {
      for (Request request = reader.next(); request != null; request = reader.next()) {
        boolean last = request.headers().first("connection").orElse("").equalsIgnoreCase("close");
        Reply reply = answer(request);
        if (!send(reply, request, last, in, out) || last) {
          return;
        }
      }
    } catch (UnreadableRequestException e) {
      Reply reply = handler.unreadable(e.status(), e.problem());
      write(out, reply.head(true), reply.body());
      drain(in);
    }
  }

  private Reply answer(Request request) throws InterruptedException {
    try {
      return handler.handle(request);
    } catch (RuntimeException fault) {
      LOG.error("{} {} failed", request.method(), request.path(), fault);
      return Reply.text(500, "text/plain", "own fault of the stand-in: " + fault);
    }
  }

  /** Sends one reply; false where the connection is of no more use afterwards. */
  private boolean send(Reply reply, Request request, boolean last, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    byte[] body = request.method().equals("HEAD") ? new byte[0] : reply.body();
    return switch (reply.delivery()) {
      case WHOLE -> {
        write(out, reply.head(last), body);
        yield true;
      }
      case SLOWLY -> {
        out.write(reply.head(last));
        for (byte b : body) {
          Thread.sleep(pause);
          out.write(b);
        }
        yield true;
      }
      case CUT_OFF -> {
        out.write(reply.head(last));
        out.write(body, 0, body.length / 2);
        yield false;
      }
      case CLOSED -> false;
      case NEVER -> {
        drain(in);
        yield false;
      }
    };
  }

  private static void write(OutputStream out, byte[] head, byte[] body) throws IOException {
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    out.write(whole);
  }

  /**
   * Waits for the client to go away. Closing with unread bytes would reset the connection and take
   * an answer with it that the client has not read yet.
   */
  private static void drain(InputStream in) throws IOException {
    byte[] ignored = new byte[8 * 1024];
    while (in.read(ignored) >= 0) {
      // nothing that comes now is answered
    }
  }
}
