package pl.automateforge.agent.decision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.PlainText;

/**
 * Asks a server in the manner that it takes. What it refuses by name is asked for otherwise at
 * once; a manner is remembered where it led to an answer, so that an item whose text comes back in
 * an error changes nothing for the others. Safe for all threads.
 */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** A server that refuses one thing after another is asked at most so often about one item. */
  private static final int MOST_MANNERS = 4;

  private static final int MODELS_TOLD = 10;

  private final ChatClient client;
  private final ChatAddress address;
  private final ServerFailures failures;
  private volatile Manner manner = Manner.FIRST;

  Conversation(ChatClient client, ChatAddress address, ServerFailures failures) {
    this.client = client;
    this.address = address;
    this.failures = failures;
  }

  /** What came of asking. */
  sealed interface Result {
    /** A completion, whatever it says. */
    record Said(Completion completion, @Nullable String requestId) implements Result {}

    /**
     * None.
     *
     * @param error what the server said; null where it said nothing that is an error
     */
    record Failed(Failure failure, @Nullable ServerError error, @Nullable String requestId)
        implements Result {}
  }

  /** The manner that the server is known to take so far. */
  Manner manner() {
    return manner;
  }

  /**
   * Asks, and asks otherwise where the server refuses the manner.
   *
   * @param request the body in a manner
   * @param sent what must not be quoted
   */
  Result ask(Function<Manner, byte[]> request, String sent) throws InterruptedException {
    Manner tried = manner();
    Result result = once(request.apply(tried), sent);
    for (int more = 1; more < MOST_MANNERS; more++) {
      Optional<Manner> other =
          result instanceof Result.Failed failed ? instead(tried, failed) : Optional.empty();
      if (other.isEmpty()) {
        break;
      }
      tried = other.get();
      result = once(request.apply(tried), sent);
    }
    if (result instanceof Result.Said) {
      remember(tried);
    }
    return result;
  }

  /** Asks with this body and no other. */
  Result once(byte[] body, String sent) throws InterruptedException {
    HttpUrl root = address.root();
    try {
      Reply reply = client.post(ChatAddress.chat(root), body);
      Optional<HttpUrl> next = address.after(root);
      if (isNowhere(reply) && next.isPresent()) {
        Reply other = client.post(ChatAddress.chat(next.get()), body);
        if (!isNowhere(other)) {
          address.found(next.get());
          return result(other, sent);
        }
      } else if (reply.status() == 200) {
        address.found(root);
      }
      return result(reply, sent);
    } catch (IOException e) {
      return new Result.Failed(failures.of(e), null, null);
    }
  }

  /** The first of the models that the server lists; empty where it lists none. */
  List<String> models() throws InterruptedException {
    List<String> names = new ArrayList<>();
    try {
      Reply reply = client.get(ChatAddress.models(address.root()));
      if (reply.status() == 200) {
        ChatJson.read(reply.body().toByteArray())
            .ifPresent(json ->
                json.path("data")
                    .forEach(one -> names.add(PlainText.line(one.path("id").asText(""), 80))));
      }
    } catch (IOException e) {
      return List.of();
    }
    names.removeIf(String::isEmpty);
    return names.subList(0, Math.min(names.size(), MODELS_TOLD));
  }

  private static boolean isNowhere(Reply reply) {
    return (reply.status() == 404 || reply.status() == 405)
        && !ServerError.of(reply).isOfTheModel();
  }

  private static Optional<Manner> instead(Manner tried, Result.Failed failed) {
    return failed.error() == null ? Optional.empty() : tried.instead(failed.error());
  }

  private synchronized void remember(Manner took) {
    Manner known = manner.and(took);
    if (!known.equals(manner)) {
      manner = known;
      LOG.info("{} takes not all that it is asked for{}", address.shown(), known.told());
    }
  }

  private Result result(Reply reply, String sent) {
    if (reply.status() != 200) {
      return failed(ServerError.of(reply), reply, sent);
    }
    Optional<JsonNode> json = ChatJson.read(reply.body().toByteArray());
    Optional<ServerError> error = json.flatMap(ServerError::within);
    if (error.isPresent()) {
      return failed(error.get(), reply, sent);
    }
    return json.flatMap(Completion::of)
        .<Result>map(said -> new Result.Said(said, reply.requestId()))
        .orElseGet(() -> new Result.Failed(failures.unreadable(reply), null, reply.requestId()));
  }

  private Result failed(ServerError error, Reply reply, String sent) {
    return new Result.Failed(failures.of(error, reply, sent), error, reply.requestId());
  }
}
