package dev.palimpsest.io.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlossaryTest {
  @TempDir Path folder;

  private Glossary glossary(String csv) throws IOException {
    return Glossary.load(List.of(Files.writeString(folder.resolve("terms.csv"), csv).toString()));
  }

  private static List<String> targets(Glossary glossary, String text, String tag) {
    return glossary.find(text, tag).stream().map(m -> m.found() + "=" + m.target()).toList();
  }

  @Test
  void findsWholeWordsTheLongestAndTheClosestLanguage() throws IOException {
    Glossary glossary =
        glossary(
            """
            source,target,language,case,note,do-not-translate
            sale,Verkauf,de,,,
            summer sale,"Schlussverkauf, Sommer",de,,in shops,
            sale,Abverkauf,de-AT,,,
            Polish,Politur,de,yes,,
            ACME,,,,,yes
            咖啡,Kaffee,de,,,
            """);
    assertThat(targets(glossary, "SUMMER Sale, wholesale sale", "de"))
        .containsExactly("SUMMER Sale=Schlussverkauf, Sommer", "sale=Verkauf");
    assertThat(targets(glossary, "a sale", "de-AT")).containsExactly("sale=Abverkauf");
    assertThat(targets(glossary, "a sale of ACME", "fr")).containsExactly("ACME=null");
    assertThat(targets(glossary, "polish with Polish", "de")).containsExactly("Polish=Politur");
    assertThat(targets(glossary, "好咖啡店", "de")).containsExactly("咖啡=Kaffee");
    assertThat(glossary.find("summer sale", "de").get(0).note()).isEqualTo("in shops");
  }

  @Test
  void replacesAsItFinds() {
    assertThat(Glossary.replaceWord("sale wholesale sale", "sale", "X")).isEqualTo("X wholesale X");
    assertThat(Glossary.replaceWord("好咖啡店", "咖啡", "X")).isEqualTo("好X店");
  }

  @Test
  void tellsFileAndLineOfWhatIsWrong() {
    assertThatThrownBy(() -> glossary("source,target\nsale\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("terms.csv:2", "do-not-translate");
    assertThatThrownBy(() -> glossary("source,target,language\nsale,x,klingon-x\n"))
        .hasMessageContaining("no language");
    assertThatThrownBy(() -> glossary("term,target\n")).hasMessageContaining("no column 'source'");
  }
}
