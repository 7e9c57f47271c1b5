package dev.palimpsest.transforms.translate.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.transforms.translate.http.CallException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a model's answer, and its strict reading. */
final class Reply {
  static final JsonSchema SCHEMA =
      JsonSchema.builder()
          .name("translations")
          .rootElement(
              JsonObjectSchema.builder()
                  .addProperty(
                      "translations",
                      JsonArraySchema.builder()
                          .items(
                              JsonObjectSchema.builder()
                                  .addStringProperty("id", "the id of the text")
                                  .addStringProperty("text", "its translation")
                                  .required("id", "text")
                                  .additionalProperties(false)
                                  .build())
                          .build())
                  .required("translations")
                  .additionalProperties(false)
                  .build())
          .build();

  private static final ObjectReader JSON =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Models without a schema like to wrap their answer. */
  private static final Pattern FENCE =
      Pattern.compile("\\s*```(?:json)?\\s*(.*?)\\s*```\\s*", Pattern.DOTALL);

  private Reply() {}

  /**
   * Texts by id. Ids may be missing; an unknown or doubled id shows that the model lost count, and
   * spoils the answer.
   *
   * @throws CallException {@code UNREADABLE}
   */
  static Map<String, String> read(String answer, Set<String> ids) {
    Matcher fence = FENCE.matcher(answer);
    JsonNode list;
    try {
      list = JSON.readTree(fence.matches() ? fence.group(1) : answer).path("translations");
    } catch (JsonProcessingException e) {
      throw unreadable("is no JSON");
    }
    if (!list.isArray()) {
      throw unreadable("has no list of translations");
    }
    Map<String, String> texts = new HashMap<>();
    for (JsonNode item : list) {
      String id = item.path("id").asText();
      if (!ids.contains(id)) {
        throw unreadable("has an id that was not asked for");
      }
      if (texts.put(id, item.path("text").asText("")) != null) {
        throw unreadable("has an id twice");
      }
    }
    return texts;
  }

  private static CallException unreadable(String what) {
    return new CallException(CallException.Kind.UNREADABLE, "the model's answer " + what);
  }
}
