package pl.automateforge.agent.decision.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.LogLevel;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.opentelemetry.OpenTelemetryContentMode;
import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import com.anthropic.core.opentelemetry.OpenTelemetryTraces;
import java.time.Duration;
import pl.automateforge.agent.spec.Secret;

/** Sets the SDK up: nothing of it depends on the process's environment. */
final class SdkClient {
  private SdkClient() {}

  static AnthropicClient over(HttpClient transport, String address, Secret key, Duration timeout) {
    return new AnthropicClientImpl(
        ClientOptions.builder()
            .httpClient(transport)
            .jsonMapper(SdkJson.mapper())
            .baseUrl(address)
            .putHeader("Authorization", "Bearer " + key.value())
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
