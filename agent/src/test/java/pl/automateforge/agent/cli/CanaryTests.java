package pl.automateforge.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.hostile.Canary;
import pl.automateforge.agent.hostile.CanaryMails;
import pl.automateforge.agent.hostile.EchoService;
import pl.automateforge.agent.hostile.Sightings;
import pl.automateforge.agent.hostile.TalkativeImap;
import pl.automateforge.agent.hostile.TalkativeSmtp;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.ItemState;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.SqliteView;
import pl.automateforge.agent.standin.mail.HeldMail;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;
import pl.automateforge.agent.standin.mail.SentMail;

/**
 * Fifty identifiers of people, and the ten addresses they are sent from, wherever a mail can hold
 * them; a model that repeats all it is shown; every kind of target at once. What came out is read
 * as bytes where it arrived. Only answers to the sender may hold them: these show, too, that they
 * would be seen, as does a run in which nothing is redacted.
 */
@Tag("slow")
@Timeout(400)
class CanaryTests {
  private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)/healthz");
  private static final String DESK = "AI - do decyzji";
  private static final List<Canary> FIFTY = Canary.fifty();

  /** The actions that tell others of a mail. */
  private static final List<String> TELLING =
      List.of("post", "call", "slack", "teams", "mail", "out.jsonl", "rows.db");

  /** Those whose target fails. */
  private static final List<String> FAILING = List.of("post", "call", "slack", "teams", "mail");

  private static final String DRAFT = "draft";

  @TempDir private Path temp;
  private Office office;
  private final Map<String, List<byte[]>> sinks = new TreeMap<>();

  @BeforeEach
  void open() throws Exception {
    office = new Office(temp);
  }

  private static Sightings sightings() {
    List<Canary> all = new ArrayList<>(FIFTY);
    all.addAll(CanaryMails.senders(FIFTY.size()));
    return new Sightings(all);
  }

  private void open(MailStandIn box, int smtp, EchoService service, boolean redacting)
      throws Exception {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + office.folder.resolve("rows.db"));
        Statement statement = database.createStatement()) {
      statement.execute("create table rows(id text, sender text, subject text, said text)");
    }
    office
        .spec(spec(box.imapPort(), smtp).replace("REDACTING", String.valueOf(redacting)))
        .environment(
            """
            KEY=any-key-will-do
            HOST=http://127.0.0.1:%1$d
            SLACK=http://127.0.0.1:%1$d/slack
            TEAMS=http://127.0.0.1:%1$d/teams
            PASSWORD=%2$s
            """
                .formatted(service.port(), box.options().password()));
    box.createFolder(DESK);
  }

  private static String spec(int imap, int smtp) {
    return """
    autoforge: 1
    name: office
    type: email-triage
    timezone: UTC
    model: {provider: anthropic, name: claude-haiku-5-5, apiKey: "${KEY}", baseUrl: "${HOST}/model", timeout: 10s}
    output:
      fields:
        - {name: summary, type: text, maxLength: 2000}
        - {name: reply, type: text, maxLength: 10000}
    categories:
      - {id: all, description: what everybody is told, priority: 2, actions: [post, call, teams, mail, file, rows, flag, draft, slack, move]}
      - {id: answer, description: what is answered, priority: 2, risk: high, actions: [reply]}
      - {id: other, description: everything else, priority: 4, actions: []}
    fallback: {category: other, below: 0.7, actions: [ask]}
    source: {type: imap, host: 127.0.0.1, port: %d, tls: none, filter: {since: 3650d}, auth: {type: password, username: biuro@acme.example, password: "${PASSWORD}"}}
    mail: {smtp: {host: 127.0.0.1, port: %d, tls: none, auth: {type: password, username: biuro@acme.example, password: "${PASSWORD}"}, from: biuro@acme.example}}
    limits: {itemsPerRun: 1000, runTimeout: 10m, itemTimeout: 60s}
    privacy: {personalData: REDACTING}
    schedule: {every: 1s}
    health: {port: 0}
    log: {level: DEBUG, file: agent.log}
    actions:
      ask: {type: review, folder: "AI - do decyzji"}
      post: {type: webhook, url: "${HOST}/post", idempotent: true}
      call: {type: http, url: "${HOST}/call", body: '{"from": "{{sender}}", "about": "{{subject}}", "summary": "{{summary}}", "reply": "{{reply}}", "reason": "{{reason}}"}'}
      slack: {type: slack, webhook: "${SLACK}", text: "{{sender}} {{subject}} {{summary}} {{reason}}"}
      teams: {type: teams, webhook: "${TEAMS}", text: "{{sender}} {{subject}} {{summary}} {{reason}}"}
      mail: {type: email, to: [kierownik@acme.example], subject: "{{sender}} {{subject}}", text: "{{summary}} {{reply}} {{reason}}"}
      file: {type: file, path: out.jsonl}
      rows: {type: sql, url: "jdbc:sqlite:rows.db", statement: "insert into rows(id, sender, subject, said) values (:id, :sender, :subject, :summary)"}
      flag: {type: imap-flag, flag: Faktura}
      draft: {type: imap-draft, text: "{{sender}} {{subject}} {{reply}}"}
      move: {type: imap-move, folder: Faktury}
      reply: {type: reply, text: "{{subject}} {{reply}}"}
    """
        .formatted(imap, smtp);
  }

  private static void deliver(MailStandIn box, String... marks) {
    for (String mark : marks) {
      CanaryMails.of(FIFTY, mark).forEach(box::deliver);
    }
  }

  private void saw(String sink, byte[] bytes) {
    sinks.computeIfAbsent(sink, name -> new ArrayList<>()).add(bytes);
  }

  private Office.Ended call(String... args) {
    Office.Ended ended = Office.call(args);
    saw("output of " + args[0], (ended.out() + ended.err()).getBytes(UTF_8));
    return ended;
  }

  private void runOnce(String mode, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("run", office.spec().toString(), "--once", "--mode", mode));
    words.addAll(List.of(more));
    try (Child child = office.start(words.toArray(String[]::new))) {
      assertThat(child.exitCode(Duration.ofMinutes(3))).as(child.err()).isIn(0, 1);
    }
  }

  private List<ItemRow> items(ItemState state) {
    List<ItemRow> items = new ArrayList<>();
    try (JournalView view = SqliteView.open(office.state())) {
      view.eachItem(item -> {
        if (item.state() == state) {
          items.add(item);
        }
      });
    }
    return items;
  }

  private int count(ItemState state) {
    return items(state).size();
  }

  private void approveAnswers() {
    for (ItemRow item : items(ItemState.WAITING)) {
      if ("answer".equals(item.category())) {
        String state = office.state().toString();
        assertThat(Office.call("review", "--state", state, item.id(), "approve").code()).isZero();
      }
    }
  }

  /** What the service, the mailbox and the folder hold by now. */
  private void gather(MailStandIn box, EchoService service) throws Exception {
    call("journal", office.spec().toString(), "--json");
    for (String name : List.of(EchoService.MODEL, "post", "call", "slack", "teams")) {
      service.seen(name).forEach(bytes -> saw(name, bytes));
    }
    for (SentMail sent : box.sent()) {
      boolean told = sent.to().equals(List.of("kierownik@acme.example"));
      boolean answered = sent.to().stream().anyMatch(to -> to.contains("gawron"));
      shown(told ? "mail" : answered ? "answers" : "mail of trial", sent.raw());
    }
    for (Map.Entry<String, List<HeldMail>> folder : box.folders().entrySet()) {
      for (HeldMail mail : folder.getValue()) {
        saw("keywords", mail.flags().toString().getBytes(UTF_8));
        if (folder.getKey().equals("Drafts")) {
          shown("drafts", mail.raw());
        }
      }
    }
    try (Stream<Path> files = Files.walk(office.folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("key")) {
          saw(office.folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
  }

  /** A mail as it was sent, and as it is read. */
  private void shown(String sink, byte[] raw) {
    saw(sink, raw);
    if (new ContentReader(ContentLimits.DEFAULT).read(raw, false) instanceof Reading.Text text) {
      saw(
          sink,
          (text.content().subject() + text.content().text(Content.Part.Kind.BODY)).getBytes(UTF_8));
    }
  }

  private Map<String, Set<String>> seen() {
    Sightings sightings = sightings();
    Map<String, Set<String>> seen = new TreeMap<>();
    sinks.forEach((name, bytes) -> seen.put(name, sightings.in(bytes)));
    return seen;
  }

  private static Map<String, Set<String>> leaks(Map<String, Set<String>> seen) {
    Map<String, Set<String>> leaks = new TreeMap<>(seen);
    leaks.keySet().removeAll(Set.of("drafts", "answers"));
    leaks.values().removeIf(Set::isEmpty);
    return leaks;
  }

  /** Everything that an agent does on a good day, in observation first. */
  private Map<String, Set<String>> goodDay(boolean redacting) throws Exception {
    MailOptions options = MailOptions.DEFAULT;
    try (MailStandIn box = MailStandIn.start(options, Clock.systemUTC());
        EchoService service = new EchoService()) {
      open(box, box.smtpPort(), service, redacting);
      Office.Ended valid = call("validate", office.spec().toString());
      assertThat(valid.code()).as(valid.err()).isZero();
      call("check", office.spec().toString(), "--exercise");
      deliver(box, "all", "desk", "answer");
      runOnce("observe");
      assertThat(count(ItemState.COMPLETED)).isEqualTo(10);
      assertThat(count(ItemState.WAITING)).isEqualTo(20);
      gather(box, service);
      assertThat(sinks).doesNotContainKeys("post", "call", "drafts", "answers");
      deliver(box, "all", "desk", "answer");
      produce(box);
      call("trial", office.spec().toString(), "--yes", "--json");
      gather(box, service);
    }
    return seen();
  }

  private void produce(MailStandIn box) throws Exception {
    try (Child child =
            office.start("run", office.spec().toString(), "--mode", "production", "--log-json");
        HttpClient http = HttpClient.newHttpClient()) {
      String port = child.said(PORT);
      child.until(() -> count(ItemState.COMPLETED) >= 20);
      child.until(() -> count(ItemState.WAITING) >= 40);
      approveAnswers();
      child.until(() -> count(ItemState.COMPLETED) >= 40);
      for (String page : List.of("/healthz", "/readyz", "/metrics", "/")) {
        URI address = URI.create("http://localhost:" + port + page);
        HttpResponse<byte[]> answer =
            http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
        saw("page " + page, answer.body());
      }
      child.terminate();
      child.exitCode();
    }
    assertThat(box.folder(DESK)).hasSize(10);
    assertThat(box.folder("Faktury")).hasSize(10);
  }

  @Test
  void showsThemToNobodyButTheSender() throws Exception {
    Map<String, Set<String>> seen = goodDay(true);

    report(seen);
    assertThat(seen).containsKeys(TELLING.toArray(String[]::new));
    assertThat(seen).containsKeys(EchoService.MODEL, "page /metrics", "output of journal");
    assertThat(seen).containsKeys("agent.log", ".autoforge/office/journal.db", "output of trial");
    assertThat(leaks(seen)).isEmpty();
    assertThat(seen.get("drafts")).as("put back in drafts").hasSize(60);
    assertThat(seen.get("answers")).as("put back in answers").hasSize(60);
  }

  /** The same without redaction: it would be seen in each of these. */
  @Test
  void wouldBeSeenWhereNothingIsRedacted() throws Exception {
    Map<String, Set<String>> seen = goodDay(false);

    report(seen);
    assertThat(seen.get(EchoService.MODEL)).hasSize(60);
    for (String sink : TELLING) {
      assertThat(seen.get(sink)).as(sink).hasSize(60);
    }
    // What lies sealed is as dark as before.
    assertThat(leaks(seen).keySet())
        .isSubsetOf(Stream.concat(TELLING.stream(), Stream.of(EchoService.MODEL)).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void staysSilentWhereOthersRepeatWhatTheyWereGiven(boolean atTheEnd) throws Exception {
    try (MailStandIn box = MailStandIn.start(MailOptions.DEFAULT, Clock.systemUTC());
        TalkativeSmtp smtp = new TalkativeSmtp(atTheEnd);
        EchoService service = new EchoService()) {
      open(box, smtp.port(), service, true);
      service.failTargets();
      office.spec(
          Files.readString(office.spec())
              .replace("itemTimeout: 60s", "itemTimeout: 5s")
              .replace("categories:", "categories:\n" + oneEach()));
      deliver(box, FAILING.toArray(String[]::new));
      deliver(box, "answer");
      runOnce("production");
      approveAnswers();
      runOnce("production", "--log-json");
      service.failModel();
      deliver(box, "desk");
      runOnce("production", "--log-json");
      gather(box, service);
      assertThat(smtp.refused()).isGreaterThanOrEqualTo(20);
      assertThat(box.sent()).isEmpty();
    }

    Map<String, Set<String>> seen = seen();

    report(seen);
    assertThat(seen).containsKeys("post", "call", "slack", "teams", EchoService.MODEL);
    assertThat(leaks(seen)).isEmpty();
    for (String sink : List.of("agent.log", "output of journal")) {
      String said = new String(sinks.getOrDefault(sink, List.of()).getLast(), UTF_8);
      assertThat(said).as(sink).contains("500", atTheEnd ? "5.7.1" : "5.1.1", "400");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO", "NO [LIMIT]", "BAD", "BYE"})
  void staysSilentWhereTheMailboxRepeatsTheDraft(String no) throws Exception {
    try (MailStandIn box = MailStandIn.start(MailOptions.DEFAULT, Clock.systemUTC());
        TalkativeImap mailbox = new TalkativeImap(box.imapPort(), no);
        EchoService service = new EchoService()) {
      open(box, box.smtpPort(), service, true);
      String known = "port: " + box.imapPort() + ",";
      office.spec(
          Files.readString(office.spec())
              .replace(known, "port: " + mailbox.port() + ",")
              .replace("itemTimeout: 60s", "itemTimeout: 5s")
              .replace("categories:", "categories:\n" + oneEach()));
      deliver(box, DRAFT);
      runOnce("production");
      runOnce("production", "--log-json");
      gather(box, service);
      assertThat(mailbox.refused()).isPositive();
      assertThat(box.folder("Drafts")).isEmpty();
    }

    Map<String, Set<String>> seen = seen();

    report(seen);
    assertThat(leaks(seen)).isEmpty();
  }

  /** A category for each action, named as it is. */
  private static String oneEach() {
    StringBuilder lines = new StringBuilder();
    for (String name : Stream.concat(FAILING.stream(), Stream.of(DRAFT)).toList()) {
      lines.append(
          "  - {id: %s, description: for %s alone, priority: 2, actions: [%s]}%n"
              .formatted(name, name, name));
    }
    return lines.toString();
  }

  private static void report(Map<String, Set<String>> seen) {
    Map<String, Integer> counts = new TreeMap<>();
    seen.forEach((sink, canaries) -> counts.put(sink, canaries.size()));
    System.out.println(counts);
    Set<String> names = new TreeSet<>();
    leaks(seen).forEach((sink, canaries) -> names.add(sink + ": " + canaries));
    names.stream().limit(8).forEach(System.out::println);
  }
}
