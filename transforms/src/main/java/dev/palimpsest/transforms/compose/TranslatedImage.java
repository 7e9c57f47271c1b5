package dev.palimpsest.transforms.compose;

import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.Translation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An image with every translation that was made for it.
 *
 * @param answers by segment key, one for each language
 */
public record TranslatedImage(PreparedImage image, Map<String, List<Answer>> answers) {
  public TranslatedImage {
    answers = Map.copyOf(answers);
  }

  TranslatedImage with(PreparedImage other) {
    return new TranslatedImage(other, answers);
  }

  /** The translations into one language, by segment key. */
  Map<String, Translation> answers(String language) {
    Map<String, Translation> found = new HashMap<>();
    answers.forEach(
        (segmentKey, all) ->
            all.stream()
                .filter(answer -> answer.language().equals(language))
                .forEach(answer -> found.put(segmentKey, answer.translation())));
    return found;
  }
}
