package dev.palimpsest.transforms.translate.mt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** DeepL's API, version 2. Keys that end with {@code :fx} belong to its free endpoint. */
public final class DeepLAsker extends MtAsker {
  public static final String ENDPOINT = "https://api.deepl.com";

  private static final String FREE_ENDPOINT = "https://api-free.deepl.com";

  public DeepLAsker(EngineSettings settings, HttpCaller caller) {
    super(settings, caller);
  }

  @Override
  public int maxTexts() {
    return 50;
  }

  @Override
  List<String> fetchTargets() throws FailureException, InterruptedException {
    return codes(send("/v2/languages?type=target", null), "language");
  }

  @Override
  JsonNode post(List<String> texts, Optional<String> source, String target)
      throws FailureException, InterruptedException {
    ObjectNode body = object();
    body.set("text", array(texts));
    source.ifPresent(code -> body.put("source_lang", code.toUpperCase(Locale.ROOT)));
    body.put("target_lang", target.toUpperCase(Locale.ROOT))
        .put("preserve_formatting", true)
        .put("tag_handling", "xml")
        .put("outline_detection", false);
    body.set("ignore_tags", array(List.of("x")));
    return send("/v2/translate", body);
  }

  private JsonNode send(String path, JsonNode body) throws FailureException, InterruptedException {
    String key = key();
    boolean isFree = key.endsWith(":fx") && settings.endpoint().equals(ENDPOINT);
    return call(
        (isFree ? FREE_ENDPOINT : settings.endpoint()) + path,
        Map.of("Authorization", "DeepL-Auth-Key " + key),
        body,
        key);
  }

  @Override
  JsonNode translations(JsonNode answer) {
    return answer.path("translations");
  }

  @Override
  String markup(String text) {
    return Markup.of(text, "<x>", "</x>");
  }
}
