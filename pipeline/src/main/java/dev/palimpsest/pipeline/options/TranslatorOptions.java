package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How texts are translated. Options of one engine have the form {@code ENGINE=VALUE}, several
 * comma-separated; a value alone is meant for the one engine behind a server in the chain.
 */
public interface TranslatorOptions extends PipelineOptions {
  @Description(
      "Engine that translates, or a comma-separated chain of which each takes what the one before"
          + " cannot do: memory, apertium, pseudo, openai (chatgpt), grok, deepseek, claude, gemini,"
          + " deepl, google, libretranslate.")
  @Default.String("memory,apertium")
  String getTranslator();

  void setTranslator(String value);

  @Description(
      "Base URLs, [ENGINE=]URL: openai=http://host:11434/v1 for any OpenAI-compatible server,"
          + " apertium=http://host:2737 for apertium-apy; no key is sent there unless"
          + " --translatorKey says so.")
  @Default.String("")
  String getTranslatorEndpoint();

  void setTranslatorEndpoint(String value);

  @Description("Models of LLM engines, [ENGINE=]NAME.")
  @Default.String("")
  String getTranslatorModel();

  void setTranslatorModel(String value);

  @Description(
      "Where keys are kept on the workers, [ENGINE=]env:NAME or [ENGINE=]file:/path; never the key"
          + " itself (default: env:OPENAI_API_KEY, XAI_API_KEY, DEEPSEEK_API_KEY,"
          + " ANTHROPIC_API_KEY, GEMINI_API_KEY, DEEPL_API_KEY, GOOGLE_API_KEY).")
  @Default.String("")
  String getTranslatorKey();

  void setTranslatorKey(String value);

  @Description("Temperatures of LLM engines, [ENGINE=]NUMBER; the provider's own if not given.")
  @Default.String("")
  String getTranslatorTemperature();

  void setTranslatorTemperature(String value);

  @Description("Seconds that one request to an engine's server may take.")
  @Default.Integer(120)
  int getTranslatorTimeout();

  void setTranslatorTimeout(int value);

  @Description("Most texts in one request to an engine.")
  @Default.Integer(50)
  int getTranslatorBatchSize();

  void setTranslatorBatchSize(int value);

  @Description("Most characters of texts in one request to an engine.")
  @Default.Integer(10_000)
  int getTranslatorBatchCharacters();

  void setTranslatorBatchCharacters(int value);

  @Description("Most requests to engines at one time, for the whole job.")
  @Default.Integer(4)
  int getTranslatorConcurrency();

  void setTranslatorConcurrency(int value);

  @Description("Most requests to engines in a minute, for the whole job; 0 for no bound.")
  @Default.Integer(0)
  int getTranslatorRequestsPerMinute();

  void setTranslatorRequestsPerMinute(int value);

  @Description(
      "Translation memories (TMX 1.4b), comma-separated, the first wins; human translations win"
          + " over machines.")
  @Default.String("")
  String getMemory();

  void setMemory(String value);

  @Description(
      "Glossaries (CSV: source, target, language, case, note, do-not-translate), comma-separated,"
          + " the first wins.")
  @Default.String("")
  String getGlossary();

  void setGlossary(String value);

  @Description(
      "Only read the images, and print what translating would take: images, distinct segments,"
          + " characters and requests per engine and language.")
  @Default.Boolean(false)
  boolean getEstimate();

  void setEstimate(boolean value);

  @Description("File to write all translations to that engines ever made for --output (TMX 1.4b).")
  String getExportMemory();

  void setExportMemory(String value);
}
