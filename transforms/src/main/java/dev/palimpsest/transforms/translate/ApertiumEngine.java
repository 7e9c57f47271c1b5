package dev.palimpsest.transforms.translate;

import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Apertium's rule-based translation, over several pairs where none leads straight from source to
 * target.
 */
final class ApertiumEngine implements TranslationEngine {
  private final ApertiumAccess apertium;

  ApertiumEngine(ApertiumAccess apertium) {
    this.apertium = apertium;
  }

  @Override
  public String name() {
    return Engines.APERTIUM;
  }

  @Override
  public boolean supports(String sourceTag, String targetTag) {
    try {
      return !apertium.pairs().path(sourceTag, targetTag).isEmpty();
    } catch (FailureException e) {
      return true; // the first text asked tells what is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever asks next will find it
      return true;
    }
  }

  @Override
  public List<Translation> translate(List<Segment> batch, Brief brief)
      throws FailureException, InterruptedException {
    List<String> path = apertium.pairs().path(brief.source(), brief.target());
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "not supported: " + brief.source() + " to " + brief.target());
    }
    ULocale source = ULocale.forLanguageTag(brief.source());
    ULocale target = ULocale.forLanguageTag(brief.target());
    List<Translation> answers = new ArrayList<>();
    for (Segment segment : batch) {
      LetterCase letterCase = LetterCase.of(segment.text());
      String text = segment.text();
      for (String hop : path) {
        text = apertium.translate(hop, LetterCase.of(text).plain(text, source));
      }
      answers.add(Translation.of(letterCase.apply(text, target), name()));
    }
    return answers;
  }

  @Override
  public void close() {
    apertium.close();
  }
}
