package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineChainTest {
  /** An engine that knows one target and changes texts by a function; {@code null} is a refusal. */
  private record Scripted(String name, String target, UnaryOperator<String> translator)
      implements TranslationEngine {
    @Override
    public boolean supports(String sourceTag, String targetTag) {
      return targetTag.equals(target);
    }

    @Override
    public List<Translation> translate(List<Segment> batch, Brief brief) throws FailureException {
      if (translator == null) {
        throw new FailureException(
            Stage.TRANSLATE, FailureCode.TRANSLATOR_UNAVAILABLE, "nobody there");
      }
      return batch.stream()
          .map(
              segment -> {
                String text = translator.apply(segment.text());
                return text == null
                    ? Translation.failed(FailureCode.TRANSLATOR_REFUSED, "no")
                    : Translation.of(text, name);
              })
          .toList();
    }
  }

  private static final Segment ONE = new Segment("1", "one ACME", List.of("ACME"));
  private static final Segment TWO = new Segment("2", "two", List.of());

  private static List<Translation> ask(TranslationEngine... engines) throws InterruptedException {
    return new EngineChain(List.of(engines), (counter, amount) -> {})
        .translate(List.of(ONE, TWO), Brief.of("en", "de"));
  }

  @Test
  void theNextTakesWhatTheOneBeforeCannotDo() throws InterruptedException {
    List<Translation> answers =
        ask(
            new Scripted("other", "fr", text -> "never"),
            new Scripted("down", "de", null),
            new Scripted("picky", "de", text -> text.startsWith("one") ? null : "zwei"),
            new Scripted("last", "de", text -> text.replace("one", "eins")));
    assertThat(answers)
        .containsExactly(Translation.of("eins ACME", "last"), Translation.of("zwei", "picky"));
  }

  @Test
  void aFailureTellsWhatTheLastEngineSaid() throws InterruptedException {
    assertThat(ask(new Scripted("other", "fr", text -> text)).get(0).message())
        .isEqualTo("no engine here translates en to de");
    Translation down = ask(new Scripted("down", "de", null)).get(0);
    assertThat(down.code()).isEqualTo(FailureCode.TRANSLATOR_UNAVAILABLE);
    assertThat(down.message()).isEqualTo("down: nobody there");
    assertThat(ask(new Scripted("blank", "de", text -> " ")).get(0).code())
        .isEqualTo(FailureCode.TRANSLATION_MISSING);
  }

  @Test
  void aLostPartIsNoTranslation() throws InterruptedException {
    List<Translation> answers = ask(new Scripted("loses", "de", text -> "eins"));
    assertThat(answers.get(0).code()).isEqualTo(FailureCode.TRANSLATION_MISSING);
    assertThat(answers.get(1).succeeded()).isTrue();
    assertThat(ask(new Scripted("doubles", "de", text -> text + text)).get(0).succeeded())
        .isFalse();
  }

  @Test
  void chainsAreReadFromText() {
    assertThat(Engines.parse(" Apertium, memory,apertium,")).containsExactly("memory", "apertium");
    assertThat(Engines.problem("memory,apertium")).isEmpty();
    assertThat(Engines.problem("memory,nobody").orElseThrow()).contains("nobody", "pseudo");
    assertThat(Engines.problem(" ,")).isPresent();
  }

  @Test
  void sameLanguageMindsScriptAndRegion() {
    assertThat(SameLanguage.test("en", "en-GB")).isTrue();
    assertThat(SameLanguage.test("pt-BR", "pt-PT")).isFalse();
    assertThat(SameLanguage.test("zh", "zh-Hans")).isTrue();
    assertThat(SameLanguage.test("zh-TW", "zh-CN")).isFalse();
    assertThat(SameLanguage.test("sr-Latn", "sr")).isFalse();
    assertThat(SameLanguage.test("und", "en")).isFalse();
    assertThat(SameLanguage.test("en", "de")).isFalse();
  }
}
