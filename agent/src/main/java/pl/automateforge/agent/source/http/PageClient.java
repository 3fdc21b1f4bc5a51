package pl.automateforge.agent.source.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.AccessTokenException;
import pl.automateforge.agent.net.EgressRefusedException;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.HttpUse;

/** Asks for pages. For any number of threads. */
final class PageClient {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private final HttpAddress address;
  private final HttpLogin login;
  private final @Nullable String parameter;
  private final Answer answer;
  private final long mostBytes;
  private final OkHttpClient client;

  /**
   * @param parameter the query parameter of the cursor; null where there is none
   */
  PageClient(
      HttpAddress address,
      HttpLogin login,
      @Nullable String parameter,
      Answer answer,
      long mostBytes,
      HttpClients clients,
      Duration connect,
      Duration call) {
    this.address = address;
    this.login = login;
    this.parameter = parameter;
    this.answer = answer;
    this.mostBytes = mostBytes;
    this.client = clients.client(new HttpUse(false, HttpUse.Sending.REPEATABLE, connect, call));
  }

  /**
   * @param after the cursor's value; empty for the first page
   * @throws AnswerException with a sentence and a cure
   */
  List<Element> page(String after) throws IOException {
    try {
      Request request = request(after);
      try (Response response = client.newCall(request).execute()) {
        if (response.code() != 401 || !login.refused(request)) {
          return read(response);
        }
      }
      try (Response response = client.newCall(request(after)).execute()) {
        return read(response);
      }
    } catch (AnswerException e) {
      throw e;
    } catch (AccessTokenException e) {
      throw new AnswerException(e.sentence(), e.cure(), e);
    } catch (EgressRefusedException e) {
      throw new AnswerException(e.sentence(), "name another address in source.url", e);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw stopped(e);
      }
      throw new AnswerException(
          "the list cannot be fetched: " + address.failure(e),
          "see that source.url is right and that this machine may connect to it",
          e);
    }
  }

  private static InterruptedIOException stopped(IOException e) {
    InterruptedIOException stopped = new InterruptedIOException("stopped while fetching the list");
    stopped.initCause(e);
    return stopped;
  }

  private Request request(String after) throws IOException {
    HttpUrl url =
        parameter == null || after.isEmpty()
            ? address.url()
            : address.url().newBuilder().setQueryParameter(parameter, after).build();
    Request.Builder request = new Request.Builder().url(url).header("Accept", "application/json");
    if (address.authorization() != null) {
      request.header("Authorization", address.authorization());
    }
    login.sign(request);
    return request.build();
  }

  private List<Element> read(Response response) throws IOException {
    if (response.code() != 200) {
      throw refused(response);
    }
    String type = response.header("Content-Type");
    if (type != null && type.toLowerCase(Locale.ROOT).contains("html")) {
      throw new AnswerException(
          address.shown() + " answered a page for people (HTML) instead of JSON",
          "name the address of the API; a page for logging in comes where source.auth is missing");
    }
    ResponseBody body = response.body();
    if (body == null) {
      throw new AnswerException("the answer is empty", "see that source.url is the list itself");
    }
    return answer.read(new Bounded(body.byteStream(), mostBytes));
  }

  private AnswerException refused(Response response) {
    int code = response.code();
    String said = address.shown() + " answered HTTP " + code;
    String as = login.described().isEmpty() ? "" : " (" + login.described() + ")";
    return switch (code) {
      case 401 ->
          new AnswerException(
              said + ": the login" + as + " was not accepted",
              login.isThere()
                  ? "compare source.auth with the server's settings, and bind the secret anew"
                  : "give the source a login in source.auth");
      case 403 ->
          new AnswerException(
              said + ": the login" + as + " may not read this list",
              "give the login the right to read it");
      case 404, 410 ->
          new AnswerException(
              said + ": there is no such list",
              "compare source.url with the server's page of APIs");
      case 429 ->
          new AnswerException(
              said + ": it was asked too often" + wait(response),
              "let schedule.every be longer, or ask for a higher limit");
      default -> byKind(said, code, response);
    };
  }

  private AnswerException byKind(String said, int code, Response response) {
    if (code >= 300 && code < 400) {
      String location = response.header("Location");
      HttpUrl target = location == null ? null : address.url().resolve(location);
      return new AnswerException(
          said
              + " to "
              + (target == null ? "nowhere" : target.host())
              + ": redirects are not followed",
          "write the final address in source.url");
    }
    if (code >= 500) {
      return new AnswerException(
          said + ": the server has a fault" + wait(response),
          "nothing was lost, the next run asks again; if it lasts, ask who runs the server");
    }
    return new AnswerException(
        said + ": the request was not accepted",
        "compare source.url and source.cursor with the server's page of APIs");
  }

  private static String wait(Response response) {
    String after = response.header("Retry-After");
    return after != null && SECONDS.matcher(after).matches()
        ? "; it asks to wait " + after + " s"
        : "";
  }

  /** Ends a body that is too long by a sentence. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private final long most;
    private long read;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = in.read(bytes, offset, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int got) throws AnswerException {
      read += got;
      if (read > most) {
        throw new AnswerException(
            "the answer is longer than " + most + " bytes",
            "let the list be given in pages, and name its parameter in source.cursor");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
