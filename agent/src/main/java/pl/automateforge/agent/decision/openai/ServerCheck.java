package pl.automateforge.agent.decision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.Content.TextLanguage;
import pl.automateforge.agent.decision.Decision;
import pl.automateforge.agent.decision.Failure;
import pl.automateforge.agent.decision.openai.Conversation.Result;
import pl.automateforge.agent.spec.ModelSpec;

/**
 * Finds out by three requests what a server does rather than what it says: whether it holds an
 * answer to a schema that the prompt contradicts, whether it forces JSON where prose is asked for,
 * and whether a long message under the agent's own prompt arrives whole and is counted.
 */
final class ServerCheck {
  /** Of the long message: more than the few thousand tokens that local servers often begin with. */
  static final int LONG = 24_000;

  static final String CONTRADICTION =
      "Answer with exactly {\"colour\": \"red\"} and nothing else: no other key, no other value.";
  static final String PROSE =
      "Write one sentence about the sea, in plain words: no JSON, no braces, no quotation marks.";

  private static final String SYSTEM = "You do exactly what you are asked.";
  private static final Set<String> SHAPES = Set.of("circle", "square");
  private static final JsonNode WANTED =
      ChatJson.value(
          Map.of(
              "type",
              "object",
              "properties",
              Map.of("shape", Map.of("type", "string", "enum", SHAPES)),
              "required",
              List.of("shape"),
              "additionalProperties",
              false));

  private static final String VALIDATED = "; answers are validated here in any case";

  private final Conversation server;
  private final ChatAddress address;
  private final ChatRequests requests;
  private final CompletionReader reader;
  private final ModelSpec model;

  ServerCheck(
      Conversation server,
      ChatAddress address,
      ChatRequests requests,
      CompletionReader reader,
      ModelSpec model) {
    this.server = server;
    this.address = address;
    this.requests = requests;
    this.reader = reader;
    this.model = model;
  }

  CheckResult run() {
    try {
      long start = System.nanoTime();
      Result first =
          server.ask(m -> requests.asking(m, SYSTEM, CONTRADICTION, WANTED), CONTRADICTION);
      double seconds = (System.nanoTime() - start) / 1e9;
      return switch (first) {
        case Result.Failed failed -> failed(failed);
        case Result.Said said -> found(said, seconds);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CheckResult.Failed("the check was stopped", "check again");
    }
  }

  private CheckResult found(Result.Said first, double seconds) throws InterruptedException {
    Findings findings =
        new Findings(
            String.format(
                Locale.ROOT,
                "%s at %s%s answers in %.1f s%s",
                model.name(),
                address.shown(),
                address.elsewhere(),
                seconds,
                server.manner().told()));
    schema(first.completion(), findings);
    json(findings);
    longMessage(findings);
    return findings.result();
  }

  private void schema(Completion said, Findings findings) {
    if (said.finish().equals("length")) {
      findings.warn(
          "spends all of model.maxTokens (" + model.maxTokens() + ") on a question of a line",
          "raise model.maxTokens, or have the server think less");
    } else if (server.manner().format() == Manner.Format.SCHEMA) {
      if (isShape(said.text())) {
        findings.add("enforces the answer's schema");
      } else {
        findings.warn(
            "does not enforce the answer's schema" + VALIDATED,
            "more items will go to a person; a server that enforces json_schema has fewer");
      }
    }
  }

  private void json(Findings findings) throws InterruptedException {
    if (server.manner().format() == Manner.Format.NONE) {
      findings.warn(
          "can be held to no form" + VALIDATED,
          "more items will go to a person; a server that takes response_format has fewer");
      return;
    }
    Manner object = new Manner(server.manner().newerLimit(), Manner.Format.OBJECT);
    Result result = server.once(requests.asking(object, SYSTEM, PROSE, ChatJson.object()), PROSE);
    boolean forced = result instanceof Result.Said said && object(said.completion().text()) != null;
    if (forced) {
      findings.add("forces JSON");
    } else if (server.manner().format() == Manner.Format.OBJECT) {
      findings.warn(
          "does not force JSON" + VALIDATED,
          "more items will go to a person; a server that enforces json_schema has fewer");
    } else {
      findings.add("does not force JSON without a schema");
    }
  }

  private void longMessage(Findings findings) throws InterruptedException {
    String turn = requests.turn(Content.ofText(longText(), TextLanguage.EN));
    String what = "a message of " + LONG + " characters";
    switch (server.ask(manner -> requests.asking(manner, turn), turn)) {
      case Result.Failed failed ->
          findings.warn(
              what + " is not answered: " + failed.failure().cause(),
              "raise the server's context (num_ctx, --ctx-size, --max-model-len) or model.timeout");
      case Result.Said said -> {
        if (!said.completion().tokens().counted()) {
          findings.warn(
              "does not count tokens",
              "nobody will see what is used, nor whether the server cuts a long message");
        }
        switch (reader.read(said.completion(), turn, null)) {
          case Decision.NoAnswer none ->
              findings.warn(
                  what + " gets no answer that counts: " + none.detail(),
                  "use another model, or put the server's settings right");
          case Decision.Answer _ when said.completion().tokens().counted() ->
              findings.add("counts tokens; " + what + " arrives whole");
          case Decision _ -> findings.add(what + " is answered");
        }
      }
    }
  }

  private CheckResult failed(Result.Failed failed) throws InterruptedException {
    String cause = failed.failure().cause();
    return switch (failed.failure()) {
      case Failure.Lasting lasting ->
          new CheckResult.Failed(
              cause,
              lasting.cure()
                  + (OpenAiDecider.isOfTheModel(failed)
                      ? OpenAiDecider.listed(server.models())
                      : ""));
      case Failure.Refused _ ->
          new CheckResult.Failed(cause, "check again when the server is less busy");
      case Failure.Passing _ ->
          new CheckResult.Failed(
              cause, "check that the server runs, model.baseUrl, and model.timeout");
      case Failure.OfTheItem _ ->
          new CheckResult.Failed(
              cause, "check model.name, model.maxTokens, model.temperature and model.baseUrl");
      case Failure.Unreadable _ ->
          new CheckResult.Failed(cause, "check model.baseUrl and any proxy between");
    };
  }

  private static boolean isShape(String text) {
    JsonNode object = object(text);
    return object != null && object.size() == 1 && SHAPES.contains(object.path("shape").asText());
  }

  private static @Nullable JsonNode object(String text) {
    return ChatJson.read(BareAnswer.of(text).getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  private static String longText() {
    String text =
        IntStream.iterate(1, at -> at + 1)
            .limit(LONG / 50)
            .mapToObj(at -> "Line " + at + " of a message that only shows how much arrives.")
            .collect(Collectors.joining("\n"));
    return text.substring(0, LONG);
  }
}
