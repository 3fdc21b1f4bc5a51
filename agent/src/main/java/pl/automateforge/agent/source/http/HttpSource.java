package pl.automateforge.agent.source.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.PlainItem;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Limits;
import pl.automateforge.agent.spec.SourceSpec;

/**
 * Items of a JSON list, oldest first as the server gives them. An item is known by its id and its
 * text: a changed text under the same id is another item. Its raw bytes are the text in the form of
 * {@link PlainItem}.
 *
 * <p>The cursor is the value of the last item up to which all are journalled: a server that gives
 * the item of that value again does no harm. Without a cursor in the spec each fetch reads the
 * whole list, in one answer.
 *
 * <p>One thread at a time, but the bytes of items may be read from any thread. Texts are held in
 * memory up to a bound; beyond it the list is asked for again.
 */
public final class HttpSource implements Source {
  private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

  private final HttpAddress address;
  private final HttpLogin login;
  private final PageClient client;
  private final Walk walk;
  private final boolean paged;
  private final HttpLimits limits;
  private final HeldTexts held;
  private final Places places;
  private final Clock clock;

  private HttpSource(
      SourceSpec.Http spec,
      HttpAddress address,
      HttpLogin login,
      HttpClients clients,
      Limits timeouts,
      HttpLimits limits,
      Clock clock) {
    Duration run = timeouts.runTimeout();
    this.address = address;
    this.login = login;
    this.limits = limits;
    this.clock = clock;
    this.paged = spec.cursor() != null;
    this.client =
        new PageClient(
            address,
            login,
            spec.cursor() == null ? null : spec.cursor().parameter(),
            new Answer(spec.items(), new ElementReader(spec), limits.items()),
            limits.bytes(),
            clients,
            timeouts.connectTimeout(),
            run.compareTo(LONGEST_CALL) < 0 ? run : LONGEST_CALL);
    this.places = new Places(limits.items());
    this.walk = new Walk(client, paged, limits, places);
    this.held = new HeldTexts(limits.heldBytes());
  }

  /**
   * The source that a spec names. Touches no network but for resolving the names of hosts.
   *
   * @param state where renewed refresh tokens are kept; null where none are
   * @throws UnfitAddressException where what is bound cannot or must not be used; its key is one
   *     within {@code source}
   */
  public static HttpSource of(
      SourceSpec.Http spec,
      Bindings bindings,
      HttpClients clients,
      Limits timeouts,
      Clock clock,
      @Nullable Path state)
      throws UnfitAddressException {
    return of(spec, bindings, clients, timeouts, HttpLimits.DEFAULT, clock, state);
  }

  static HttpSource of(
      SourceSpec.Http spec,
      Bindings bindings,
      HttpClients clients,
      Limits timeouts,
      HttpLimits limits,
      Clock clock,
      @Nullable Path state)
      throws UnfitAddressException {
    HttpAddress address =
        HttpAddress.allowed(
            "url",
            spec.url().written(),
            bindings.resolve(spec.url()).strip(),
            clients.egress(),
            false);
    HttpLogin login = HttpLogin.of(spec.auth(), bindings, clients, clock, state);
    return new HttpSource(spec, address, login, clients, timeouts, limits, clock);
  }

  @Override
  public Batch fetch(Cursor after, Known known, int limit) throws IOException {
    Fetch fetch = new Fetch(after, known, limit);
    walk.over(after.value(), fetch);
    return fetch.batch();
  }

  /** What one fetch gathers. */
  private final class Fetch implements Walk.Visitor {
    private final Known known;
    private final int limit;
    private final Progress progress;
    private final Lines problems = new Lines(limits.problems());
    private final List<SourceItem> items = new ArrayList<>();

    Fetch(Cursor after, Known known, int limit) {
      this.known = known;
      this.limit = limit;
      this.progress = new Progress(after.value(), limits.behindMalformed());
    }

    @Override
    public boolean visit(Element element) {
      switch (element) {
        case Element.Malformed malformed -> {
          progress.malformed();
          problems.add(malformed.problem());
        }
        case Element.Item item when known.contains(item.identity()) -> progress.known(item.value());
        case Element.Item item -> {
          if (items.size() >= limit) {
            return false;
          }
          progress.fresh();
          items.add(kept(item));
        }
      }
      return true;
    }

    @Override
    public void problem(String line) {
      problems.add(line);
    }

    Batch batch() {
      Cursor next = paged ? new Cursor(progress.value()) : Cursor.START;
      return new Batch(items, next, problems.all());
    }
  }

  private SourceItem kept(Element.Item item) {
    byte[] mail = item.mail();
    held.put(item.identity(), mail);
    return new SourceItem(item.identity(), mail.length, most -> bytes(item.identity(), most));
  }

  private byte[] bytes(ItemIdentity identity, int most) throws IOException {
    byte[] mail = held.get(identity);
    if (mail == null) {
      mail =
          asked(identity)
              .orElseThrow(() ->
                  new IOException(
                      "the item "
                          + ElementReader.printable(identity.key())
                          + " is gone from the list, or has another text by now"))
              .mail();
    }
    return mail.length <= most ? mail.clone() : Arrays.copyOf(mail, most);
  }

  /**
   * Asks for the page where the item was last seen, then reads the list from its beginning, within
   * the same bounds as any other reading.
   */
  @Override
  public @Nullable SourceItem find(ItemIdentity identity) throws IOException {
    if (!identity.container().equals(ElementReader.CONTAINER)) {
      return null;
    }
    Optional<Element.Item> found = asked(identity);
    if (found.isEmpty()) {
      held.remove(identity);
      return null;
    }
    return kept(found.get());
  }

  private Optional<Element.Item> asked(ItemIdentity identity) throws IOException {
    Optional<Element.Item> there = whereItWas(identity);
    return there.isPresent() ? there : anywhere(identity);
  }

  private Optional<Element.Item> whereItWas(ItemIdentity identity) throws IOException {
    String page = places.of(identity);
    if (page == null) {
      return Optional.empty();
    }
    places.forget(identity);
    for (Element element : walk.page(page)) {
      if (element instanceof Element.Item item && item.identity().equals(identity)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private Optional<Element.Item> anywhere(ItemIdentity identity) throws IOException {
    AtomicReference<Element.@Nullable Item> found = new AtomicReference<>();
    boolean whole =
        walk.over(
            "",
            element -> {
              if (element instanceof Element.Item item && item.identity().equals(identity)) {
                found.set(item);
              }
              return found.get() == null;
            });
    if (found.get() == null && !whole) {
      throw new IOException(
          "the item "
              + ElementReader.printable(identity.key())
              + " is not in the part of the list that is read at once; nothing shows that it is"
              + " gone");
    }
    return Optional.ofNullable(found.get());
  }

  /** Nothing is marked at the server: the journal alone knows. */
  @Override
  public void settle(ItemIdentity identity) {
    held.remove(identity);
    places.forget(identity);
  }

  /**
   * Counts what the journal does not know behind the cursor; an element that cannot be used still
   * waits and counts. Where a bound is reached, the number is a lower one.
   */
  @Override
  public long backlog(Cursor after, Known known) throws IOException {
    AtomicLong unknown = new AtomicLong();
    walk.over(
        after.value(),
        element -> {
          if (!(element instanceof Element.Item item) || !known.contains(item.identity())) {
            unknown.incrementAndGet();
          }
          return true;
        });
    return unknown.get();
  }

  @Override
  public CheckResult check() {
    Instant start = clock.instant();
    try {
      List<Element> page = client.page("");
      return told(page, Duration.between(start, clock.instant()));
    } catch (AnswerException e) {
      return new CheckResult.Failed(e.sentence(), e.cure());
    } catch (IOException e) {
      return new CheckResult.Failed(address.failure(e), "ask again");
    }
  }

  private CheckResult told(List<Element> page, Duration took) {
    List<Element.Malformed> malformed =
        page.stream()
            .filter(Element.Malformed.class::isInstance)
            .map(Element.Malformed.class::cast)
            .toList();
    String said =
        String.format(
            Locale.ROOT,
            "%s%s answered in %d ms; the first page holds %d items",
            address.shown(),
            login.described().isEmpty() ? "" : " (" + login.described() + ")",
            took.toMillis(),
            page.size() - malformed.size());
    if (malformed.isEmpty()) {
      return new CheckResult.Fine(said + ends());
    }
    String bad =
        said
            + " and "
            + malformed.size()
            + " that cannot be used: "
            + malformed.getFirst().problem();
    return malformed.size() < page.size()
        ? new CheckResult.Fine(bad)
        : new CheckResult.Failed(bad, "let source.id and source.text point into an element");
  }

  private String ends() {
    return login.expires().map(end -> ", token good until " + end).orElse("");
  }

  @Override
  public void close() {
    held.clear();
    places.clear();
  }
}
