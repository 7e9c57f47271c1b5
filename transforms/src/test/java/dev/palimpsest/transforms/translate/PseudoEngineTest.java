package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudoEngineTest {
  private static final String TEXT = "Free shipping on all orders over ACME-50 today";

  private final EngineChain chain =
      new EngineChain(List.of(new PseudoEngine()), (counter, amount) -> {});

  private String translate(String target) throws InterruptedException {
    Segment segment = new Segment("1", TEXT, List.of("ACME-50"));
    Translation answer = chain.translate(List.of(segment), Brief.of("en", target)).get(0);
    assertThat(answer.engine()).isEqualTo("pseudo");
    return answer.text();
  }

  @Test
  void accentsLengthensAndBrackets() throws InterruptedException {
    String text = translate("de");
    assertThat(text).startsWith("[").endsWith("]").contains("ACME-50").contains("é");
    assertThat((double) text.length() / TEXT.length()).isBetween(1.25, 1.45);
  }

  @Test
  void writesRightToLeftWhereTheTargetDoes() throws InterruptedException {
    assertThat(translate("ar")).matches("\\[.*\\p{IsArabic}.*\\]").contains("ACME-50");
    assertThat(translate("he")).matches("\\[.*\\p{IsHebrew}.*\\]").contains("ACME-50");
  }
}
