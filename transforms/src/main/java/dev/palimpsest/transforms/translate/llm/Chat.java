package dev.palimpsest.transforms.translate.llm;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;

/** The dialects that providers speak, each with the client that speaks it. */
public enum Chat {
  /** OpenAI's chat completions with a JSON schema: OpenAI, Grok, Ollama, vLLM, llama.cpp. */
  OPENAI(true),
  /** The same for providers that promise JSON, but know no schema: DeepSeek. */
  OPENAI_WITHOUT_SCHEMA(false),
  ANTHROPIC(true),
  GEMINI(true);

  /** Room for the longest batch in the wordiest script. */
  private static final int MAX_ANSWER_TOKENS = 16_000;

  private final boolean takesSchema;

  Chat(boolean takesSchema) {
    this.takesSchema = takesSchema;
  }

  /** Whether the provider holds its answers to a JSON schema. */
  boolean takesSchema() {
    return takesSchema;
  }

  /**
   * Opens a model; its requests go through {@code caller}, which alone repeats them.
   *
   * @throws FailureException if the key cannot be read
   */
  ChatModel open(EngineSettings settings, HttpCaller caller) throws FailureException {
    String key = settings.key() == null ? "" : settings.key().resolve();
    CallerHttpClient.Builder http = new CallerHttpClient.Builder(caller, key);
    return switch (this) {
      case OPENAI, OPENAI_WITHOUT_SCHEMA ->
          OpenAiChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(settings.endpoint())
              .apiKey(key.isEmpty() ? null : key)
              .modelName(settings.model())
              .temperature(settings.temperature())
              .strictJsonSchema(true)
              .maxRetries(0)
              .build();
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(settings.endpoint())
              .apiKey(key.isEmpty() ? "none" : key)
              .modelName(settings.model())
              .temperature(settings.temperature())
              .maxTokens(MAX_ANSWER_TOKENS)
              .maxRetries(0)
              .build();
      case GEMINI ->
          GoogleAiGeminiChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(settings.endpoint())
              .apiKey(key.isEmpty() ? "none" : key)
              .modelName(settings.model())
              .temperature(settings.temperature())
              .maxRetries(0)
              .build();
    };
  }
}
