package pl.automateforge.agent.decision.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.LogLevel;
import com.anthropic.core.opentelemetry.OpenTelemetryContentMode;
import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import com.anthropic.core.opentelemetry.OpenTelemetryTraces;
import java.time.Duration;
import okhttp3.OkHttpClient;
import pl.automateforge.agent.decision.anthropic.cloud.AnswerForm;
import pl.automateforge.agent.decision.anthropic.cloud.Place;

/** Sets the SDK up: nothing of it depends on the process's environment. */
final class SdkClient {
  private SdkClient() {}

  /**
   * @param address where it asks, which need not be the place's own
   * @param connections how many calls there may be at once
   */
  static AnthropicClient over(
      OkHttpClient http,
      Place place,
      String address,
      int connections,
      Duration connect,
      Duration timeout) {
    boolean tool = place.answers() != AnswerForm.STRUCTURED;
    return new AnthropicClientImpl(
        ClientOptions.builder()
            .httpClient(SdkTransport.over(http, place.backend(), connections, connect, timeout))
            .jsonMapper(tool ? SdkJson.strict() : SdkJson.mapper())
            .baseUrl(address)
            .openTelemetryProviderName(place.backend().openTelemetryProviderName())
            .openTelemetryPlatform(place.backend().openTelemetryPlatform())
            .timeout(timeout)
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .openTelemetry(metadataOnly())
            .build());
  }

  /** Spans without content, and no trace headers for the vendor, whatever the environment says. */
  private static OpenTelemetryOptions metadataOnly() {
    return OpenTelemetryOptions.builder()
        .propagation(false)
        .traces(
            OpenTelemetryTraces.builder()
                .enabled(true)
                .contentMode(OpenTelemetryContentMode.METADATA_ONLY)
                .build())
        .build();
  }
}
