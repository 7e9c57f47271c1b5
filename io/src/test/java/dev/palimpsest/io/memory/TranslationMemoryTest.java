package dev.palimpsest.io.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationMemoryTest {
  @TempDir Path folder;

  private TranslationMemory memory(String... units) throws IOException {
    Path file = folder.resolve("memory.tmx");
    Files.writeString(file, tmx(units));
    return TranslationMemory.load(List.of(file.toString()));
  }

  private static String tmx(String... units) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
        + "<tmx version=\"1.4\"><header srclang=\"en\" segtype=\"sentence\"/><body>"
        + String.join("", units)
        + "</body></tmx>";
  }

  private static String unit(String... tagsAndTexts) {
    StringBuilder unit = new StringBuilder("<tu><note>n</note>");
    for (int i = 0; i < tagsAndTexts.length; i += 2) {
      unit.append("<tuv xml:lang=\"")
          .append(tagsAndTexts[i])
          .append("\"><prop type=\"p\">x</prop>");
      unit.append("<seg>").append(tagsAndTexts[i + 1]).append("</seg></tuv>");
    }
    return unit.append("</tu>").toString();
  }

  @Test
  void findsExactTextsInEitherDirection() throws IOException {
    TranslationMemory memory = memory(unit("en", "Summer sale", "de", "Sommerschlussverkauf"));
    assertThat(memory.lookup("en", "de", "Summer sale")).contains("Sommerschlussverkauf");
    assertThat(memory.lookup("de", "en", "Sommerschlussverkauf")).contains("Summer sale");
    assertThat(memory.lookup("en", "de", "SUMMER SALE")).isEmpty();
    assertThat(memory.lookup("en", "fr", "Summer sale")).isEmpty();
    assertThat(memory.lookup("en", "en", "Summer sale")).isEmpty();
  }

  @Test
  void whiteSpaceAndCompositionDoNotCount() throws IOException {
    TranslationMemory memory =
        memory(unit("en", " Cafe\u0301\n  open\u00A0now ", "de", "Café\n offen"));
    assertThat(memory.lookup("en", "de", "Café open now")).contains("Café offen");
  }

  @Test
  void narrowerTagsWinAndWiderOnesServe() throws IOException {
    TranslationMemory memory =
        memory(unit("en-US", "January", "de", "Januar"), unit("en", "January", "de-AT", "Jänner"));
    assertThat(memory.lookup("en", "de-AT", "January")).contains("Jänner");
    assertThat(memory.lookup("en-GB", "de-CH", "January")).contains("Januar");
    assertThat(memory.lookup("en", "de", "January")).contains("Januar");
    assertThat(memory.lookup("und", "de", "January")).contains("Januar");
    assertThat(memory.lookup("nl", "de", "January")).isEmpty();
  }

  @Test
  void flattensMarkupAndReadsOldLanguageAttributes() throws IOException {
    List<Map<String, String>> units = new ArrayList<>();
    String unit =
        "<tu><tuv lang=\"EN_us\"><seg>Click <bpt i=\"1\">&lt;b&gt;</bpt><hi>here</hi>"
            + "<ept i=\"1\">&lt;/b&gt;</ept><ph>{<sub>x</sub>}</ph> &amp; <![CDATA[go]]></seg></tuv>"
            + "<tuv xml:lang=\"qqq\"><seg>?</seg></tuv></tu>";
    Tmx.read(new ByteArrayInputStream(tmx(unit).getBytes(UTF_8)), units::add);
    assertThat(units).containsExactly(Map.of("en-US", "Click here & go"));
  }

  @Test
  void neverLoadsEntities() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    String xml =
        "<!DOCTYPE tmx [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]><tmx><body>"
            + unit("en", "a &x;", "de", "b")
            + "</body></tmx>";
    List<Map<String, String>> units = new ArrayList<>();
    try {
      Tmx.read(new ByteArrayInputStream(xml.getBytes(UTF_8)), units::add);
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("TMX");
    }
    assertThat(units.toString()).doesNotContain("secret");
  }

  @Test
  void namesTheFileThatCannotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("x.tmx"), "<html></html>");
    assertThatThrownBy(() -> TranslationMemory.load(List.of(file.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.tmx")
        .hasMessageContaining("no TMX");
  }
}
