package pl.automateforge.agent.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Hashes;
import pl.automateforge.agent.spec.Secret;

/**
 * The access tokens of one OAuth2 login, for HTTP and mail alike. Without a refresh token they are
 * the application's own (client credentials). For any number of threads; touches nothing until the
 * first token is wanted, and asks the service once however many threads wait.
 *
 * <p>A token is renewed before it ends: five minutes, or half its life where that is less. While
 * the service cannot be asked, a token that has not ended yet is still given. A service that names
 * no lifetime is taken to mean an hour.
 *
 * <p>Where an answer brings another refresh token, that one is used from then on and kept in the
 * state folder before the access token is given to anybody. All logins of a machine that renew by
 * the same file do so one after the other, in whatever process.
 */
public final class AccessTokens {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int REFUSED_KEPT = 16;

  private final TokenService service;
  private final @Nullable Secret bound;
  private final @Nullable RefreshTokenFile file;
  private final Clock clock;

  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Token current;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile @Nullable Failure failure;
  private @Nullable Secret rotated;
  private final Set<String> refused = new LinkedHashSet<>();

  private AccessTokens(
      TokenService service, @Nullable Secret bound, @Nullable RefreshTokenFile file, Clock clock) {
    this.service = service;
    this.bound = bound;
    this.file = file;
    this.clock = clock;
  }

  /**
   * The tokens of a login. Touches no network.
   *
   * @param state the agent's state folder, for a refresh token that the service renews; null where
   *     none is kept, so that a renewed one is lost with this object
   * @throws IllegalArgumentException where the bound address is no http or https address, or
   *     neither a secret nor a refresh token is bound; the message shows no bound value
   */
  public static AccessTokens of(
      Auth.Oauth2 login,
      Bindings bindings,
      HttpClients clients,
      Clock clock,
      @Nullable Path state) {
    HttpUrl url = HttpUrl.parse(bindings.resolve(login.tokenUrl()));
    if (url == null) {
      throw new IllegalArgumentException(
          login.tokenUrl().written() + " is bound to no http:// or https:// address with a host");
    }
    Secret secret =
        login.clientSecret() == null ? null : given(bindings.secret(login.clientSecret()));
    Secret refresh =
        login.refreshToken() == null ? null : given(bindings.secret(login.refreshToken()));
    if (secret == null && refresh == null) {
      throw new IllegalArgumentException(
          "oauth2 needs clientSecret, refreshToken or both, and neither is bound");
    }
    String id = bindings.resolve(login.clientId());
    String user = login.username() == null ? "" : bindings.resolve(login.username());
    RefreshTokenFile file =
        state == null || refresh == null
            ? null
            : new RefreshTokenFile(state.resolve(fileName(url, id, user)), refresh);
    TokenService service =
        new TokenService(url, new TokenService.Client(id, secret, login.scope()), clients);
    return new AccessTokens(service, refresh, file, clock);
  }

  private static @Nullable Secret given(Secret secret) {
    return secret.value().isBlank() ? null : new Secret(secret.value().strip());
  }

  private static String fileName(HttpUrl url, String id, String user) {
    return "oauth2-" + Hashes.sha256(url.toString(), id, user).substring(0, 16) + ".json";
  }

  /**
   * A token that can be used now. Blocks while the service is asked, half a minute at most.
   *
   * @throws AccessTokenException where none can be had, with what cures it
   * @throws InterruptedIOException where the thread was interrupted; it stays interrupted
   */
  public String token() throws IOException {
    Token known = current;
    if (known != null && clock.instant().isBefore(known.renewAt)) {
      return known.value.value();
    }
    int seen = attempts.get();
    try {
      renewing.lockInterruptibly();
    } catch (InterruptedException e) {
      throw stopped();
    }
    try {
      return afterWaiting(seen);
    } finally {
      renewing.unlock();
    }
  }

  /** The server did not accept this token: it is not given again. */
  public void refused(String token) {
    synchronized (refused) {
      refused.add(Hashes.sha256(token));
      if (refused.size() > REFUSED_KEPT) {
        refused.remove(refused.iterator().next());
      }
      Token known = current;
      if (known != null && known.value.value().equals(token)) {
        current = null;
      }
    }
  }

  /** When the token that is in use ends; empty where none is. */
  public Optional<Instant> expires() {
    Token known = current;
    return known == null ? Optional.empty() : Optional.of(known.ends);
  }

  private String afterWaiting(int seen) throws IOException {
    Instant now = clock.instant();
    Token known = current;
    if (known != null && now.isBefore(known.renewAt)) {
      return known.value.value();
    }
    Failure last = failure;
    if (last != null && (attempts.get() != seen || now.isBefore(last.askAgain))) {
      return stillGood(known, now, last.why);
    }
    try {
      Token fresh = renewed(now);
      failure = null;
      return fresh.value.value();
    } catch (AccessTokenException e) {
      attempts.incrementAndGet();
      // What lasts is not asked about at every item, lest the service lock the account.
      boolean spare = e.lasting() || known != null;
      failure = new Failure(e, spare ? now.plus(PAUSE) : now);
      return stillGood(known, now, e);
    }
  }

  private static String stillGood(@Nullable Token known, Instant now, AccessTokenException why)
      throws AccessTokenException {
    if (known == null || !now.isBefore(known.ends)) {
      throw why.again();
    }
    return known.value.value();
  }

  private Token renewed(Instant now) throws IOException {
    if (file == null) {
      return renewedBy(rotated == null ? bound : rotated, now);
    }
    try {
      return file.alone(() -> renewedBy(newest(file), now));
    } catch (InterruptedException e) {
      throw stopped();
    } catch (AccessTokenException | InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw Thread.currentThread().isInterrupted() ? stopped() : file.unusable(e);
    }
  }

  private @Nullable Secret newest(RefreshTokenFile kept) throws IOException {
    Optional<Secret> onDisk = kept.read();
    // Memory is ahead of the file only where the file could not be written.
    return rotated != null ? rotated : onDisk.orElse(bound);
  }

  private Token renewedBy(@Nullable Secret refresh, Instant asked) throws IOException {
    TokenService.Grant grant = service.ask(refresh);
    Secret next = grant.refresh();
    if (refresh != null && next != null && !next.equals(refresh)) {
      keep(next);
    }
    Duration life = grant.lifetime();
    Duration half = life.dividedBy(2);
    Duration margin = half.compareTo(MARGIN) < 0 ? half : MARGIN;
    Token token = new Token(grant.access(), asked.plus(life).minus(margin), asked.plus(life));
    synchronized (refused) {
      if (refused.contains(Hashes.sha256(token.value.value()))) {
        throw service.errors().sameAgain();
      }
      current = token;
    }
    return token;
  }

  private void keep(Secret refresh) {
    rotated = refresh;
    if (file == null) {
      return;
    }
    try {
      file.write(refresh);
      rotated = null;
    } catch (IOException e) {
      LOG.error(
          "a renewed refresh token cannot be kept, so that after a restart a new login may be"
              + " needed: {}",
          e.toString());
    }
  }

  private static InterruptedIOException stopped() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("stopped while waiting for a token");
  }

  private record Token(Secret value, Instant renewAt, Instant ends) {}

  private record Failure(AccessTokenException why, Instant askAgain) {}
}
