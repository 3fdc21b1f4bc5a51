package pl.automateforge.agent.standin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that a stand-in gave, and whose they are. For any number of threads. */
final class IssuedTokens {
  private static final int BYTES = 24;

  private final TokenOptions options;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Access> access = new LinkedHashMap<>();
  private final Map<String, String> refresh = new LinkedHashMap<>();

  IssuedTokens(TokenOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  /** An access token and whose it is. */
  record Access(String username, Instant ends, String scope) {}

  synchronized String login(String username) {
    String token = fresh("rt_");
    refresh.put(token, username);
    return token;
  }

  synchronized void revoke(String token) {
    refresh.remove(token);
  }

  synchronized void endAccessTokens() {
    access.replaceAll((token, was) -> new Access(was.username, Instant.MIN, was.scope));
  }

  synchronized String give(String username, String scope) {
    String token = fresh("at_");
    access.put(token, new Access(username, clock.instant().plus(options.lifetime()), scope));
    return token;
  }

  /** Whose refresh token it is; null where it counts no more. */
  synchronized @Nullable String owner(String token) {
    return refresh.get(token);
  }

  /** Another refresh token in place of this one. */
  synchronized String rotate(String token) {
    String owner = String.valueOf(refresh.remove(token));
    return login(owner);
  }

  synchronized Optional<Access> active(String token) {
    Access found = access.get(token);
    return found == null || !clock.instant().isBefore(found.ends)
        ? Optional.empty()
        : Optional.of(found);
  }

  synchronized List<String> accessTokens() {
    return List.copyOf(access.keySet());
  }

  synchronized String refreshTokenOf(String username) {
    List<String> owned = new ArrayList<>();
    refresh.forEach((token, owner) -> {
      if (owner.equals(username)) {
        owned.add(token);
      }
    });
    if (owned.isEmpty()) {
      throw new IllegalStateException(username + " has no refresh token");
    }
    return owned.getLast();
  }

  private String fresh(String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
