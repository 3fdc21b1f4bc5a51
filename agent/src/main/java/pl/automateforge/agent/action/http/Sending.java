package pl.automateforge.agent.action.http;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.net.AccessTokenException;
import pl.automateforge.agent.net.EgressRefusedException;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.HttpUse;
import pl.automateforge.agent.net.SendWatch;

/**
 * Sends effects of one class to one address, and says what came of each. For any number of threads.
 */
public final class Sending {
  private static final int UNAUTHORIZED = 401;
  private static final long WORTH_DRAINING = 64 * 1024;

  private final HttpAddress address;
  private final HttpLogin login;
  private final EffectClass effectClass;
  private final Answers answers;
  private final OkHttpClient client;

  /** Touches nothing yet. */
  public Sending(
      HttpAddress address,
      HttpLogin login,
      EffectClass effectClass,
      Answers answers,
      HttpClients clients,
      Timeouts timeouts) {
    this.address = address;
    this.login = login;
    this.effectClass = effectClass;
    this.answers = answers;
    this.client =
        clients.client(
            new HttpUse(true, sending(effectClass), timeouts.connect(), timeouts.call()));
  }

  private static HttpUse.Sending sending(EffectClass effectClass) {
    return switch (effectClass) {
      case A, C -> HttpUse.Sending.REPEATABLE;
      case B, D -> HttpUse.Sending.ONCE_FRESH;
    };
  }

  /** What an answer means. Reading its body may fail: then no answer came. */
  @FunctionalInterface
  public interface Reading {
    EffectResult meaning(Response response) throws IOException;
  }

  /**
   * Sends, with the login on it. A request that was answered by 401 did nothing; where the login
   * has another token, it is sent once more.
   *
   * @throws InterruptedException where the run was stopped, but for class D: there the result says
   *     what is known
   */
  public EffectResult send(Request.Builder request, Reading reading) throws InterruptedException {
    if (Thread.interrupted()) {
      return afterInterrupt(false);
    }
    SendWatch watch = SendWatch.over(request);
    try {
      login.sign(request);
      Request signed = request.build();
      Call call = client.newCall(signed);
      try (Response response = call.execute()) {
        if (response.code() != UNAUTHORIZED || !login.refused(signed)) {
          return read(call, response, reading);
        }
      }
      return again(request, reading);
    } catch (IOException e) {
      return afterFailure(e, watch.begun());
    }
  }

  private EffectResult again(Request.Builder request, Reading reading) throws InterruptedException {
    SendWatch watch = SendWatch.over(request);
    try {
      login.sign(request);
      Call call = client.newCall(request.build());
      try (Response response = call.execute()) {
        return read(call, response, reading);
      }
    } catch (IOException e) {
      return afterFailure(e, watch.begun());
    }
  }

  private static EffectResult read(Call call, Response response, Reading reading)
      throws IOException {
    EffectResult result = reading.meaning(response);
    ResponseBody body = response.body();
    // A short body is worth reading to its end, since the connection can be used again then.
    if (body != null && body.contentLength() > WORTH_DRAINING) {
      call.cancel();
    }
    return result;
  }

  /**
   * @param begun whether a byte of the request may have left
   */
  private EffectResult afterFailure(IOException e, boolean begun) throws InterruptedException {
    if (Thread.interrupted()) {
      return afterInterrupt(begun);
    }
    return switch (e) {
      case EgressRefusedException refused -> new EffectResult.Refused(refused.sentence());
      case AccessTokenException token ->
          new EffectResult.NotNow("not sent: " + token.getMessage(), null);
      default ->
          begun
              ? answers.unclear("no answer after sending: " + address.failure(e), null)
              : new EffectResult.NotNow("not sent: " + address.failure(e), null);
    };
  }

  private EffectResult afterInterrupt(boolean begun) throws InterruptedException {
    if (effectClass != EffectClass.D) {
      throw new InterruptedException("stopped while sending");
    }
    // An exception would tell the caller less than is known here.
    Thread.currentThread().interrupt();
    return begun
        ? new EffectResult.Unknown("stopped after sending had begun")
        : new EffectResult.NotNow("stopped before anything was sent", null);
  }
}
