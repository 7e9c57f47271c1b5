package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyphenationTest {
  @TempDir Path folder;

  private Hyphenation hyphenation;

  @BeforeEach
  void writeDictionary() throws IOException {
    // Liang's own example, and a letter that only the named encoding has.
    String patterns =
        """
        ISO8859-1
        % hyph, hena, hen5at, 1na, n2at, 1tio, 2io are those of "hyphenation"
        LEFTHYPHENMIN 2
        RIGHTHYPHENMIN 3
        hy3ph
        he2n
        hena4
        hen5at
        1na
        n2at
        1tio
        2io
        o2n
        über1
        ck/k=k,1,2
        """;
    Files.write(folder.resolve("hyph_en_US.dic"), patterns.getBytes(StandardCharsets.ISO_8859_1));
    hyphenation = Hyphenation.in(folder);
  }

  private String soften(String text, String language) {
    return hyphenation.soften(text, language).replace(LineBreaks.SOFT_HYPHEN, "=");
  }

  @Test
  void theHighestDigitDecides() {
    assertThat(soften("hyphenation", "en")).isEqualTo("hy=phen=ation");
  }

  @Test
  void capitalsAndNeighboursStayAsTheyAre() {
    assertThat(soften("L'hyphenation, 50% HYPHENATION!", "en-US"))
        .isEqualTo("L'hy=phen=ation, 50% HY=PHEN=ATION!");
  }

  @Test
  void theEncodingIsTheFiles() {
    assertThat(soften("überall", "en")).isEqualTo("über=all");
  }

  @Test
  void endsOfWordsStayTogether() {
    assertThat(soften("überal", "en")).isEqualTo("überal");
  }

  @Test
  void aLanguageWithoutDictionaryIsLeftAlone() {
    assertThat(soften("hyphenation", "fr")).isEqualTo("hyphenation");
    assertThat(Hyphenation.NONE.soften("hyphenation", "en")).isEqualTo("hyphenation");
  }
}
