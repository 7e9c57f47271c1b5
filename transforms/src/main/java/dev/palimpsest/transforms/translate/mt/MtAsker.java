package dev.palimpsest.transforms.translate.mt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.ask.Asker;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import dev.palimpsest.transforms.translate.http.CallException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that takes a list of texts and answers with a list as long. What it can translate is
 * asked once; a server that does not tell is taken to know every language.
 */
abstract class MtAsker implements Asker {
  final EngineSettings settings;
  private final HttpCaller caller;
  private Optional<OfferedLanguages> offered;

  MtAsker(EngineSettings settings, HttpCaller caller) {
    this.settings = settings;
    this.caller = caller;
  }

  /** The codes that the server translates into. */
  abstract List<String> fetchTargets() throws FailureException, InterruptedException;

  /** The request's body without its texts; codes are the server's. */
  abstract JsonNode post(List<String> texts, Optional<String> source, String target)
      throws FailureException, InterruptedException;

  /** The list of translations in an answer, each a text or an object with one. */
  abstract JsonNode translations(JsonNode answer);

  abstract String markup(String text);

  @Override
  public boolean followsTerms() {
    return false;
  }

  @Override
  public boolean supports(String sourceTag, String targetTag) {
    try {
      return offered().map(o -> o.serving(targetTag).isPresent()).orElse(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever asks next will find it
      return true;
    }
  }

  private Optional<OfferedLanguages> offered() throws InterruptedException {
    if (offered == null) {
      try {
        offered = Optional.of(new OfferedLanguages(fetchTargets()));
      } catch (CallException | FailureException e) {
        offered = Optional.empty(); // the first texts asked tell what is wrong
      }
    }
    return offered;
  }

  @Override
  public Map<String, String> ask(List<Segment> segments, Brief brief)
      throws FailureException, InterruptedException {
    List<String> texts = segments.stream().map(segment -> markup(segment.text())).toList();
    String target = offered().flatMap(o -> o.serving(brief.target())).orElse(brief.target());
    Optional<String> source =
        brief.source().equals(LanguageTags.UNDETERMINED)
            ? Optional.empty()
            : Optional.of(LanguageTags.base(brief.source()));
    JsonNode translations = translations(post(texts, source, target));
    if (!translations.isArray() || translations.size() != segments.size()) {
      throw new CallException(
          CallException.Kind.UNREADABLE,
          "%d texts were asked for, %d came back".formatted(segments.size(), translations.size()));
    }
    Map<String, String> answers = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      JsonNode item = translations.get(i);
      String text = item.path("translatedText").asText(item.path("text").asText(item.asText("")));
      answers.put(segments.get(i).id(), Markup.read(text));
    }
    return answers;
  }

  /** The key as it is now; empty if the server wants none. */
  final String key() throws FailureException {
    return settings.key() == null ? "" : settings.key().resolve();
  }

  /** POSTs JSON, or GETs if there is no body. */
  final JsonNode call(String url, Map<String, String> headers, JsonNode body, String key)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", "application/json");
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    String answer = caller.call(url, all, body == null ? null : Json.write(body), key);
    try {
      return Json.MAPPER.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new CallException(CallException.Kind.UNREADABLE, "the answer is no JSON");
    }
  }

  static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }

  static ArrayNode array(List<String> texts) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** One field of every object of a list. */
  static List<String> codes(JsonNode list, String field) {
    List<String> codes = new ArrayList<>();
    list.forEach(item -> codes.add(item.path(field).asText()));
    return codes;
  }
}
