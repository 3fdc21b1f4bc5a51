package pl.automateforge.agent.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.ItemIdentity;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceItem;
import pl.automateforge.agent.spec.Auth;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.SecretSlot;
import pl.automateforge.agent.spec.SourceSpec;
import pl.automateforge.agent.standin.TokenOptions;
import pl.automateforge.agent.standin.TokenStandIn;

final class HttpSourceTests {
  private final ListServer list = new ListServer();
  private final HttpClients clients = HttpSources.clients();
  private final Set<ItemIdentity> journal = new HashSet<>();
  private HttpSource source = HttpSources.paged(list.uri(), clients, HttpSources.SMALL);

  @AfterEach
  void stop() throws IOException {
    source.close();
    clients.close();
    list.close();
  }

  @Test
  void keepsTheAddressesOwnQueryAndAsksWithoutACursorFirst() throws IOException {
    list.add("one");
    run(Cursor.START);

    assertThat(list.server.requests.getFirst().line())
        .isEqualTo("GET /api/tickets?state=open HTTP/1.1");
    assertThat(list.server.requests.get(1).line())
        .isEqualTo("GET /api/tickets?state=open&after=1 HTTP/1.1");
    assertThat(list.server.requests.getFirst().headers())
        .containsEntry("accept", "application/json")
        .doesNotContainKey("authorization");
  }

  @Test
  void movesTheCursorOverJournalledItemsOnly() throws IOException {
    for (int i = 0; i < 5; i++) {
      list.add("text " + i);
    }
    Source.Batch first = run(Cursor.START);
    assertThat(first.items()).hasSize(5);
    assertThat(first.next()).isEqualTo(Cursor.START);

    Source.Batch second = run(first.next());
    assertThat(second.items()).isEmpty();
    assertThat(second.next()).isEqualTo(new Cursor("5"));

    list.add("new");
    list.server.requests.clear();
    assertThat(run(second.next()).items()).hasSize(1);
    assertThat(list.server.requests.getFirst().line()).contains("after=5");
  }

  @Test
  void leavesNothingBehindThatTheJournalLost() throws IOException {
    for (int i = 0; i < 3; i++) {
      list.add("text " + i);
    }
    Source.Batch first = run(Cursor.START);
    journal.remove(first.items().getFirst().identity());

    Source.Batch again = source.fetch(Cursor.START, journal::contains, 10);

    assertThat(again.items()).hasSize(1);
    assertThat(again.next()).isEqualTo(Cursor.START);
  }

  @Test
  void takesAChangedTextForAnotherItem() throws IOException {
    ObjectNode ticket = list.add("before");
    Source.Batch batch = run(Cursor.START);
    ticket.putObject("content").put("body", "after");

    Source.Batch changed = run(Cursor.START);

    assertThat(changed.items()).hasSize(1);
    assertThat(changed.items().getFirst().identity().key())
        .isEqualTo(batch.items().getFirst().identity().key())
        .isEqualTo("T-1");
    SourceItem old = batch.items().getFirst();
    assertThat(source.find(old.identity())).isNull();
    assertThatThrownBy(() -> old.raw().read(100)).hasMessageContaining("T-1 is gone");
  }

  @Test
  void judgesATextAsItStands() throws IOException {
    String text = "Content-Type: text/html\r\n\r\nZażółć <b>gęślą</b> jaźń\n> 2 + 2\n";
    list.add(text);

    SourceItem item = run(Cursor.START).items().getFirst();
    Reading reading =
        new ContentReader(ContentLimits.DEFAULT).read(item.raw().read(Integer.MAX_VALUE), false);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Text.class,
            read -> {
              assertThat(read.content().subject()).isEmpty();
              assertThat(read.content().parts().toString())
                  .contains("Content-Type: text/html", "Zażółć <b>gęślą</b> jaźń");
            });
  }

  @Test
  void tellsOfMalformedElementsAndTakesTheRest() throws IOException {
    list.pageSize = 10;
    list.add("good");
    list.add("no id").remove("id");
    list.add("no text").remove("content");
    list.add("odd id").putArray("id");
    list.add("number").put("id", 12345678901234567L);

    Source.Batch batch = run(Cursor.START);

    assertThat(batch.items()).hasSize(2);
    assertThat(batch.items().get(1).identity().key()).isEqualTo("12345678901234567");
    assertThat(batch.problems())
        .containsExactly(
            "element 2 has no id at /id: there is nothing, expected a text of 1 to 500 characters"
                + " or a number",
            "element 3 (T-3) has no text at /content/body: there is nothing",
            "element 4 has no id at /id: there is an array, expected a text of 1 to 500 characters"
                + " or a number");
    assertThat(source.backlog(Cursor.START, journal::contains)).isEqualTo(3);
  }

  @Test
  void waitsForAMalformedElementButNotForEver() throws IOException {
    list.add("first");
    list.add("bad").remove("content");
    list.add("third");
    run(Cursor.START);

    Source.Batch waiting = run(Cursor.START);
    assertThat(waiting.next()).isEqualTo(new Cursor("1"));
    assertThat(waiting.problems()).hasSize(1);

    for (int i = 0; i < HttpSources.SMALL.behindMalformed(); i++) {
      list.add("more " + i);
    }
    run(waiting.next());
    Source.Batch gaveUp = run(waiting.next());
    assertThat(Integer.parseInt(gaveUp.next().value())).isGreaterThan(10);
    assertThat(run(gaveUp.next()).problems()).isEmpty();
  }

  @Test
  void tellsOfAnIdThatStandsTwice() throws IOException {
    list.add("one").put("id", "same");
    list.add("two").put("id", "same");
    list.add("two").put("id", "same");

    Source.Batch batch = run(Cursor.START);

    assertThat(batch.items()).hasSize(2);
    assertThat(batch.problems())
        .containsExactly(
            "the id same stands twice on one page with different texts; each is taken as an item,"
                + " see that source.id is unique",
            "the id same stands twice on one page with the same text; it is taken once");
  }

  @Test
  void endsWhereTheServerGivesTheSamePageAgain() throws IOException {
    list.broken =
        (request, socket) ->
            RawHttpServer.answer(
                socket,
                "200 OK",
                "{\"result\":{\"data\":[{\"id\":\"a\",\"seq\":1,\"content\":{\"body\":\"x\"}},"
                    + "{\"id\":\"b\",\"seq\":2,\"content\":{\"body\":\"y\"}}]}}");

    assertThat(run(Cursor.START).items()).hasSize(2);
    assertThat(list.server.requests).hasSize(2);
  }

  @Test
  void stopsAtItsBoundsAndGoesOnInTheNextRun() throws IOException {
    HttpLimits tight = new HttpLimits(100_000, 2, 1_000, 5, 10, 1_000_000);
    source = HttpSources.paged(list.uri(), clients, tight);
    for (int i = 0; i < 8; i++) {
      list.add("text " + i);
    }

    Source.Batch first = run(Cursor.START);
    assertThat(first.items()).hasSize(6);
    assertThat(first.problems())
        .containsExactly("the list goes on behind 6 items; the rest is left for the next run");
    Source.Batch second = run(first.next());
    assertThat(second.next()).isEqualTo(new Cursor("6"));
    assertThat(run(second.next()).items()).hasSize(2);
    assertThatThrownBy(() ->
            source.find(
                new ItemIdentity(
                    "http", "T-99", first.items().getFirst().identity().contentHash())))
        .hasMessageContaining("nothing shows that it is gone");
  }

  @Test
  void asksAgainForTextsThatDoNotFitIntoMemory() throws IOException {
    HttpLimits tight = new HttpLimits(100_000, 50, 1_000, 5, 10, 300);
    source = HttpSources.paged(list.uri(), clients, tight);
    for (int i = 0; i < 5; i++) {
      list.add("x".repeat(100) + i);
    }

    for (SourceItem item : run(Cursor.START).items()) {
      assertThat(item.raw().read(10_000)).hasSize((int) item.size());
    }
  }

  @Test
  void findsManyItemsAgainWithoutReadingTheListForEach() throws IOException {
    for (int i = 0; i < 30; i++) {
      list.add("text " + i);
    }
    Source.Batch batch = run(Cursor.START);
    source.close();
    source = HttpSources.paged(list.uri(), clients, HttpSources.SMALL);
    list.server.requests.clear();

    for (SourceItem item : batch.items().reversed()) {
      assertThat(source.find(item.identity())).isNotNull();
    }

    assertThat(list.server.requests).hasSizeLessThan(10 + 30 + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 No | answered HTTP 401: the login was not accepted | give the source a login",
        "403 No | may not read this list | give the login the right",
        "404 No | there is no such list | compare source.url",
        "429 Many | asked too often; it asks to wait 30 s | schedule.every",
        "500 Oops | the server has a fault; it asks to wait 30 s | the next run asks again",
        "302 Found | HTTP 302 to login.example: redirects are not followed | final address",
        "418 Tea | the request was not accepted | compare source.url",
      })
  void namesTheCureOfEachRefusal(String status, String sentence, String cure) {
    list.broken =
        RawHttpServer.answering(
            status, "Retry-After: 30", "Location: https://login.example/x?secret");

    assertFails(sentence, cure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the answer is empty",
        "no JSON | the answer is no JSON, or breaks off: line 1, column",
        "{\"result\":{\"data\":[{\"id\":\"a | the answer is no JSON, or breaks off",
        "{\"error\":\"s3cret\",\"count\":0} | nothing at source.items /result/data; beside it stand error, count",
        "{\"result\":{\"data\":{}}} | source.items /result/data is an object, expected an array",
        "{\"result\":{\"data\":null}} | source.items /result/data is no array, expected an array",
        "[] | nothing at source.items /result/data",
      })
  void saysWhatIsWrongWithAnAnswer(String body, String sentence) {
    list.broken = (request, socket) -> RawHttpServer.answer(socket, "200 OK", body);

    assertFails(sentence, "source.");
  }

  @Test
  void knowsAPageForPeople() {
    list.broken =
        (request, socket) ->
            RawHttpServer.answer(
                socket, "200 OK", "<html>Log in</html>", "Content-Type: text/html; charset=utf-8");

    assertFails("a page for people (HTML) instead of JSON", "source.auth is missing");
  }

  @Test
  void readsNoMoreThanItsBound() {
    list.broken =
        (request, socket) ->
            RawHttpServer.answer(
                socket, "200 OK", "{\"result\":{\"data\":[\"" + "x".repeat(200_000) + "\"]}}");

    assertFails("the answer is longer than 100000 bytes", "source.cursor");
  }

  @Test
  void refusesNestingWithoutEnd() {
    list.broken =
        (request, socket) ->
            RawHttpServer.answer(socket, "200 OK", "{\"result\":{\"data\":" + "[".repeat(50_000));

    assertFails("the answer is no JSON, or breaks off", "source.url");
  }

  @Test
  void logsIn() throws Exception {
    list.add("one");
    assertThat(headerUnder(new Auth.Bearer(new SecretSlot("${TOKEN}")))).isEqualTo("Bearer t0ken");
    assertThat(headerUnder(new Auth.Password(new Endpoint("biuro"), new SecretSlot("${TOKEN}"))))
        .isEqualTo("Basic Yml1cm86dDBrZW4=");
    headerUnder(new Auth.ApiKey("X-Key", new SecretSlot("${TOKEN}")));
    assertThat(list.server.requests.getLast().headers()).containsEntry("x-key", "t0ken");
  }

  @Test
  void renewsATokenThatTheServerRefuses() throws Exception {
    list.add("one");
    try (TokenStandIn service = TokenStandIn.start()) {
      list.broken =
          (request, socket) -> {
            boolean second = service.accessTokens().size() > 1;
            RawHttpServer.answer(
                socket, second ? "200 OK" : "401 No", "{\"result\":{\"data\":[]}}");
          };
      Auth auth =
          new Auth.Oauth2(
              null,
              new Endpoint(service.tokenUrl().toString()),
              new Endpoint(TokenOptions.DEFAULT.clientId()),
              new SecretSlot("${TOKEN}"),
              null,
              null);
      source =
          HttpSources.of(
              HttpSources.spec(null, auth),
              list.uri(),
              Map.of("TOKEN", TokenOptions.DEFAULT.clientSecret()),
              clients,
              HttpSources.SMALL);

      assertThat(run(Cursor.START).items()).isEmpty();
      assertThat(list.server.requests.getLast().headers())
          .containsEntry("authorization", "Bearer " + service.accessTokens().getLast());
      assertThat(source.check().detail()).contains("token good until");
    }
  }

  @Test
  void checksByLookingAtTheFirstPage() {
    list.add("one");
    list.add("two");
    list.add("three").remove("id");
    list.add("four");

    assertThat(source.check())
        .isInstanceOfSatisfying(
            CheckResult.Fine.class,
            fine ->
                assertThat(fine.detail())
                    .startsWith("http://127.0.0.1:")
                    .contains(" ms; the first page holds 2 items and 1 that cannot be used")
                    .doesNotContain("tickets"));
  }

  @Test
  void failsACheckWhereNothingCanBeUsed() {
    list.add("one").remove("id");

    assertThat(source.check()).isInstanceOf(CheckResult.Failed.class);
  }

  @Test
  void refusesWhatMustNotBeAsked() {
    SourceSpec.Http spec = HttpSources.spec(null, null);

    assertThatThrownBy(() ->
            HttpSources.made(spec, "http://203.0.113.5/x", Map.of(), clients, HttpSources.SMALL))
        .isInstanceOfSatisfying(
            UnfitAddressException.class,
            e -> {
              assertThat(e.unsafe()).isTrue();
              assertThat(e.key()).isEqualTo("url");
            });
    assertThatThrownBy(() -> HttpSources.made(spec, "s3cret", Map.of(), clients, HttpSources.SMALL))
        .hasMessage("${URL} is bound to no http:// or https:// address with a host");
    Auth bad = new Auth.ApiKey("Host", new SecretSlot("${TOKEN}"));
    assertThatThrownBy(() ->
            HttpSources.made(
                HttpSources.spec(null, bad),
                "https://127.0.0.1/",
                Map.of("TOKEN", "x"),
                clients,
                HttpSources.SMALL))
        .hasMessageContaining("\"Host\" is no header");
    Auth broken = new Auth.Bearer(new SecretSlot("${TOKEN}"));
    assertThatThrownBy(() ->
            HttpSources.made(
                HttpSources.spec(null, broken),
                "https://127.0.0.1/",
                Map.of("TOKEN", "s3\r\nX: cret"),
                clients,
                HttpSources.SMALL))
        .hasMessageContaining("${TOKEN} is bound to what cannot stand in a header")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("cret\n"));
  }

  private @Nullable String headerUnder(Auth auth) throws IOException {
    source =
        HttpSources.of(
            HttpSources.spec(null, auth),
            list.uri(),
            Map.of("TOKEN", "t0ken"),
            clients,
            HttpSources.SMALL);
    source.fetch(Cursor.START, journal::contains, 1);
    return list.server.requests.getLast().headers().get("authorization");
  }

  private void assertFails(String sentence, String cure) {
    assertThatThrownBy(() -> source.fetch(Cursor.START, journal::contains, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(sentence)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    assertThat(source.check())
        .isInstanceOfSatisfying(
            CheckResult.Failed.class,
            failed -> {
              assertThat(failed.detail()).contains(sentence);
              assertThat(failed.cure()).contains(cure);
            });
  }

  private Source.Batch run(Cursor after) throws IOException {
    Source.Batch batch = source.fetch(after, journal::contains, 100);
    batch.items().forEach(item -> journal.add(item.identity()));
    return batch;
  }
}
