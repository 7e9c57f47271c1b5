package dev.palimpsest.transforms.translate.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.transforms.translate.http.CallException;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends the library's requests through {@link HttpCaller}, and looks at answers first: the library
 * fails in many ways on a body that is cut or not what the API promises, and does not tell every
 * provider's refusal.
 */
final class CallerHttpClient implements HttpClient {
  private static final Set<String> GEMINI_REFUSALS =
      Set.of("SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION");

  private final HttpCaller caller;
  private final String key;

  private CallerHttpClient(HttpCaller caller, String key) {
    this.caller = caller;
    this.key = key;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    Map<String, String> headers =
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(", ", e.getValue())));
    try {
      String body = caller.call(request.url(), headers, request.body(), key);
      check(body);
      return SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).body(body).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallException(CallException.Kind.INTERRUPTED, "interrupted");
    }
  }

  private static void check(String body) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CallException(CallException.Kind.UNREADABLE, "the answer is no JSON");
    }
    if (isRefusal(root)) {
      throw new CallException(CallException.Kind.FILTERED, "the provider declined the text");
    }
    boolean hasText =
        root.at("/choices/0/message/content").isTextual()
            || root.at("/content/0").isObject()
            || root.at("/candidates/0/content/parts/0").isObject();
    if (!hasText) {
      throw new CallException(CallException.Kind.UNREADABLE, "the answer has no text");
    }
  }

  private static boolean isRefusal(JsonNode root) {
    return root.at("/choices/0/finish_reason").asText().equals("content_filter")
        || !root.at("/choices/0/message/refusal").asText("").isEmpty()
        || root.at("/stop_reason").asText().equals("refusal")
        || !root.at("/promptFeedback/blockReason").asText("").isEmpty()
        || GEMINI_REFUSALS.contains(root.at("/candidates/0/finishReason").asText());
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("nothing is streamed here");
  }

  /** Gives the library this client; its own time limits are the caller's. */
  static final class Builder implements HttpClientBuilder {
    private final HttpCaller caller;
    private final String key;
    private Duration connectTimeout;
    private Duration readTimeout;

    Builder(HttpCaller caller, String key) {
      this.caller = caller;
      this.key = key;
    }

    @Override
    public Duration connectTimeout() {
      return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      connectTimeout = timeout;
      return this;
    }

    @Override
    public Duration readTimeout() {
      return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      readTimeout = timeout;
      return this;
    }

    @Override
    public HttpClient build() {
      return new CallerHttpClient(caller, key);
    }
  }
}
