package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinderTests {
  private static final String SECRET = "hunter2-Qx7";

  @TempDir Path folder;
  private Path secrets;
  private final Map<String, String> process = new HashMap<>();

  @BeforeEach
  void makeFolders() throws IOException {
    secrets = Files.createDirectory(folder.resolve("secrets"));
  }

  private LoadedSpec webhook(String url) {
    return Specs.loaded(
        Specs.read(
            folder,
            Specs.minimal(
                "{type: file, path: out.jsonl}",
                "{type: webhook, url: \"" + url + "\", secret: \"${HOOK_SECRET}\"}")));
  }

  private Environment environment() {
    return new Environment(process, secrets, folder.resolve(".env"));
  }

  private Binding bind(String url) {
    return Binder.bind(webhook(url), environment());
  }

  private void dotEnv(String text) throws IOException {
    Path file = Specs.write(folder, ".env", text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void namesEveryMissingSlotAtOnceWithItsUsesAndThePlacesLookedAt() throws IOException {
    dotEnv("ANTHROPIC_API_KEi=x\nHOOK_SECRET=\n");
    Binding binding = bind("https://${HOOK_HOST}/in/${HOOK_HOST}/${OTHER}");
    assertThat(binding.bindings()).isEmpty();
    assertThat(binding.missing())
        .extracting(MissingSlot::toString)
        .containsExactly(
            "the slot ${ANTHROPIC_API_KEY} of model.apiKey is not bound; looked in process"
                + " environment, "
                + secrets.resolve("ANTHROPIC_API_KEY")
                + ", "
                + folder.resolve(".env")
                + "; did you mean ANTHROPIC_API_KEi?",
            "the slot ${HOOK_HOST} of actions.note.url is not bound; looked in process environment, "
                + secrets.resolve("HOOK_HOST")
                + ", "
                + folder.resolve(".env"),
            "the slot ${HOOK_SECRET} of actions.note.secret is not bound; looked in process"
                + " environment, "
                + secrets.resolve("HOOK_SECRET")
                + ", "
                + folder.resolve(".env")
                + " (set, but empty)",
            "the slot ${OTHER} of actions.note.url is not bound; looked in process environment, "
                + secrets.resolve("OTHER")
                + ", "
                + folder.resolve(".env"));
  }

  @Test
  void takesTheProcessBeforeTheSecretsBeforeTheFileBeforeTheDefault() throws IOException {
    LoadedSpec spec = webhook("https://${HOST:-default.acme.example}/");
    process.putAll(Map.of("ANTHROPIC_API_KEY", "k", "HOOK_SECRET", "s"));
    assertThat(hostOf(spec)).isEqualTo("https://default.acme.example/ from default");
    dotEnv("# hosts\nHOST=file.acme.example\n");
    assertThat(hostOf(spec)).isEqualTo("https://file.acme.example/ from .env line 2");
    Path secret = Specs.write(secrets, "HOST", "secret.acme.example\n");
    assertThat(hostOf(spec)).isEqualTo("https://secret.acme.example/ from " + secret);
    process.put("HOST", "process.acme.example");
    assertThat(hostOf(spec)).isEqualTo("https://process.acme.example/ from process environment");
    process.put("HOST", "");
    assertThat(hostOf(spec)).isEqualTo("https://secret.acme.example/ from " + secret);
  }

  private String hostOf(LoadedSpec spec) {
    EnvironmentBindings bindings = Binder.bind(spec, environment()).bindings().orElseThrow();
    Endpoint url = new Endpoint("https://${HOST:-default.acme.example}/");
    String origin =
        bindings.slots().stream()
            .filter(s -> s.name().equals("HOST"))
            .findFirst()
            .orElseThrow()
            .origin();
    return bindings.resolve(url) + " from " + origin;
  }

  @Test
  void reportsEverySlotWithItsOriginAndWhetherItIsASecret() throws IOException {
    process.put("ANTHROPIC_API_KEY", SECRET);
    dotEnv("HOOK_SECRET=" + SECRET + "\n");
    assertThat(bind("https://${HOST:-a.example}").slots())
        .containsExactly(
            new BoundSlot("ANTHROPIC_API_KEY", "process environment", true),
            new BoundSlot("ANTHROPIC_BASE_URL", "default", false),
            new BoundSlot("AUTOFORGE_KEY", "default", true),
            new BoundSlot("HOOK_SECRET", ".env line 1", true),
            new BoundSlot("HOST", "default", false));
  }

  @Test
  void stripsOneLineEndOfASecretFile() {
    Specs.write(secrets, "ANTHROPIC_API_KEY", SECRET + "\r\n");
    Specs.write(secrets, "HOOK_SECRET", SECRET + "\n\n");
    EnvironmentBindings bindings = bind("https://a.example").bindings().orElseThrow();
    assertThat(bindings.secret(new SecretSlot("${ANTHROPIC_API_KEY}")).value()).isEqualTo(SECRET);
    assertThat(bindings.secret(new SecretSlot("${HOOK_SECRET}")).value()).isEqualTo(SECRET + "\n");
    assertThat(bindings.secret(new SecretSlot("${AUTOFORGE_KEY:-}")).value()).isEmpty();
  }

  @Test
  void leavesASecretFolderAndAHugeFileAside() throws IOException {
    Files.createDirectory(secrets.resolve("HOOK_SECRET"));
    Specs.write(secrets, "ANTHROPIC_API_KEY", "x".repeat(70_000));
    assertThat(bind("https://a.example").missing())
        .extracting(MissingSlot::name)
        .containsExactly("ANTHROPIC_API_KEY", "HOOK_SECRET");
    assertThat(bind("https://a.example").missing().getFirst().toString())
        .contains(secrets.resolve("ANTHROPIC_API_KEY") + " (empty or cannot be read)");
  }

  @Test
  void listsTheEndpointsThatReceiveContent() {
    process.putAll(Map.of("ANTHROPIC_API_KEY", "k", "HOOK_SECRET", "s"));
    assertThat(bind("https://Desk.acme.example:8443/in").endpoints())
        .containsExactlyInAnyOrder(
            new BoundEndpoint("actions.note.url", "https://Desk.acme.example:8443/in", true),
            new BoundEndpoint("model.baseUrl", "https://api.anthropic.com", true))
        .extracting(e -> e.host().orElseThrow())
        .containsExactlyInAnyOrder("desk.acme.example", "api.anthropic.com");
  }

  @Test
  void refusesABoundAddressThatIsNotItsClouds() {
    String vertex = "{provider: vertex, apiKey: \"${K}\", baseUrl: \"${BASE:-}\"}";
    LoadedSpec spec =
        Specs.loaded(Specs.read(folder, Specs.minimal("{provider: anthropic}", vertex)));
    process.put("K", SECRET);
    for (String bound : List.of("https://europe-west1-aiplatform.googleapis.com/key-x", "")) {
      process.put("BASE", bound);
      Binding binding = Binder.bind(spec, environment());
      assertThat(binding.bindings()).isEmpty();
      assertThat(binding.problems())
          .extracting(p -> p.path() + ": " + p.message())
          .containsExactly(
              "model.baseUrl: the bound value (not shown) does not fit; expected an address of"
                  + " Vertex AI such as https://europe-west1-aiplatform.googleapis.com/v1/projects/"
                  + "acme/locations/europe-west1");
    }
    process.put("BASE", "https://aiplatform.googleapis.com/v1/projects/p/locations/global");
    assertThat(Binder.bind(spec, environment()).bindings()).isPresent();
  }

  @Test
  void bindsTheUsualNamesOfBedrockAndFoundry() {
    process.putAll(
        Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_BEARER_TOKEN_BEDROCK", "k",
            "ANTHROPIC_FOUNDRY_RESOURCE", "acme",
            "ANTHROPIC_FOUNDRY_API_KEY", "k"));
    assertThat(endpointOf("{provider: bedrock}"))
        .isEqualTo("https://bedrock-mantle.eu-central-1.api.aws");
    assertThat(endpointOf("{provider: foundry}")).isEqualTo("https://acme.services.ai.azure.com");
  }

  private String endpointOf(String model) {
    LoadedSpec spec =
        Specs.loaded(Specs.read(folder, Specs.minimal("{provider: anthropic}", model)));
    return Binder.bind(spec, environment()).endpoints().stream()
        .filter(e -> e.path().equals("model.baseUrl"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void takesTheAddressThatIsBoundBeforeTheServicesOwn() {
    process.putAll(
        Map.of(
            "ANTHROPIC_API_KEY",
            "k",
            "HOOK_SECRET",
            "s",
            "ANTHROPIC_BASE_URL",
            "http://[::1]:8080"));
    assertThat(bind("https://a.example").endpoints())
        .contains(new BoundEndpoint("model.baseUrl", "http://[::1]:8080", true))
        .extracting(e -> e.host().orElseThrow())
        .contains("::1");
  }

  @Test
  void showsNoSecretOfAnEndpoint() {
    process.putAll(
        Map.of(
            "ANTHROPIC_API_KEY",
            "k",
            "HOOK_SECRET",
            "s",
            "URL",
            "https://bob:" + SECRET + "@a.example/?token=" + SECRET));
    Binding binding = bind("${URL}");
    assertThat(binding.endpoints())
        .contains(new BoundEndpoint("actions.note.url", "https://a.example/?token=****", true));
    assertThat(binding.bindings().orElseThrow().resolve(new Endpoint("${URL}"))).contains(SECRET);
    assertThat(binding.toString()).doesNotContain(SECRET);
  }

  @Test
  void bindsEveryKindOfEndpoint() {
    AgentSpec everything =
        SpecReader.draught(Specs.fixture("every-key.yaml"), new Draft()).orElseThrow().agent();
    LoadedSpec spec =
        new LoadedSpec(
            everything, List.of(), folder, new VersionHash("0".repeat(64)), "{}", List.of());
    for (SlotWalk.Use use : SlotWalk.over(everything)) {
      Slots.in(use.written()).forEach(slot -> process.put(slot.name(), "x.acme.example"));
    }
    process.put("DESK_SLACK_HOOK", "https://hooks.slack.com/services/" + SECRET);
    process.put("DESK_TEAMS_HOOK", "https://teams.acme.example:444/" + SECRET);
    process.put(
        "DESK_DB", "jdbc:postgresql://db.acme.example:5432/letters?user=u&password=" + SECRET);
    process.remove("DESK_MODEL_URL");
    Binding binding = Binder.bind(spec, environment());
    assertThat(binding.problems()).isEmpty();
    assertThat(binding.endpoints())
        .containsExactlyInAnyOrder(
            new BoundEndpoint("source.host", "x.acme.example", false),
            new BoundEndpoint("source.auth.tokenUrl", "https://login.acme.example/token", false),
            new BoundEndpoint("mail.smtp.host", "smtp.acme.example", true),
            new BoundEndpoint("actions.tell-team.webhook", "https://hooks.slack.com", true),
            new BoundEndpoint("actions.tell-room.token", "https://slack.com", true),
            new BoundEndpoint("actions.post.webhook", "https://teams.acme.example:444", true),
            new BoundEndpoint(
                "actions.record.url",
                "jdbc:postgresql://db.acme.example:5432/letters?user=u&password=****",
                true),
            new BoundEndpoint("actions.hook.url", "https://x.acme.example/in", true),
            new BoundEndpoint("actions.ticket.url", "https://tickets.acme.example/api", true),
            new BoundEndpoint("model.baseUrl", "https://api.anthropic.com", true));
    assertThat(binding.endpoints())
        .filteredOn(e -> e.path().equals("actions.record.url"))
        .extracting(e -> e.host().orElseThrow())
        .containsExactly("db.acme.example");
    assertThat(binding.toString() + binding.bindings()).doesNotContain(SECRET);
  }

  @Test
  void refusesAnAddressThatCameOutWrong() {
    process.putAll(
        Map.of("ANTHROPIC_API_KEY", "k", "HOOK_SECRET", "s", "URL", "desk.acme.example"));
    Binding binding = bind("${URL}");
    assertThat(binding.bindings()).isEmpty();
    assertThat(binding.problems())
        .hasToString(
            "[error: actions.note.url: the bound value \"desk.acme.example\" does not fit; expected a"
                + " URL such as https://api.acme.example/v1]");
  }

  @Test
  void refusesAnAddressThatCameOutWrongWithoutItsSecret() {
    process.putAll(
        Map.of(
            "ANTHROPIC_API_KEY",
            "k",
            "HOOK_SECRET",
            "s",
            "URL",
            "ftp://bob:" + SECRET + "@a.example"));
    assertThat(bind("${URL}").problems())
        .hasToString(
            "[error: actions.note.url: the bound value (not shown) does not fit; expected a URL such"
                + " as https://api.acme.example/v1]");
  }

  @Test
  void warnsOfAFileThatEverybodyCanRead() throws IOException {
    process.putAll(Map.of("ANTHROPIC_API_KEY", "k", "HOOK_SECRET", "s"));
    dotEnv("A=b\n");
    assertThat(bind("https://a.example").problems()).isEmpty();
    Files.setPosixFilePermissions(
        folder.resolve(".env"), PosixFilePermissions.fromString("rw-r--r--"));
    Binding binding = bind("https://a.example");
    assertThat(binding.problems())
        .hasToString(
            "[warning: .env: everybody on this machine can read the file (rw-r--r--): "
                + folder.resolve(".env")
                + "; expected chmod 600]");
    assertThat(binding.bindings()).isPresent();
  }

  @Test
  void refusesAFileWithAFault() throws IOException {
    process.putAll(Map.of("ANTHROPIC_API_KEY", "k", "HOOK_SECRET", "s"));
    dotEnv("A=b\n" + SECRET + "\n");
    Binding binding = bind("https://a.example");
    assertThat(binding.bindings()).isEmpty();
    assertThat(binding.problems())
        .hasToString(
            "[line 2, column 1: error: .env: not a setting (not shown); expected NAME=value]");
  }

  @Test
  void fingerprintsNamesAndHostsButNoSecret() {
    process.putAll(Map.of("ANTHROPIC_API_KEY", SECRET, "HOOK_SECRET", "s", "HOST", "a.example"));
    String first = fingerprint("https://${HOST}/in");
    assertThat(first).matches("[0-9a-f]{64}");
    process.put("ANTHROPIC_API_KEY", "renewed");
    assertThat(fingerprint("https://${HOST}/in")).isEqualTo(first);
    process.put("HOST", "b.example");
    assertThat(fingerprint("https://${HOST}/in")).isNotEqualTo(first);
    process.remove("HOST");
    Specs.write(secrets, "HOST", "a.example\n");
    assertThat(fingerprint("https://${HOST}/in")).isEqualTo(first);
    process.put("ANTHROPIC_BASE_URL", "https://proxy.acme.example");
    assertThat(fingerprint("https://${HOST}/in")).isNotEqualTo(first);
  }

  private String fingerprint(String url) {
    return bind(url).bindings().orElseThrow().fingerprint();
  }

  @Test
  void knowsOnlyTheSlotsOfItsSpec() {
    process.putAll(Map.of("ANTHROPIC_API_KEY", "k", "HOOK_SECRET", "s", "PATH", "p"));
    EnvironmentBindings bindings = bind("https://a.example").bindings().orElseThrow();
    assertThatThrownBy(() -> bindings.resolve(new Endpoint("${PATH}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the slot ${PATH} is not of this spec");
  }

  @Test
  void asksNoKeyOfALocalModel() {
    LoadedSpec spec = Specs.loaded(SpecReader.read(Specs.fixture("local.yaml")));
    process.putAll(Map.of("HOOK_ID", "7", "HOOK_SECRET", "s"));
    Binding binding = Binder.bind(spec, environment());
    assertThat(binding.missing()).isEmpty();
    assertThat(binding.endpoints())
        .containsExactly(
            new BoundEndpoint("actions.forward.url", "https://desk.acme.example/hooks/7", true));
  }

  @Test
  void fillsAValueInAsItIs() {
    process.putAll(Map.of("ANTHROPIC_API_KEY", "a$1\\b${HOOK_SECRET}", "HOOK_SECRET", "s"));
    EnvironmentBindings bindings = bind("https://a.example").bindings().orElseThrow();
    assertThat(bindings.secret(new SecretSlot("${ANTHROPIC_API_KEY}")).value())
        .isEqualTo("a$1\\b${HOOK_SECRET}");
  }

  @Test
  void neverPrintsAValue() {
    process.putAll(Map.of("ANTHROPIC_API_KEY", SECRET, "HOOK_SECRET", SECRET));
    Binding binding = bind("https://a.example");
    assertThat(binding.toString() + environment() + environment().find("HOOK_SECRET"))
        .doesNotContain(SECRET);
    assertThat(binding.bindings().orElseThrow().secret(new SecretSlot("${HOOK_SECRET}")))
        .hasToString("****");
  }
}
