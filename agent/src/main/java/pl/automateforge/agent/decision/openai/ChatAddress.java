package pl.automateforge.agent.decision.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.net.HttpAddress;

/**
 * Where a server's API may be. People write the address with {@code /v1} or without, with a slash
 * at the end or the whole path of the chat completions: what is not there is looked for at the next
 * place, and where it was found is remembered. Safe for all threads.
 */
final class ChatAddress {
  private static final Pattern VERSION = Pattern.compile("v\\d+[a-z0-9]*");
  private static final String V1 = "v1";

  private final HttpAddress bound;
  private final List<HttpUrl> roots;
  private volatile int at;
  private volatile boolean known;

  private ChatAddress(HttpAddress bound, List<HttpUrl> roots) {
    this.bound = bound;
    this.roots = roots;
  }

  /** Empty where the text is no http or https address. */
  static Optional<ChatAddress> of(String bound) {
    return HttpAddress.of(bound.strip()).map(a -> new ChatAddress(a, roots(a.url())));
  }

  /** The place to ask. */
  HttpUrl root() {
    return roots.get(at);
  }

  /** The place to ask after this one where nothing was found there. */
  Optional<HttpUrl> after(HttpUrl root) {
    int next = roots.indexOf(root) + 1;
    return known || next >= roots.size() ? Optional.empty() : Optional.of(roots.get(next));
  }

  /** The API is there. */
  void found(HttpUrl root) {
    at = Math.max(0, roots.indexOf(root));
    known = true;
  }

  static HttpUrl chat(HttpUrl root) {
    return root.newBuilder().addPathSegments("chat/completions").build();
  }

  static HttpUrl models(HttpUrl root) {
    return root.newBuilder().addPathSegment("models").build();
  }

  /** What the user info of the address says; null where there is none. */
  @Nullable String authorization() {
    return bound.authorization();
  }

  /** As it is told to a person: a path may be a secret. */
  String shown() {
    HttpUrl url = bound.url();
    String origin = url.newBuilder().encodedPath("/").query(null).fragment(null).toString();
    return origin.substring(0, origin.length() - 1);
  }

  /** In words, where the API was found at another place than the address says; else empty. */
  String elsewhere() {
    boolean written = bound.url().pathSegments().contains(V1);
    boolean used = root().pathSegments().contains(V1);
    if (!known || written == used) {
      return "";
    }
    return used
        ? " (its API is under /v1, which model.baseUrl may leave out)"
        : " (its API is without /v1)";
  }

  private static List<HttpUrl> roots(HttpUrl url) {
    List<String> path = new ArrayList<>(url.encodedPathSegments());
    path.removeIf(String::isEmpty);
    int size = path.size();
    if (size >= 2 && path.subList(size - 2, size).equals(List.of("chat", "completions"))) {
      path = path.subList(0, size - 2);
    }
    HttpUrl written = at(url, path, false);
    if (path.isEmpty()) {
      return List.of(at(url, path, true), written);
    }
    return path.stream().anyMatch(segment -> VERSION.matcher(segment).matches())
        ? List.of(written)
        : List.of(written, at(url, path, true));
  }

  private static HttpUrl at(HttpUrl url, List<String> path, boolean version) {
    HttpUrl.Builder root = url.newBuilder().encodedPath("/").fragment(null);
    path.forEach(root::addEncodedPathSegment);
    return version ? root.addPathSegment(V1).build() : root.build();
  }
}
