package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Applies the policy to every call of an OkHttp client: to the host before anything else, to all
 * addresses when a name is resolved, and to the address that a socket connects to. Pooled
 * connections of clients with different guards are never shared, as OkHttp compares the {@code
 * Dns}.
 */
final class EgressGuard implements Interceptor, Dns {
  private static final ScopedValue<Destination> CALL = ScopedValue.newInstance();

  private final Egress egress;
  private final boolean receivesContent;

  EgressGuard(Egress egress, boolean receivesContent) {
    this.egress = egress;
    this.receivesContent = receivesContent;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Destination destination = Destination.of(chain.request().url(), receivesContent);
    egress.checkWithoutResolving(destination);
    try {
      return ScopedValue.where(CALL, destination).call(() -> chain.proceed(chain.request()));
    } catch (IOException e) {
      throw refusalBehind(e);
    }
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    try {
      return egress.allowed(destination());
    } catch (UnknownHostException e) {
      throw e;
    } catch (IOException e) {
      // OkHttp's Dns may throw nothing else; intercept() takes the refusal out again.
      UnknownHostException wrapped = new UnknownHostException(hostname);
      wrapped.initCause(e);
      throw wrapped;
    }
  }

  void check(InetAddress address) throws IOException {
    egress.check(destination(), address);
  }

  private static Destination destination() throws UnknownHostException {
    if (!CALL.isBound()) {
      throw new UnknownHostException("a connection outside of a guarded call");
    }
    return CALL.get();
  }

  private static IOException refusalBehind(IOException failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof EgressRefusedException refused) {
        return refused;
      }
      cause = cause.getCause();
    }
    return failure;
  }
}
