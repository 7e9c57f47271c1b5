package dev.palimpsest.transforms.translate;

import dev.palimpsest.transforms.translate.ask.Asker;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import dev.palimpsest.transforms.translate.http.Meter;
import dev.palimpsest.transforms.translate.http.SecretRef;
import dev.palimpsest.transforms.translate.llm.Chat;
import dev.palimpsest.transforms.translate.llm.LlmAsker;
import dev.palimpsest.transforms.translate.mt.DeepLAsker;
import dev.palimpsest.transforms.translate.mt.GoogleAsker;
import dev.palimpsest.transforms.translate.mt.LibreTranslateAsker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The engines behind servers, each with what holds for it unless an option says otherwise. */
public enum Provider {
  OPENAI(Chat.OPENAI, "https://api.openai.com/v1", "gpt-5.4-mini", "env:OPENAI_API_KEY"),
  GROK(Chat.OPENAI, "https://api.x.ai/v1", "grok-4", "env:XAI_API_KEY"),
  DEEPSEEK(
      Chat.OPENAI_WITHOUT_SCHEMA,
      "https://api.deepseek.com/v1",
      "deepseek-chat",
      "env:DEEPSEEK_API_KEY"),
  CLAUDE(
      Chat.ANTHROPIC, "https://api.anthropic.com/v1", "claude-sonnet-4-6", "env:ANTHROPIC_API_KEY"),
  GEMINI(
      Chat.GEMINI,
      "https://generativelanguage.googleapis.com/v1beta",
      "gemini-2.5-flash",
      "env:GEMINI_API_KEY"),
  DEEPL(null, DeepLAsker.ENDPOINT, null, "env:DEEPL_API_KEY"),
  GOOGLE(null, GoogleAsker.ENDPOINT, null, "env:GOOGLE_API_KEY"),
  LIBRETRANSLATE(null, LibreTranslateAsker.ENDPOINT, null, null);

  private final Chat chat;
  private final String endpoint;
  private final String model;
  private final String key;

  Provider(Chat chat, String endpoint, String model, String key) {
    this.chat = chat;
    this.endpoint = endpoint;
    this.model = model;
    this.key = key;
  }

  /** The engine of that name; empty if it is none behind a server. */
  static Optional<Provider> of(String engine) {
    return Arrays.stream(values()).filter(p -> p.label().equals(engine)).findFirst();
  }

  /** The name in options and results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it takes a prompt. */
  public boolean isLlm() {
    return chat != null;
  }

  /** What holds without options. */
  public EngineSettings defaults(Duration timeout) {
    return new EngineSettings(
        endpoint, model, null, timeout, key == null ? null : new SecretRef(key));
  }

  Asker asker(EngineSettings settings, HttpCaller caller, Meter meter) {
    return switch (this) {
      case OPENAI, GROK, DEEPSEEK, CLAUDE, GEMINI -> new LlmAsker(chat, settings, caller, meter);
      case DEEPL -> new DeepLAsker(settings, caller);
      case GOOGLE -> new GoogleAsker(settings, caller);
      case LIBRETRANSLATE -> new LibreTranslateAsker(settings, caller);
    };
  }
}
