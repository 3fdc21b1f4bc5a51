package pl.automateforge.agent.decision.openai;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.AnswerSchema;
import pl.automateforge.agent.decision.AnswerValidator;
import pl.automateforge.agent.decision.Decider;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.PromptRenderer;
import pl.automateforge.agent.decision.ProviderGate;
import pl.automateforge.agent.decision.ProviderGates;
import pl.automateforge.agent.decision.Rejections;
import pl.automateforge.agent.decision.openai.Conversation.Result;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.ModelSpec;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;

/**
 * A server that speaks chat completions decides. One item is one request in one context; the answer
 * is held against the spec, whatever the server enforces. A confidence is the model's own word and
 * never calibrated.
 *
 * <p>Where a server refuses a parameter by name, the same item is asked about once more without it.
 * Meant for virtual threads: a call blocks its thread until the answer or the timeout, and an
 * interrupt ends it at once there.
 */
public final class OpenAiDecider implements Decider {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAiDecider.class);

  static final String PROVIDER = "openai-compatible";

  /** An item that is made up, and harmless to anybody. */
  static final Content REHEARSAL = Content.ofText("rehearsal", TextLanguage.EN);

  /** Changes with how a request is built and an answer is taken out of a completion. */
  private static final String REVISION = "1";

  private static final String NO_ADDRESS = "model.baseUrl is bound to no http or https address";
  private static final String ADDRESS_CURE =
      "bind model.baseUrl to the address of the server, such as http://127.0.0.1:11434";
  private static final String NO_KEY =
      "model.apiKey is bound to something that holds other than printable ASCII";
  private static final String KEY_CURE =
      "bind the slot of model.apiKey to a key of the server, without quotes or line breaks";
  private static final String REJECTED_CURE =
      "check model.name, model.maxTokens, model.temperature, model.baseUrl and the server's"
          + " context: it rejects what they make of any message";

  /** What local servers get that want no key but an Authorization header. */
  private static final String DUMMY = "Bearer none";

  /** So many connections are kept at least, whatever the spec's concurrency. */
  private static final int CONNECTIONS = 64;

  private final AgentSpec spec;
  private final Secret key;
  private final ProviderGate gate;
  private final ChatRequests requests;
  private final CompletionReader reader;
  private final Rejections rejections = new Rejections();
  private final @Nullable ChatClient client;
  private final @Nullable Conversation server;
  private final String shown;
  private final @Nullable ServerCheck check;

  /**
   * Reaches nothing yet.
   *
   * @param http goes only where the spec allows; stays open when this is closed
   */
  public OpenAiDecider(
      LoadedSpec loaded, Bindings bindings, OkHttpClient http, ProviderGates gates, Clock clock) {
    this.spec = loaded.spec();
    ModelSpec model = spec.model();
    this.key = key(model.apiKey(), bindings);
    Optional<ChatAddress> address = address(model.baseUrl(), bindings);
    this.shown = address.map(ChatAddress::shown).orElse("");
    this.gate = gates.of(PROVIDER, shown, key);
    this.requests = new ChatRequests(spec, PromptRenderer.of(spec, loaded.examples()));
    this.reader =
        new CompletionReader(
            new AnswerValidator(spec, bindings),
            requests.system(),
            Bill.of(spec.privacy(), address.map(ChatAddress::root).orElse(null)));
    if (address.isEmpty()) {
      this.client = null;
      this.server = null;
      this.check = null;
      return;
    }
    this.client =
        ChatClient.over(
            http,
            Math.max(CONNECTIONS, spec.limits().concurrency()),
            spec.limits().connectTimeout(),
            model.timeout(),
            authorization(address.get(), key));
    this.server =
        new Conversation(
            client, address.get(), new ServerFailures(clock, model.name(), shown, key));
    this.check = new ServerCheck(server, address.get(), requests, reader, model);
  }

  @Override
  public String name() {
    return PROVIDER + ":" + spec.model().name();
  }

  @Override
  public String revision() {
    return "prompt "
        + PromptRenderer.REVISION
        + ", schema "
        + AnswerSchema.REVISION
        + ", chat "
        + REVISION;
  }

  @Override
  public void prepare() {
    String turn = requests.turn(REHEARSAL);
    LOG.debug("a request has {} bytes at least", requests.asking(Manner.FIRST, turn).length);
    byte[] said =
        """
        {"id":"rehearsal","choices":[{"message":{"content":"{\\"reason\\":\\"\\"}"},
        "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}
        """
            .getBytes(StandardCharsets.UTF_8);
    ChatJson.read(said).flatMap(Completion::of).ifPresent(one -> reader.read(one, turn, null));
  }

  @Override
  public Decision decide(Content content) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before the model was asked");
    }
    if (server == null) {
      return new Decision.Stopped(NO_ADDRESS, ADDRESS_CURE);
    }
    if (!isKey(key)) {
      return new Decision.Stopped(NO_KEY, KEY_CURE);
    }
    return switch (gate.admit()) {
      case ProviderGate.Held held -> new Decision.Later(held.until(), true, held.cause());
      case ProviderGate.Ticket ticket -> {
        try (ticket) {
          yield ask(server, content, ticket);
        }
      }
    };
  }

  @Override
  public CheckResult check() {
    if (check == null) {
      return new CheckResult.Failed(NO_ADDRESS, ADDRESS_CURE);
    }
    return isKey(key) ? check.run() : new CheckResult.Failed(NO_KEY, KEY_CURE);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  private Decision ask(Conversation asked, Content content, ProviderGate.Ticket ticket)
      throws InterruptedException {
    String turn = requests.turn(content);
    int found = rejections.found();
    return switch (asked.ask(manner -> requests.asking(manner, turn), turn)) {
      case Result.Said said -> {
        ticket.answered();
        rejections.answered();
        yield reader.read(said.completion(), turn, said.requestId());
      }
      case Result.Failed failed -> {
        Decision outcome = failed.failure().outcome(ticket, failed.requestId());
        if (outcome instanceof Decision.Stopped stopped && isOfTheModel(failed)) {
          yield new Decision.Stopped(stopped.cause(), stopped.cure() + listed(asked.models()));
        }
        yield outcome instanceof Decision.NoAnswer
                && rejections.add(found, () -> rejectsAnything(asked))
            ? new Decision.Stopped(
                Rejections.SUSPICIOUS
                    + " items in a row were rejected, and so was a message that no one sent: "
                    + failed.failure().cause(),
                REJECTED_CURE)
            : outcome;
      }
    };
  }

  private boolean rejectsAnything(Conversation asked) throws InterruptedException {
    String turn = requests.turn(REHEARSAL);
    return switch (asked.ask(manner -> requests.asking(manner, turn), turn)) {
      case Result.Said _ -> {
        rejections.answered();
        yield false;
      }
      case Result.Failed failed ->
          switch (failed.failure()) {
            case Failure.OfTheItem _, Failure.Unreadable _, Failure.Lasting _ -> true;
            case Failure.Refused _, Failure.Passing _ -> false;
          };
    };
  }

  static boolean isOfTheModel(Result.Failed failed) {
    return failed.error() != null && failed.error().isOfTheModel();
  }

  /** In words, the models that there are. */
  static String listed(List<String> models) {
    return models.isEmpty() ? "" : "; it has " + String.join(", ", models);
  }

  private static Optional<ChatAddress> address(@Nullable Endpoint written, Bindings bindings) {
    return written == null ? Optional.empty() : ChatAddress.of(bindings.resolve(written));
  }

  private static Secret key(@Nullable SecretSlot slot, Bindings bindings) {
    return slot == null ? new Secret("") : new Secret(bindings.secret(slot).value().strip());
  }

  private static boolean isKey(Secret key) {
    return key.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static String authorization(ChatAddress address, Secret key) {
    if (!key.value().isEmpty() && isKey(key)) {
      return "Bearer " + key.value();
    }
    String inAddress = address.authorization();
    return inAddress == null ? DUMMY : inAddress;
  }
}
