package dev.palimpsest.transforms.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.http.CallException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An apertium-apy server. It takes one text in a request. */
final class ApertiumServer implements ApertiumAccess {
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…:;]$");

  private final EngineSettings settings;
  private final HttpCaller caller;
  private ApertiumPairs pairs;

  ApertiumServer(EngineSettings settings, HttpCaller caller) {
    this.settings = settings;
    this.caller = caller;
  }

  @Override
  public ApertiumPairs pairs() throws FailureException, InterruptedException {
    if (pairs == null) {
      List<String> found = new ArrayList<>();
      for (JsonNode pair : call("/listPairs", null).path("responseData")) {
        found.add(
            pair.path("sourceLanguage").asText() + "|" + pair.path("targetLanguage").asText());
      }
      pairs = ApertiumPairs.of(found);
    }
    return pairs;
  }

  /** A full stop tells the tagger that the sentence is over; one that was added goes again. */
  @Override
  public String translate(String pair, String text) throws FailureException, InterruptedException {
    boolean addsEnd = !SENTENCE_END.matcher(text).find();
    String form =
        "markUnknown=no&langpair=%s&q=%s"
            .formatted(encoded(pair), encoded(text + (addsEnd ? "." : "")));
    JsonNode answer = call("/translate", form).at("/responseData/translatedText");
    if (!answer.isTextual()) {
      throw new CallException(CallException.Kind.UNREADABLE, "the answer has no text").toFailure();
    }
    String translated = answer.asText().replaceAll("\\s+", " ").strip();
    return addsEnd && translated.endsWith(".")
        ? translated.substring(0, translated.length() - 1).stripTrailing()
        : translated;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode call(String path, String form) throws FailureException, InterruptedException {
    try {
      String answer =
          caller.call(
              settings.endpoint() + path,
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              form,
              "");
      return Json.MAPPER.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new CallException(CallException.Kind.UNREADABLE, "the answer is no JSON").toFailure();
    } catch (CallException e) {
      throw e.toFailure();
    }
  }
}
