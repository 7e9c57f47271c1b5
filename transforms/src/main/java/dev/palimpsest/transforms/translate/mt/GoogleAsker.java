package dev.palimpsest.transforms.translate.mt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google Cloud Translation: version 2 with an API key, or version 3 with an access token if the
 * endpoint names a project, as in {@code …/v3/projects/PROJECT/locations/global}.
 */
public final class GoogleAsker extends MtAsker {
  public static final String ENDPOINT = "https://translation.googleapis.com";

  private static final String V2 = "/language/translate/v2";

  private final boolean isV3;

  public GoogleAsker(EngineSettings settings, HttpCaller caller) {
    super(settings, caller);
    this.isV3 = settings.endpoint().contains("/v3/projects/");
  }

  @Override
  public int maxTexts() {
    return 128;
  }

  @Override
  List<String> fetchTargets() throws FailureException, InterruptedException {
    return isV3
        ? codes(send("/supportedLanguages", null).path("languages"), "languageCode")
        : codes(send(V2 + "/languages", null).at("/data/languages"), "language");
  }

  @Override
  JsonNode post(List<String> texts, Optional<String> source, String target)
      throws FailureException, InterruptedException {
    ObjectNode body = object();
    body.set(isV3 ? "contents" : "q", array(texts));
    source.ifPresent(code -> body.put(isV3 ? "sourceLanguageCode" : "source", code));
    body.put(isV3 ? "targetLanguageCode" : "target", target)
        .put(isV3 ? "mimeType" : "format", isV3 ? "text/html" : "html");
    return send(isV3 ? ":translateText" : V2, body);
  }

  private JsonNode send(String path, JsonNode body) throws FailureException, InterruptedException {
    String key = key();
    return call(
        settings.endpoint() + path,
        isV3 ? Map.of("Authorization", "Bearer " + key) : Map.of("X-goog-api-key", key),
        body,
        key);
  }

  @Override
  JsonNode translations(JsonNode answer) {
    return isV3 ? answer.path("translations") : answer.at("/data/translations");
  }

  @Override
  String markup(String text) {
    return Markup.of(text, "<span translate=\"no\">", "</span>");
  }
}
