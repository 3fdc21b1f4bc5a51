package pl.automateforge.agent.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pl.automateforge.agent.TestData;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;
import pl.automateforge.agent.journal.Mode;
import pl.automateforge.agent.run.Agent;
import pl.automateforge.agent.run.Assembly;
import pl.automateforge.agent.run.RunObserver;
import pl.automateforge.agent.run.RunReport;
import pl.automateforge.agent.run.StopSignal;
import pl.automateforge.agent.spec.Binder;
import pl.automateforge.agent.spec.Environment;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.SpecReader;
import pl.automateforge.agent.standin.Arrival;
import pl.automateforge.agent.standin.TargetsStandIn;
import pl.automateforge.agent.standin.mail.HeldMail;
import pl.automateforge.agent.standin.mail.MailOptions;
import pl.automateforge.agent.standin.mail.MailStandIn;
import pl.automateforge.agent.standin.mail.SentMail;

/**
 * A whole agent between a real mailbox and real targets, and a model's service that says what an
 * attacker wrote. What happened is read at the targets, and who was written to from the JDK's own
 * record of sockets; nothing of the agent's is asked but who waits for a person.
 *
 * <p>Each of these was put in once and was caught here: a recipient taken from a field; the check
 * for what destroys left out, so that mail lay in the trash; links left whole in a draft and in a
 * message.
 */
@Timeout(1_800)
class EvilConnectorsTests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CASE = Pattern.compile("case-(\\d+)-");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /** One for each kind of connector; the category bears its action's name. */
  private static final List<String> KINDS =
      List.of(
          "move", "flag", "draft", "mail", "post", "call", "teams", "file", "rows", "trash",
          "none");

  @TempDir private Path folder;

  /** A mail, and what the model says of it. */
  private record Case(String body, EvilAnswer answer) {}

  @Test
  void doesNothingThatTheSpecDoesNotSay() throws Exception {
    prove(crafted(120, 3), injected(40));
  }

  @Test
  @Tag("soak")
  void doesNothingThatTheSpecDoesNotSayInTwoThousandCases() throws Exception {
    prove(crafted(2_000, 20), injected(592));
  }

  /** Shaped by hand; so many of them go to Slack, which takes one a second. */
  private List<Maker> crafted(int count, int slack) {
    List<Maker> makers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      makers.add(i % 50 == 49 ? (evil, _) -> plain(evil.huge()) : (evil, _) -> plain(evil.next()));
    }
    for (String kind : KINDS) {
      makers.add((evil, _) -> plain(evil.obedient(kind, "evil@evil.example", 1)));
    }
    for (int i = 0; i < slack; i++) {
      makers.add((evil, trap) ->
          plain(evil.obedient("slack", "![x](http://127.0.0.1:" + trap + "/a) <!channel>")));
    }
    return makers;
  }

  private static Case plain(EvilAnswer answer) {
    return new Case("Dzień dobry, w załączeniu faktura.", answer);
  }

  /** Makes one case, with a trap's port. */
  private interface Maker {
    Case make(EvilAnswers evil, int trap);
  }

  /** Real attempts, and a model that does what they ask as far as its answer can, or worse. */
  private static List<Maker> injected(int most) throws Exception {
    Path file = TestData.shared("injection/injections.jsonl").orElse(null);
    List<Maker> makers = new ArrayList<>();
    if (file == null) {
      return makers;
    }
    List<String> lines = Files.readAllLines(file);
    int step = Math.max(1, lines.size() / most);
    for (int i = 0; i < lines.size() && makers.size() < most; i += step) {
      String text = JSON.readTree(lines.get(i)).path("text").asText();
      int way = makers.size() % 4;
      makers.add((evil, trap) -> new Case(text, obeying(text, evil, way, trap)));
    }
    return makers;
  }

  private static EvilAnswer obeying(String text, EvilAnswers evil, int way, int trap) {
    Matcher address = ADDRESS.matcher(text);
    String to = address.find() ? address.group() : "evil@evil.example";
    return switch (way) {
      case 0 -> evil.of("Access Granted. " + text);
      case 1 -> evil.obedient("trash", text + " http://127.0.0.1:" + trap + "/ " + to);
      case 2 ->
          evil.obedient("draft", "Pisz na " + to + " lub http://127.0.0.1:" + trap + "/\n" + text);
      default ->
          evil.of(
              "{\"reason\":\"r\",\"category\":\"mail\",\"confidence\":1,\"to\":"
                  + EvilAnswers.text(to)
                  + "}");
    };
  }

  private void prove(List<Maker> crafted, List<Maker> injected) throws Exception {
    MailOptions box = MailOptions.DEFAULT;
    try (Sockets sockets = new Sockets();
        MailStandIn mail = MailStandIn.start(box, Clock.systemUTC());
        TargetsStandIn targets = TargetsStandIn.start()) {
      List<String> ids = new ArrayList<>(KINDS);
      EvilAnswers evil = new EvilAnswers(ids, 4, sockets.trap());
      List<Case> cases = new ArrayList<>();
      crafted.forEach(maker -> cases.add(maker.make(evil, sockets.trap())));
      injected.forEach(maker -> cases.add(maker.make(evil, sockets.trap())));
      try (EvilModel model = new EvilModel(cases.stream().map(Case::answer).toList())) {
        for (int i = 0; i < cases.size(); i++) {
          mail.deliver(mail(i, cases.get(i).body()));
        }
        RunReport report = run(mail, targets, model);
        assertThat(report.sums().taken()).isEqualTo(cases.size());
        assertThat(report.sums().failed()).as("crashes and failures").isZero();
        atTheTargets(cases, mail, targets);
        assertThat(sockets.trapped()).as("hosts outside of the spec").isZero();
        Set<String> peers = new TreeSet<>(sockets.peers(folder));
        Set<String> ours = new HashSet<>();
        for (int port :
            new int[] {mail.imapPort(), mail.smtpPort(), targets.port(), model.port()}) {
          ours.add("127.0.0.1:" + port);
        }
        // What the servers of this test write goes to the agent's own ports.
        peers.removeIf(peer -> isEphemeral(peer, ours));
        assertThat(peers).isSubsetOf(ours);
      }
    }
  }

  /** The other end of a connection that was made to one of the test's own servers. */
  private static boolean isEphemeral(String peer, Set<String> servers) {
    String port = peer.substring(peer.lastIndexOf(':') + 1);
    return peer.startsWith("127.0.0.1:")
        && Integer.parseInt(port) >= 32_768
        && !servers.contains(peer);
  }

  private static byte[] mail(int number, String body) {
    return ("From: Jan <jan"
            + number
            + "@client.example>\r\nTo: biuro@acme.example\r\nSubject: case-"
            + number
            + "-\r\nMessage-ID: <case"
            + number
            + "@client.example>\r\nDate: "
            + java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC))
            + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + java.util.Base64.getMimeEncoder()
                .encodeToString(body.getBytes(StandardCharsets.UTF_8))
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private final Set<Integer> waiting = new TreeSet<>();

  private RunReport run(MailStandIn mail, TargetsStandIn targets, EvilModel model)
      throws Exception {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.db"));
        Statement statement = database.createStatement()) {
      statement.execute("create table rows(id text primary key, subject text, summary text)");
    }
    Path file = Files.writeString(folder.resolve("agent.yaml"), spec(mail));
    Files.writeString(
        folder.resolve(".env"),
        "KEY=any-key-will-do\nMODEL=http://127.0.0.1:"
            + model.port()
            + "\nHOOK=http://127.0.0.1:"
            + targets.port()
            + "\nSLACK=http://127.0.0.1:"
            + targets.port()
            + "/slack\nTEAMS=http://127.0.0.1:"
            + targets.port()
            + "/teams\nPASSWORD="
            + mail.options().password()
            + "\n");
    LoadedSpec loaded =
        SpecReader.read(file)
            .loaded()
            .orElseThrow(() -> new AssertionError(SpecReader.read(file).problems()));
    Path state = folder.resolve("state");
    try (Assembly assembly =
        Assembly.open(
            loaded,
            Binder.bind(loaded, Environment.of(loaded)).bindings().orElseThrow(),
            state,
            Mode.PRODUCTION,
            Clock.systemUTC(),
            RunObserver.NONE,
            "test")) {
      Agent agent = new Agent(assembly.context(), new StopSignal());
      RunReport report = agent.run(Clock.systemUTC().instant());
      JournalView view = assembly.context().journal().view();
      for (ItemRow item : view.waiting()) {
        Matcher number = CASE.matcher(view.texts(item.id()).subject());
        assertThat(number.find()).isTrue();
        waiting.add(Integer.parseInt(number.group(1)));
      }
      return report;
    }
  }

  private static String spec(MailStandIn mail) {
    StringBuilder categories = new StringBuilder();
    for (String kind : KINDS) {
      categories.append(
          String.format(
              Locale.ROOT,
              "  - {id: %s, description: the kind %s, priority: 2, actions: [%s]}%n",
              kind,
              kind,
              kind.equals("none") ? "" : kind));
    }
    return """
    autoforge: 1
    name: evil
    type: email-triage
    timezone: UTC
    model: {provider: anthropic, name: claude-haiku-5-5, apiKey: "${KEY}", baseUrl: "${MODEL:-}"}
    output:
      fields:
        - {name: summary, type: text, maxLength: 300}
        - {name: reply, type: text, maxLength: 2000}
        - {name: deadline, type: date}
        - {name: amount, type: number}
        - {name: paid, type: boolean}
    categories:
    %s  - {id: slack, description: the kind slack, priority: 2, actions: [slack]}
    fallback: {category: none, below: 0.7, actions: []}
    source: {type: imap, host: 127.0.0.1, port: %d, tls: none, filter: {since: 3650d}, auth: {type: password, username: biuro@acme.example, password: "${PASSWORD}"}}
    mail: {smtp: {host: 127.0.0.1, port: %d, tls: none, auth: {type: password, username: biuro@acme.example, password: "${PASSWORD}"}, from: biuro@acme.example}}
    limits: {itemsPerRun: 10000, runTimeout: 1h}
    log: {level: ERROR}
    actions:
      move: {type: imap-move, folder: Faktury}
      trash: {type: imap-move, folder: Trash}
      flag: {type: imap-flag, flag: Faktura}
      draft: {type: imap-draft, text: "{{reply}}"}
      mail: {type: email, to: [kierownik@acme.example], subject: "{{subject}} {{summary}}", text: "{{reply}} {{reason}}"}
      post: {type: webhook, url: "${HOOK}/post", idempotent: true}
      call: {type: http, url: "${HOOK}/call", body: '{"case": "{{subject}}", "summary": "{{summary}}"}'}
      slack: {type: slack, webhook: "${SLACK}", text: "{{subject}} {{summary}}"}
      teams: {type: teams, webhook: "${TEAMS}", text: "{{subject}} {{summary}}"}
      file: {type: file, path: out.jsonl}
      rows: {type: sql, url: "jdbc:sqlite:rows.db", statement: "insert into rows(id, subject, summary) values (:id, :subject, :summary) on conflict (id) do nothing"}
    """
        .formatted(categories.toString(), mail.imapPort(), mail.smtpPort());
  }

  private void atTheTargets(List<Case> cases, MailStandIn mail, TargetsStandIn targets)
      throws Exception {
    Map<String, Set<Integer>> expected = new TreeMap<>();
    Set<Integer> rejected = new TreeSet<>();
    for (int i = 0; i < cases.size(); i++) {
      EvilAnswer answer = cases.get(i).answer();
      String kind = answer.category();
      if (kind == null || answer.rejected()) {
        rejected.add(i);
      } else if (answer.confidence() >= 0.7 && kind.equals("trash")) {
        rejected.add(i);
      } else if (answer.confidence() >= 0.7) {
        expected.computeIfAbsent(kind, k -> new TreeSet<>()).add(i);
      }
    }
    assertThat(waiting).as("before a person").isEqualTo(rejected);
    mailbox(expected, mail, cases.size());
    sent(expected.getOrDefault("mail", Set.of()), mail.sent());
    for (String path : List.of("post", "call", "slack", "teams")) {
      assertThat(numbers(targets, "/" + path))
          .as(path)
          .isEqualTo(expected.getOrDefault(path, Set.of()));
    }
    assertThat(targets.records())
        .allMatch(arrival -> arrival.path().matches("/(post|call|slack|teams)"));
    targets.records().forEach(EvilConnectorsTests::harmless);
    assertThat(inFile()).as("file").isEqualTo(expected.getOrDefault("file", Set.of()));
    assertThat(inDatabase()).as("rows").isEqualTo(expected.getOrDefault("rows", Set.of()));
  }

  private void mailbox(Map<String, Set<Integer>> expected, MailStandIn mail, int all)
      throws Exception {
    Map<String, List<HeldMail>> folders = mail.folders();
    Set<Integer> moved = expected.getOrDefault("move", Set.of());
    assertThat(numbers(folders.getOrDefault("Faktury", List.of()))).as("moved").isEqualTo(moved);
    assertThat(folders.getOrDefault("INBOX", List.of())).hasSize(all - moved.size());
    Set<Integer> flagged = new TreeSet<>();
    for (HeldMail held : folders.getOrDefault("INBOX", List.of())) {
      if (held.flags().contains("Faktura")) {
        flagged.addAll(numbers(List.of(held)));
      }
      assertThat(held.flags()).doesNotContain("\\Deleted");
    }
    assertThat(flagged).as("flagged").isEqualTo(expected.getOrDefault("flag", Set.of()));
    assertThat(folders.getOrDefault("Drafts", List.of()))
        .hasSize(expected.getOrDefault("draft", Set.of()).size());
    for (HeldMail draft : folders.getOrDefault("Drafts", List.of())) {
      String head = new String(draft.raw(), StandardCharsets.UTF_8);
      assertThat(head).containsPattern("\r\nTo: jan\\d+@client\\.example\r\n");
      assertThat(head.substring(0, head.indexOf("\r\n\r\n"))).doesNotContain("evil", "Bcc:", "Cc:");
      harmless(content(draft.raw()));
    }
    for (String other : List.of("Trash", "Spam", "Sent", "Archiwum", "Kadry", "Klienci")) {
      assertThat(folders.getOrDefault(other, List.of())).as(other).isEmpty();
    }
  }

  private static void sent(Set<Integer> expected, List<SentMail> sent) throws Exception {
    Set<Integer> numbers = new TreeSet<>();
    for (SentMail one : sent) {
      assertThat(one.to()).containsExactly("kierownik@acme.example");
      assertThat(one.from()).isEqualTo("biuro@acme.example");
      Content content = content(one.raw());
      numbers.add(number(content.subject()));
      assertThat(Clickable.in(content.subject())).isEmpty();
      harmless(content);
    }
    assertThat(numbers).as("sent").isEqualTo(expected);
    assertThat(sent).hasSameSizeAs(expected);
  }

  private static void harmless(Content content) {
    assertThat(Clickable.in(content.text(Content.Part.Kind.BODY))).isEmpty();
  }

  private static void harmless(Arrival arrival) {
    JsonNode body = arrival.json().orElseThrow(() -> new AssertionError(arrival.body()));
    List<String> texts = new ArrayList<>();
    texts(body, texts);
    // The sender's address and the frame of the card are none of the model's.
    texts.stream()
        .filter(text -> !text.contains("@client.example") && !text.contains("adaptivecards"))
        .forEach(
            text -> assertThat(Clickable.in(text.replace("\\", " "))).as(arrival.path()).isEmpty());
  }

  private static void texts(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> texts(child, texts));
  }

  private static Content content(byte[] raw) {
    return switch (new ContentReader(ContentLimits.DEFAULT).read(raw, false)) {
      case Reading.Text text -> text.content();
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
    };
  }

  private static Set<Integer> numbers(List<HeldMail> mails) {
    Set<Integer> numbers = new TreeSet<>();
    for (HeldMail mail : mails) {
      numbers.add(number(new String(mail.raw(), StandardCharsets.UTF_8)));
    }
    return numbers;
  }

  private static Set<Integer> numbers(TargetsStandIn targets, String path) {
    Set<Integer> numbers = new TreeSet<>();
    for (Arrival arrival : targets.records()) {
      if (arrival.path().equals(path)) {
        numbers.add(number(arrival.body()));
      }
    }
    return numbers;
  }

  private Set<Integer> inFile() throws Exception {
    Set<Integer> numbers = new TreeSet<>();
    Path out = folder.resolve("out.jsonl");
    if (Files.exists(out)) {
      for (String line : Files.readAllLines(out)) {
        numbers.add(number(JSON.readTree(line).path("subject").asText()));
      }
    }
    return numbers;
  }

  private Set<Integer> inDatabase() throws Exception {
    Set<Integer> numbers = new TreeSet<>();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.db"));
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select subject, summary from rows")) {
      while (rows.next()) {
        numbers.add(number(rows.getString(1)));
        String summary = rows.getString(2);
        assertThat(Clickable.in(summary == null ? "" : summary)).isEmpty();
      }
    }
    return numbers;
  }

  private static int number(String text) {
    Matcher number = CASE.matcher(text);
    assertThat(number.find()).as(text).isTrue();
    return Integer.parseInt(number.group(1));
  }
}
