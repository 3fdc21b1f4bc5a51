package pl.automateforge.agent.decision.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.decision.DecisionSpecs;
import pl.automateforge.agent.decision.anthropic.ScriptedService.Reply;

class AnthropicDiscretionTests extends AnthropicDeciderFixture {

  @Test
  void logsNeitherItemsNorAnswersNorKeys() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      for (Reply reply :
          List.of(
              ScriptedService.message(ANSWER),
              ScriptedService.message("not json: " + SECRET_TEXT),
              ScriptedService.error(400, "invalid_request_error", SECRET_TEXT),
              ScriptedService.error(401, "authentication_error", DecisionSpecs.KEY),
              ScriptedService.error(529, "overloaded_error", SECRET_TEXT))) {
        service.answer(reply);
        decider.decide(item());
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line ->
            line.contains("PESEL")
                || line.contains("it is an invoice")
                || line.contains(DecisionSpecs.KEY));
  }

  @Test
  void sendsNoTraceHeadersToTheVendor() throws Exception {
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(OpenTelemetry.propagating(ContextPropagators.create(new Tracing())));
    try {
      service.answer(ScriptedService.message(ANSWER));
      decider.decide(item());
      assertThat(service.asked().getFirst().headers()).doesNotContainKey("X-trace");
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }
  }

  /** Puts a header on everything that asks for one. */
  private static final class Tracing implements TextMapPropagator {
    @Override
    public Collection<String> fields() {
      return List.of("x-trace");
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
      setter.set(carrier, "x-trace", "1");
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
      return context;
    }
  }
}
