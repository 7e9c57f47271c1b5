package dev.palimpsest.transforms.compose;

import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.translate.Translation;
import java.util.List;

/** An image with every translation that was made for it. */
public record TranslatedImage(PreparedImage image, List<Answer> answers) {
  public TranslatedImage {
    answers = List.copyOf(answers);
  }

  /**
   * One text in one language.
   *
   * @param segmentKey of the request that it answers
   */
  public record Answer(String language, String segmentKey, Translation translation) {}
}
