package pl.automateforge.agent.source.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.Egress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.Privacy;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.spec.SourceSpec;

/** Sources for tests, with {@code ${URL}} and secrets bound. */
final class HttpSources {
  static final HttpLimits SMALL = new HttpLimits(100_000, 50, 1_000, 5, 10, 1_000_000);
  private static final SourceSpec.PageCursor CURSOR = new SourceSpec.PageCursor("after", "/seq");

  private HttpSources() {}

  static HttpClients clients() {
    return new HttpClients(
        Egress.of(
            new Privacy(true, true, List.of(), List.of(), Duration.ZERO, Duration.ZERO, null)),
        "9.9");
  }

  static HttpSource paged(URI url, HttpClients clients, HttpLimits limits) {
    return of(spec(CURSOR, null), url, Map.of(), clients, limits);
  }

  static HttpSource unpaged(URI url, HttpClients clients, HttpLimits limits) {
    return of(spec(null, null), url, Map.of(), clients, limits);
  }

  static SourceSpec.Http spec(SourceSpec.@Nullable PageCursor cursor, @Nullable Auth auth) {
    return new SourceSpec.Http(
        new Endpoint("${URL}"), "/result/data", "/id", "/content/body", cursor, auth);
  }

  static HttpSource of(
      SourceSpec.Http spec,
      URI url,
      Map<String, String> secrets,
      HttpClients clients,
      HttpLimits limits) {
    try {
      return made(spec, url.toString(), secrets, clients, limits);
    } catch (UnfitAddressException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpSource made(
      SourceSpec.Http spec,
      String url,
      Map<String, String> secrets,
      HttpClients clients,
      HttpLimits limits)
      throws UnfitAddressException {
    Bindings bindings =
        new Bindings() {
          @Override
          public String resolve(Endpoint endpoint) {
            return endpoint.written().equals("${URL}")
                ? url
                : secrets.getOrDefault(endpoint.written(), endpoint.written());
          }

          @Override
          public Secret secret(SecretSlot slot) {
            return new Secret(secrets.getOrDefault(slot.name(), ""));
          }
        };
    Limits timeouts =
        new Limits(
            50,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            16,
            Limits.OnOverlap.SKIP);
    return HttpSource.of(spec, bindings, clients, timeouts, limits, Clock.systemUTC(), null);
  }
}
