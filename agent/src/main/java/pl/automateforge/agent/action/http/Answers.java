package pl.automateforge.agent.action.http;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectResult;

/** What a status line means for an effect. Immutable, for any number of threads. */
public final class Answers {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private final EffectClass effectClass;
  private final Clock clock;

  /** For effects of one class. */
  public Answers(EffectClass effectClass, Clock clock) {
    this.effectClass = effectClass;
    this.clock = clock;
  }

  /** What this answer means, told by its head alone. */
  public EffectResult meaning(Response response) {
    int code = response.code();
    Duration after = RetryAfter.of(response.header("Retry-After"), clock);
    if (code >= 200 && code < 300) {
      return new EffectResult.Done(receipt(response));
    }
    if (code >= 300 && code < 400) {
      return redirect(response);
    }
    return switch (code) {
      case 425, 429 -> new EffectResult.NotNow(answered(code) + ": not taken now", after);
      case 408 -> unclear(answered(code) + ": it may have taken the request", after);
      case 409, 422 -> aboutOurKey(code, after);
      default ->
          code >= 400 && code < 500
              ? new EffectResult.Refused(answered(code))
              : unclear(answered(code) + ": it may have acted before it failed", after);
    };
  }

  private EffectResult aboutOurKey(int code, @Nullable Duration after) {
    if (!knowsOurKey()) {
      return new EffectResult.Refused(answered(code));
    }
    return code == 409
        ? new EffectResult.NotNow(answered(code) + ": an earlier attempt is still at work", after)
        : new EffectResult.Refused(
            answered(code)
                + ": the content is not accepted, or another one came under this Idempotency-Key");
  }

  /**
   * For what leaves open whether the receiver acted.
   *
   * @param after what the target asked to wait; null where it said nothing
   */
  public EffectResult unclear(String cause, @Nullable Duration after) {
    return knowsOurKey() ? new EffectResult.NotNow(cause, after) : new EffectResult.Unknown(cause);
  }

  private EffectResult redirect(Response response) {
    String location = response.header("Location");
    HttpUrl target = location == null ? null : response.request().url().resolve(location);
    String sentence =
        answered(response.code())
            + " to "
            + (target == null ? "nowhere" : target.host())
            + ": redirects are not followed; write the final address in the spec";
    // 303 says "done, look there": where repeating does harm, a person must look.
    boolean open = response.code() == 303 && effectClass != EffectClass.A;
    return open ? unclear(sentence, null) : new EffectResult.Refused(sentence);
  }

  private boolean knowsOurKey() {
    return effectClass == EffectClass.C;
  }

  /** Status and request id, nothing else of the answer. */
  public static String receipt(Response response) {
    String id = response.header("X-Request-Id");
    return id != null && REQUEST_ID.matcher(id).matches()
        ? answered(response.code()) + ", request " + id
        : answered(response.code());
  }

  private static String answered(int code) {
    return "HTTP " + code;
  }
}
