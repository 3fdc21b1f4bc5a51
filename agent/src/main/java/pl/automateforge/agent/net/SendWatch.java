package pl.automateforge.agent.net;

import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;

/**
 * Knows of one call whether a byte of the request may have left. While it has not, the request
 * certainly did not arrive: whatever failed were name, connection or TLS. Any thread may ask.
 */
public final class SendWatch extends EventListener {
  private final AtomicBoolean begun = new AtomicBoolean();

  /** A watch over the one call that will be made of this request. */
  public static SendWatch over(Request.Builder request) {
    SendWatch watch = new SendWatch();
    request.tag(SendWatch.class, watch);
    return watch;
  }

  private SendWatch() {}

  /** Whether writing the request had begun. */
  public boolean begun() {
    return begun.get();
  }

  @Override
  public void requestHeadersStart(Call call) {
    begun.set(true);
  }

  static EventListener of(Call call) {
    SendWatch watch = call.request().tag(SendWatch.class);
    return watch == null ? EventListener.NONE : watch;
  }
}
