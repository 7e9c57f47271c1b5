package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApertiumEngineTest {
  @TempDir Path folder;

  /** A pair whose pipeline is one shell script; it ignores the options it is given. */
  private void pair(String name, String script) throws IOException {
    Path program = folder.resolve(name + ".sh");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve(name + ".mode"), program + " $1 'x' ");
  }

  private ApertiumPairs pairs() {
    return ApertiumPairs.in(List.of(folder, folder.resolve("none")));
  }

  private static ApertiumEngine engine(ApertiumPairs pairs) {
    return new ApertiumEngine(new ApertiumProcesses(pairs, Duration.ofSeconds(60)));
  }

  private static List<String> translate(
      TranslationEngine engine, String source, String target, String... texts)
      throws FailureException, InterruptedException {
    List<Segment> segments =
        Arrays.stream(texts).map(text -> new Segment(text, text, List.of())).toList();
    return engine.translate(segments, Brief.of(source, target)).stream()
        .map(Translation::text)
        .toList();
  }

  @Test
  void goesTheShortestWayOverInstalledPairs() throws IOException {
    for (String name :
        List.of("eng-spa", "spa-cat", "es-fr", "cat-fra", "es-pt_BR", "es-pt", "eco-es-it")) {
      Files.writeString(folder.resolve(name + ".mode"), "");
    }
    Files.writeString(folder.resolve("README"), "");
    assertThat(names("en-US", "fr-CA")).containsExactly("eng-spa.mode", "es-fr.mode");
    assertThat(names("es", "pt-BR")).containsExactly("es-pt_BR.mode");
    assertThat(names("es", "pt-PT")).containsExactly("es-pt.mode");
    assertThat(names("fr", "en")).isEmpty();
    assertThat(names("es", "it")).isEmpty();
    assertThat(names("en", "en-GB")).isEmpty();
  }

  private List<String> names(String source, String target) {
    return pairs().path(source, target).stream()
        .map(p -> Path.of(p).getFileName().toString())
        .toList();
  }

  @Test
  void carriesAnyTextThroughOneProcess() throws Exception {
    pair("eng-spa", "echo start >> " + folder + "/starts; exec cat");
    try (ApertiumEngine engine = engine(pairs())) {
      String odd = "a [b] {c} ^d$ e/f \\ @g <h> *i #j \u00e9\u6771";
      assertThat(translate(engine, "en", "es", odd, "two\n lines", "ends. now.", "why?"))
          .containsExactly(odd, "two lines", "ends. now.", "why?");
    }
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
  }

  @Test
  void startsAgainOnceWhenItDies() throws Exception {
    // answers one text, then ends
    pair("eng-spa", "echo start >> " + folder + "/starts; head -c 7");
    try (ApertiumEngine engine = engine(pairs())) {
      assertThat(translate(engine, "en", "es", "a b", "c d", "e f"))
          .containsExactly("a b", "c d", "e f");
    }
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(3);
  }

  @Test
  void tellsAPairThatCannotAnswer() throws Exception {
    pair("eng-spa", "exit 1");
    pair("eng-fra", "sleep 30");
    ApertiumPairs pairs = pairs();
    try (ApertiumEngine engine =
        new ApertiumEngine(new ApertiumProcesses(pairs, Duration.ofMillis(300)))) {
      for (String target : List.of("es", "fr")) {
        FailureException failure =
            catchThrowableOfType(
                FailureException.class, () -> translate(engine, "en", target, "a"));
        assertThat(failure.code()).isEqualTo(FailureCode.TRANSLATOR_UNAVAILABLE);
        assertThat(failure.getMessage()).startsWith("eng-");
      }
    }
  }

  private static ApertiumEngine installed(String source, String target) {
    ApertiumEngine engine = engine(ApertiumPairs.installed());
    assumeTrue(
        engine.supports(source, target), "Apertium for " + source + " to " + target + " is absent");
    return engine;
  }

  @Test
  void translatesRealSentences() throws Exception {
    try (ApertiumEngine engine = installed("en", "es")) {
      assertThat(
              translate(
                  engine,
                  "en",
                  "es",
                  "Fresh coffee every morning",
                  "WASH WITH COLD WATER",
                  "Summer Sale",
                  "summer sale",
                  "Ingredients: water, sugar, salt.",
                  "A fresh zyxwvut every morning"))
          .containsExactly(
              "Café fresco cada mañana",
              "LAVADO CON AGUA FRÍA",
              "Venta de verano",
              "venta de verano",
              "Ingredientes: agua, azúcar, sal.",
              "Un fresco zyxwvut cada mañana");
    }
  }

  @Test
  void keepsPartsInRealSentences() throws Exception {
    try (EngineChain chain =
        new EngineChain(List.of(installed("en", "es")), (counter, amount) -> {})) {
      Segment segment =
          new Segment(
              "1", "Visit shop.example today, ACME-50!", List.of("shop.example", "ACME-50"));
      Translation answer = chain.translate(List.of(segment), Brief.of("en", "es")).get(0);
      assertThat(answer).isEqualTo(Translation.of("Visita shop.example hoy, ACME-50!", "apertium"));
    }
  }

  @Test
  void pivotsWhereNoPairLeadsStraight() throws Exception {
    try (ApertiumEngine engine = installed("en", "fr")) {
      assertThat(
              translate(engine, "en", "fr", "Fresh coffee every morning", "The red house is big."))
          .containsExactly("Café frais chaque matin", "La maison rouge est grande.");
    }
  }
}
