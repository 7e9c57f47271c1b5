package dev.palimpsest.transforms.translate.mt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A LibreTranslate server, mostly one's own. */
public final class LibreTranslateAsker extends MtAsker {
  public static final String ENDPOINT = "http://localhost:5000";

  public LibreTranslateAsker(EngineSettings settings, HttpCaller caller) {
    super(settings, caller);
  }

  @Override
  List<String> fetchTargets() throws InterruptedException {
    return codes(call(settings.endpoint() + "/languages", Map.of(), null, ""), "code");
  }

  @Override
  JsonNode post(List<String> texts, Optional<String> source, String target)
      throws FailureException, InterruptedException {
    String key = key();
    ObjectNode body = object();
    body.set("q", array(texts));
    body.put("source", source.orElse("auto")).put("target", target).put("format", "html");
    if (!key.isEmpty()) {
      body.put("api_key", key);
    }
    return call(settings.endpoint() + "/translate", Map.of(), body, key);
  }

  @Override
  JsonNode translations(JsonNode answer) {
    return answer.path("translatedText");
  }

  @Override
  String markup(String text) {
    return Markup.of(text, "<span translate=\"no\">", "</span>");
  }
}
