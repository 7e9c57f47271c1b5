package dev.palimpsest.transforms.translate.http;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How one engine's server is called.
 *
 * @param endpoint base URL without a trailing slash
 * @param model name of the model; {@code null} for engines without models
 * @param temperature {@code null} for the provider's own
 * @param timeout for one request, from first byte sent to last byte received
 * @param key {@code null} for a server that wants none
 */
public record EngineSettings(
    String endpoint, String model, Double temperature, Duration timeout, SecretRef key)
    implements Serializable {
  public EngineSettings {
    endpoint = endpoint.replaceFirst("/+$", "");
    Objects.requireNonNull(timeout);
  }
}
