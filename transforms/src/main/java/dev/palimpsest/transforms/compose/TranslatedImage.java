package dev.palimpsest.transforms.compose;

import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An image with every translation that was made for it. */
public record TranslatedImage(PreparedImage image, List<Answer> answers) {
  public TranslatedImage {
    answers = List.copyOf(answers);
  }

  TranslatedImage with(PreparedImage other) {
    return new TranslatedImage(other, answers);
  }

  /** The translations into one language, by segment key. */
  Map<String, Translation> answers(String language) {
    return answers.stream()
        .filter(answer -> answer.language().equals(language))
        .collect(Collectors.toMap(Answer::segmentKey, Answer::translation));
  }

  /**
   * One text in one language.
   *
   * @param segmentKey of the request that it answers
   */
  public record Answer(String language, String segmentKey, Translation translation) {}
}
