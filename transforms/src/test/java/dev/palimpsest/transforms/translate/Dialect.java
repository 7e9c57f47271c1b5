package dev.palimpsest.transforms.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.palimpsest.io.json.Json;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The APIs as their providers describe them: what a request must and may hold, and what answers
 * look like.
 */
enum Dialect {
  OPENAI(
      "model messages",
      "temperature top_p user response_format max_completion_tokens max_tokens seed stop stream n store metadata presence_penalty frequency_penalty") {
    @Override
    void checkCall(String path, Headers headers, JsonNode body, List<String> violations) {
      require(path.equals("/chat/completions"), "path " + path, violations);
      require(("Bearer " + KEY).equals(headers.getFirst("Authorization")), "key", violations);
      for (JsonNode message : body.path("messages")) {
        require(
            Set.of("system", "user").contains(message.path("role").asText())
                && message.path("content").isTextual(),
            "message " + message,
            violations);
      }
      require(body.path("messages").size() == 2, "messages", violations);
      require(!body.path("stream").asBoolean(), "stream", violations);
      JsonNode format = body.path("response_format");
      if (format.path("type").asText().equals("json_schema")) {
        JsonNode schema = format.path("json_schema");
        require(!schema.path("name").asText().isEmpty(), "schema name", violations);
        require(schema.path("strict").asBoolean(), "strict schema", violations);
        checkSchema(schema.path("schema"), violations);
      } else {
        require(format.path("type").asText().equals("json_object"), "format " + format, violations);
        require(
            body.at("/messages/0/content").asText().contains("JSON"),
            "json_object needs the word JSON",
            violations);
      }
    }

    @Override
    Map<String, String> texts(JsonNode body) {
      return promptTexts(body.at("/messages/1/content").asText());
    }

    @Override
    String reply(Map<String, String> texts) {
      return chat("stop", "\"content\":" + Json.write(translations(texts)));
    }

    private static String chat(String finish, String message) {
      return """
          {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
          "message":{"role":"assistant",%s},"finish_reason":"%s"}],
          "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}"""
          .formatted(message, finish);
    }

    @Override
    String refusal() {
      return chat("stop", "\"content\":null,\"refusal\":\"I cannot help with that\"");
    }
  },
  ANTHROPIC(
      "model messages max_tokens",
      "cache_control container inference_geo metadata output_config service_tier stop_sequences stream system temperature thinking tool_choice tools top_k top_p") {
    @Override
    void checkCall(String path, Headers headers, JsonNode body, List<String> violations) {
      require(path.equals("/messages"), "path " + path, violations);
      require(KEY.equals(headers.getFirst("x-api-key")), "key", violations);
      require(headers.containsKey("anthropic-version"), "version", violations);
      require(body.path("max_tokens").isInt(), "max_tokens", violations);
      require(
          body.at("/messages/0/role").asText().equals("user") && body.path("messages").size() == 1,
          "messages",
          violations);
      JsonNode format = body.at("/output_config/format");
      require(format.path("type").asText().equals("json_schema"), "format " + format, violations);
      checkSchema(format.path("schema"), violations);
    }

    @Override
    Map<String, String> texts(JsonNode body) {
      return promptTexts(body.at("/messages/0/content/0/text").asText());
    }

    @Override
    String reply(Map<String, String> texts) {
      return message(
          "end_turn", "[{\"type\":\"text\",\"text\":" + Json.write(translations(texts)) + "}]");
    }

    private static String message(String reason, String content) {
      return """
          {"id":"m1","type":"message","role":"assistant","model":"m","content":%s,
          "stop_reason":"%s","usage":{"input_tokens":10,"output_tokens":5}}"""
          .formatted(content, reason);
    }

    @Override
    String refusal() {
      return message("refusal", "[]");
    }
  },
  GEMINI(
      "contents",
      "generationConfig systemInstruction safetySettings tools toolConfig cachedContent") {
    @Override
    void checkCall(String path, Headers headers, JsonNode body, List<String> violations) {
      require(path.matches("/models/[\\w.-]+:generateContent"), "path " + path, violations);
      require(KEY.equals(headers.getFirst("x-goog-api-key")), "key", violations);
      JsonNode config = body.path("generationConfig");
      require(
          config.path("responseMimeType").asText().equals("application/json"),
          "mime type " + config,
          violations);
      require(
          config.has("responseSchema") || config.has("responseJsonSchema"),
          "schema " + config,
          violations);
    }

    @Override
    Map<String, String> texts(JsonNode body) {
      return promptTexts(body.at("/contents/0/parts/0/text").asText());
    }

    @Override
    String reply(Map<String, String> texts) {
      return """
          {"candidates":[{"content":{"role":"model","parts":[{"text":%s}]},"finishReason":"STOP",
          "index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,
          "totalTokenCount":15}}"""
          .formatted(Json.write(translations(texts)));
    }

    @Override
    String refusal() {
      return "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}";
    }
  },
  DEEPL(
      "text target_lang",
      "source_lang context split_sentences preserve_formatting formality tag_handling outline_detection ignore_tags") {
    @Override
    void checkCall(String path, Headers headers, JsonNode body, List<String> violations) {
      require(path.equals("/v2/translate"), "path " + path, violations);
      require(
          ("DeepL-Auth-Key " + KEY).equals(headers.getFirst("Authorization")), "key", violations);
      require(body.path("text").isArray() && body.path("text").size() <= 50, "text", violations);
      require(body.path("target_lang").asText().equals("DE"), "target_lang", violations);
      require(body.path("tag_handling").asText().matches("xml|html"), "tags", violations);
      require(body.path("outline_detection").isBoolean(), "outline_detection", violations);
    }

    @Override
    Map<String, String> texts(JsonNode body) {
      return indexed(body.path("text"));
    }

    @Override
    String reply(Map<String, String> texts) {
      return list("{\"translations\":%s}", "text", texts);
    }

    @Override
    String languages() {
      return "[{\"language\":\"DE\",\"name\":\"German\"},{\"language\":\"EN-US\"}]";
    }
  },
  GOOGLE("q target", "source format model") {
    @Override
    void checkCall(String path, Headers headers, JsonNode body, List<String> violations) {
      require(path.equals("/language/translate/v2"), "path " + path, violations);
      require(KEY.equals(headers.getFirst("X-goog-api-key")), "key", violations);
      require(body.path("format").asText().matches("text|html"), "format", violations);
    }

    @Override
    Map<String, String> texts(JsonNode body) {
      return indexed(body.path("q"));
    }

    @Override
    String reply(Map<String, String> texts) {
      return list("{\"data\":{\"translations\":%s}}", "translatedText", texts);
    }

    @Override
    String languages() {
      return "{\"data\":{\"languages\":[{\"language\":\"de\"},{\"language\":\"zh-TW\"}]}}";
    }
  },
  LIBRETRANSLATE("q source target", "format alternatives api_key") {
    @Override
    void checkCall(String path, Headers headers, JsonNode body, List<String> violations) {
      require(path.equals("/translate"), "path " + path, violations);
      require(body.path("format").asText().matches("text|html"), "format", violations);
      require(body.path("api_key").asText().equals(KEY), "key", violations);
    }

    @Override
    Map<String, String> texts(JsonNode body) {
      return indexed(body.path("q"));
    }

    @Override
    String reply(Map<String, String> texts) {
      return "{\"translatedText\":" + Json.write(texts.values()) + "}";
    }

    @Override
    String languages() {
      return "[{\"code\":\"de\",\"targets\":[\"en\"]},{\"code\":\"en\",\"targets\":[\"de\"]}]";
    }
  };

  /** The key that every request must carry. */
  static final String KEY = "canary-8d1f0c2b";

  /** Names of fields, parted by blanks. */
  private final String required;

  private final String optional;

  Dialect(String required, String optional) {
    this.required = required;
    this.optional = optional;
  }

  abstract void checkCall(String path, Headers headers, JsonNode body, List<String> violations);

  /** The texts of a request by id, or by number where the API has no ids. */
  abstract Map<String, String> texts(JsonNode body);

  abstract String reply(Map<String, String> texts);

  int refusalStatus() {
    return isLlm() ? 200 : 400;
  }

  /** Providers without a filter refuse a text by an error. */
  String refusal() {
    return "{\"message\":\"declined by content policy\"}";
  }

  String languages() {
    return "{}";
  }

  boolean isLlm() {
    return this == OPENAI || this == ANTHROPIC || this == GEMINI;
  }

  void check(String path, Headers headers, JsonNode body, List<String> violations) {
    for (String field : required.split(" ", -1)) {
      require(body.has(field), "no field " + field, violations);
    }
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      require(
          List.of((required + " " + optional).split(" ", -1)).contains(name),
          "strange field " + name,
          violations);
    }
    require(
        String.valueOf(headers.getFirst("Content-Type")).startsWith("application/json"),
        "content type",
        violations);
    require(!path.contains(KEY), "key in the URL", violations);
    checkCall(path, headers, body, violations);
  }

  private static void require(boolean holds, String what, List<String> violations) {
    if (!holds) {
      violations.add(what);
    }
  }

  private static void checkSchema(JsonNode schema, List<String> violations) {
    JsonNode item = schema.at("/properties/translations/items");
    require(
        schema.path("type").asText().equals("object")
            && schema.at("/additionalProperties").isBoolean()
            && !schema.at("/additionalProperties").asBoolean()
            && item.at("/properties/id/type").asText().equals("string")
            && item.at("/properties/text/type").asText().equals("string")
            && item.path("required").size() == 2
            && !item.path("additionalProperties").asBoolean(true),
        "schema " + schema,
        violations);
  }

  private static Map<String, String> promptTexts(String user) {
    Map<String, String> texts = new LinkedHashMap<>();
    try {
      Json.MAPPER
          .readTree(user)
          .path("texts")
          .forEach(item -> texts.put(item.path("id").asText(), item.path("text").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + user, e);
    }
    return texts;
  }

  private static String translations(Map<String, String> texts) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ArrayNode list = root.putArray("translations");
    texts.forEach((id, text) -> list.addObject().put("id", id).put("text", text));
    return Json.write(root);
  }

  private static Map<String, String> indexed(JsonNode list) {
    Map<String, String> texts = new LinkedHashMap<>();
    list.forEach(item -> texts.put(String.valueOf(texts.size()), item.asText()));
    return texts;
  }

  private static String list(String form, String field, Map<String, String> texts) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    texts.values().forEach(text -> list.addObject().put(field, text));
    return form.formatted(Json.write(list));
  }
}
