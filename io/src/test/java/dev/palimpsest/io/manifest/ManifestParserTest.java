package dev.palimpsest.io.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
  private static final ManifestDefaults DEFAULTS =
      new ManifestDefaults(
          List.of("de"), List.of("en"), List.of("ACME"), Mode.GENERAL, "memory,apertium", null, 0);

  private final ManifestParser parser = new ManifestParser(DEFAULTS);

  @Test
  void fillsDefaults() {
    ManifestRow row = valid("{\"image\": \"a/mug.png\"}");
    assertThat(row.image()).isEqualTo("/data/a/mug.png");
    assertThat(row.originalFilename()).isEqualTo("mug.png");
    assertThat(row.imageId()).matches("mug-[0-9a-f]{12}");
    assertThat(row.row()).isEqualTo("/data/m.jsonl:3");
    assertThat(row.targetLanguages()).containsExactly("de");
    assertThat(row.sourceLanguages()).containsExactly("en");
    assertThat(row.excludeText()).containsExactly("ACME");
    assertThat(row.mode()).isEqualTo(Mode.GENERAL);
    assertThat(row.translator()).isEqualTo("memory,apertium");
    assertThat(row.customPrompt()).isEmpty();
    assertThat(row.metadata()).isEmpty();
  }

  @Test
  void readsEveryFieldAndKeepsTheRest() {
    ManifestRow row =
        valid(
            """
            {"image_uri": "s3://b/x.jpg", "image_id": 4711, "target_languages[]": ["pt_br", "fr", "fr"],
             "sourceLanguage": "auto", "exclude_text": "BRAND, /a,b/ ,@handle", "mode": "E-Commerce",
             "translator_model": "pseudo", "customPrompt": "short", "sku": 12, "tags": ["x"]}
            """
                .replace('\n', ' '));
    assertThat(row.image()).isEqualTo("s3://b/x.jpg");
    assertThat(row.imageId()).isEqualTo("4711");
    assertThat(row.targetLanguages()).containsExactly("pt-BR", "fr");
    assertThat(row.sourceLanguages()).isEmpty();
    assertThat(row.excludeText()).containsExactly("BRAND", "/a,b/", "@handle");
    assertThat(row.mode()).isEqualTo(Mode.E_COMMERCE);
    assertThat(row.translator()).isEqualTo("pseudo");
    assertThat(row.customPrompt()).contains("short");
    assertThat(row.metadata()).isEqualTo(Map.of("sku", 12, "tags", List.of("x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target_languages",
        "target_languages[]",
        "target_lang",
        "target_language",
        "targetLanguage",
        "targetLanguages",
        "TARGET_LANG"
      })
  void knowsEverySpellingOfTheTargets(String name) {
    String json = "{\"file\": \"/x.png\", \"" + name + "\": \"es, it\"}";
    assertThat(valid(json).targetLanguages()).containsExactly("es", "it");
  }

  @ParameterizedTest
  @CsvSource({
    "/data/m.jsonl, img/a.png, /data/img/a.png",
    "/data/m.jsonl, ../b/a.png, /b/a.png",
    "file:/data/m.jsonl, a.png, /data/a.png",
    "/data/m.jsonl, /x/a.png, /x/a.png",
    "gs://bucket/in/m.jsonl, img/a b.png, gs://bucket/in/img/a b.png",
    "s3://bucket/m.jsonl, ./a.png, s3://bucket/a.png",
    "https://host/in/m.jsonl?sig=a/b, a.png, https://host/in/a.png",
    "gs://bucket/m.jsonl, https://host/a.png, https://host/a.png",
  })
  void resolvesAgainstTheManifest(String manifest, String image, String expected) {
    ParsedRow row = parser.parseJsonLine(manifest, 1, "{\"image\":\"" + image + "\"}").get(0);
    assertThat(((ParsedRow.Valid) row).row().image()).isEqualTo(expected);
  }

  @Test
  void derivedIdsAreStableReadableAndApart() {
    String one = valid("{\"image\": \"a/Big Mug (red).png\"}").imageId();
    assertThat(one)
        .startsWith("Big-Mug-red-")
        .isEqualTo(valid("{\"image\": \"a/Big Mug (red).png\"}").imageId());
    assertThat(one).isNotEqualTo(valid("{\"image\": \"b/Big Mug (red).png\"}").imageId());
    assertThat(valid("{\"image\": \"商品.png\"}").imageId()).matches("image-[0-9a-f]{12}");
  }

  @Test
  void takesInlineImages() {
    for (String json :
        List.of(
            "{\"imageBase64\": \"iVBORw0KGgo=\"}",
            "{\"image\": \"data:image/png;base64,iVBORw0KGgo=\"}",
            "{\"image\": \"" + "iVBORw0KGgo/".repeat(40) + "\"}")) {
      ParsedRow.Valid row = (ParsedRow.Valid) parse(json);
      assertThat(row.inlineImage()).isPresent();
      assertThat(row.row().imageId()).startsWith("inline-");
      assertThat(row.row().image()).isEqualTo("inline:" + row.row().imageId());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"image\": \"a.png\"|no JSON",
        "[1]|no JSON object",
        "{\"sku\": 1}|no image",
        "{\"image\": \"a\", \"imageBase64\": \"aa\"}|both given",
        "{\"image\": \"a\", \"image_id\": \"../../etc\"}|image_id '../../etc' cannot be part of a path",
        "{\"image\": \"a\", \"mode\": \"fancy\"}|no mode 'fancy'",
        "{\"image\": \"a\", \"target_lang\": {\"x\": 1}}|target_languages must be a text",
        "{\"image\": \"a\", \"target_lang\": \"de\", \"targetLanguages\": \"fr\"}|target_languages is given twice",
      })
  void rejectsWithPlaceAndReason(String json, String reason) {
    Failure failure = rejected(parse(json));
    assertThat(failure.code()).isEqualTo(FailureCode.INVALID_ROW);
    assertThat(failure.message()).startsWith("/data/m.jsonl:3: ").contains(reason);
    assertThat(failure.row()).isEqualTo("/data/m.jsonl:3");
  }

  @Test
  void namesAllProblemsOfARowAtOnce() {
    String prompt = "x".repeat(1_001);
    Failure failure =
        rejected(parse("{\"image\":\"a\",\"mode\":\"no\",\"custom_prompt\":\"" + prompt + "\"}"));
    assertThat(failure.message()).contains("mode", "customPrompt has more than 1000");
  }

  @Test
  void unknownLanguagesHaveTheirOwnCode() {
    Failure failure = rejected(parse("{\"image\":\"a\",\"target_lang\":\"de,klingon,xx\"}"));
    assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED_LANGUAGE);
    assertThat(failure.message()).contains("klingon, xx");
  }

  @Test
  void readsJsonLinesWithMarkAndBlankLines() throws IOException {
    List<ParsedRow> rows =
        parseAll("/d/m.jsonl", "\uFEFF{\"image\":\"a\"}\r\n\n{\"image\":\"b\"}\n");
    assertThat(rows).hasSize(2);
    assertThat(((ParsedRow.Valid) rows.get(1)).row().row()).isEqualTo("/d/m.jsonl:3");
  }

  @Test
  void readsCsv() throws IOException {
    String csv =
        "\uFEFF\"image\",target_languages,exclude_text,Note\r\n"
            + "a.png,\"de, fr\",\"A,B\",\"two\nlines, \"\"quoted\"\"\"\r\n"
            + "\r\n"
            + "b.png,,,\r\n"
            + "c.png,de,x,y,too many\r\n"
            + ",de,,\r\n";
    List<ParsedRow> rows = parseAll("/d/m.csv", csv);
    assertThat(rows).hasSize(4);
    ManifestRow first = ((ParsedRow.Valid) rows.get(0)).row();
    assertThat(first.image()).isEqualTo("/d/a.png");
    assertThat(first.row()).isEqualTo("/d/m.csv:2");
    assertThat(first.targetLanguages()).containsExactly("de", "fr");
    assertThat(first.excludeText()).containsExactly("A", "B");
    assertThat(first.metadata()).isEqualTo(Map.of("Note", "two\nlines, \"quoted\""));
    ManifestRow second = ((ParsedRow.Valid) rows.get(1)).row();
    assertThat(second.row()).isEqualTo("/d/m.csv:5");
    assertThat(second.targetLanguages()).containsExactly("de");
    assertThat(second.metadata()).isEmpty();
    assertThat(rejected(rows.get(2)).message()).startsWith("/d/m.csv:6: 5 cells under 4");
    assertThat(rejected(rows.get(3)).message()).startsWith("/d/m.csv:7: no image");
  }

  @Test
  void anOpenQuoteEndsTheCsvWithAFailure() throws IOException {
    List<ParsedRow> rows = parseAll("/d/m.csv", "image,note\na.png,x\nb.png,\"open\nc.png,y\n");
    assertThat(rows.get(0)).isInstanceOf(ParsedRow.Valid.class);
    assertThat(rejected(rows.get(1)).message()).startsWith("/d/m.csv:3: ").contains("open quote");
  }

  @Test
  void makesRowsOfBareImages() {
    ManifestRow row = ((ParsedRow.Valid) parser.forImage("/pics/a.png")).row();
    assertThat(row.image()).isEqualTo("/pics/a.png");
    assertThat(row.targetLanguages()).containsExactly("de");
  }

  private ParsedRow parse(String json) {
    return parser.parseJsonLine("/data/m.jsonl", 3, json).get(0);
  }

  private ManifestRow valid(String json) {
    ParsedRow row = parse(json);
    assertThat(row).isInstanceOf(ParsedRow.Valid.class);
    return ((ParsedRow.Valid) row).row();
  }

  private static Failure rejected(ParsedRow row) {
    assertThat(row).isInstanceOf(ParsedRow.Rejected.class);
    return ((ParsedRow.Rejected) row).failure();
  }

  private List<ParsedRow> parseAll(String uri, String text) throws IOException {
    List<ParsedRow> rows = new ArrayList<>();
    parser.parse(uri, new ByteArrayInputStream(text.getBytes(UTF_8)), rows::add);
    return rows;
  }

  @Test
  void numbersLinesOverManyBlocks() throws IOException {
    StringBuilder text = new StringBuilder("\uFEFF");
    for (int line = 1; line <= 2_500; line++) {
      text.append(
          line % 1_000 == 0 ? "broken" : "{\"image\":\"a.png\",\"image_id\":\"i" + line + "\"}");
      text.append('\n');
    }
    text.append("{\"image\":\"").append("A".repeat(300_000)).append("\"}\n{");
    List<LineBlock> blocks = new ArrayList<>();
    LineBlock.read(
        "/m.jsonl", new ByteArrayInputStream(text.toString().getBytes(UTF_8)), blocks::add);

    assertThat(blocks)
        .extracting(LineBlock::firstLine)
        .containsExactly(1L, 1_001L, 2_001L, 2_501L, 2_502L);
    assertThat(blocks)
        .extracting(LineBlock::holdsImage)
        .containsExactly(false, false, false, true, false);
    List<String> rejected = new ArrayList<>();
    List<ParsedRow> valid = new ArrayList<>();
    for (LineBlock block : blocks) {
      parser.parse(
          block,
          row -> {
            if (row instanceof ParsedRow.Rejected bad) {
              rejected.add(bad.failure().row());
            } else {
              valid.add(row);
            }
          });
    }
    assertThat(rejected).containsExactly("/m.jsonl:1000", "/m.jsonl:2000", "/m.jsonl:2502");
    assertThat(valid).hasSize(2_499);
  }

  @ParameterizedTest
  @CsvSource({"m.csv, true", "s3://b/M.CSV.gz, true", "m.jsonl, false", "csv.jsonl.gz, false"})
  void knowsCsvByItsName(String uri, boolean isCsv) {
    assertThat(ManifestParser.isCsv(uri)).isEqualTo(isCsv);
  }

  @Test
  void objectsWithoutALineBreakBetweenThemAreAllRead() {
    assertThat(
            parser.parseJsonLine("/data/m.jsonl", 3, "{\"image\":\"a.png\"}{\"image\":\"b.png\"}"))
        .extracting(row -> ((ParsedRow.Valid) row).row().image())
        .containsExactly("/data/a.png", "/data/b.png");
  }

  @Test
  void aLineWithAnythingElseIsRefusedWhole() {
    for (String rest : List.of("garbage", "]", "7", "{\"image\":")) {
      assertThat(parser.parseJsonLine("/data/m.jsonl", 3, "{\"image\":\"a.png\"} " + rest))
          .as(rest)
          .singleElement()
          .isInstanceOfSatisfying(
              ParsedRow.Rejected.class,
              row -> assertThat(row.failure().code()).isEqualTo(FailureCode.INVALID_ROW));
    }
  }

  @Test
  void addressesThatNoFileCanHaveAreRefused() {
    assertThat(reason("{\"image\":\"a\\u0000b.png\"}")).contains("U+0000");
    assertThat(reason("{\"image\":\"a\\ud800.png\"}")).contains("half a character");
    assertThat(reason("{\"image\":\"classpath:/x.png\"}"))
        .contains("'classpath:'; those that work are https, http, gs, s3, file");
    assertThat(reason("{\"image\":\"hdfs://host/x.png\"}")).contains("'hdfs:'");
  }

  @Test
  void metadataThatCannotBeWrittenBackIsRefused() {
    String deep = "[".repeat(990) + "]".repeat(990);
    assertThat(reason("{\"image\":\"a.png\",\"x\":" + deep + "}")).contains("more than 100 deep");
    assertThat(reason("{\"image\":\"a.png\",\"x\":{\"y\":[\"\\udc00\"]}}"))
        .contains("half a character");
  }

  @Test
  void namesAreMeasuredInBytes() {
    assertThat(reason("{\"image\":\"a.png\",\"image_id\":\"" + "漢".repeat(70) + "\"}"))
        .contains("200 bytes");
    assertThat(
            parser
                .parseJsonLine(
                    "/m.jsonl", 1, "{\"image\":\"a\",\"image_id\":\"" + "漢".repeat(66) + "\"}")
                .get(0))
        .isInstanceOf(ParsedRow.Valid.class);
  }

  @Test
  void anInlineImageOfTheLargestSizeIsRead() {
    String base64 = "A".repeat(27_000_000);
    assertThat(parser.parseJsonLine("/m.jsonl", 1, "{\"imageBase64\":\"" + base64 + "\"}").get(0))
        .isInstanceOf(ParsedRow.Valid.class);
  }

  @Test
  void twoColumnsOfOneNameLoseNothing() throws IOException {
    List<ParsedRow> rows = new ArrayList<>();
    parser.parse(
        "/data/m.csv",
        new ByteArrayInputStream("image,sku,sku\na.png,1,2\nb.png,1,1\nc.png,,3\n".getBytes(UTF_8)),
        rows::add);
    assertThat(rows.get(0))
        .isInstanceOfSatisfying(
            ParsedRow.Rejected.class,
            row -> assertThat(row.failure().message()).contains("two columns have the name 'sku'"));
    assertThat(rows.get(1)).isInstanceOf(ParsedRow.Valid.class);
    assertThat(((ParsedRow.Valid) rows.get(2)).row().metadata()).containsEntry("sku", "3");
  }

  private String reason(String json) {
    List<ParsedRow> rows = parser.parseJsonLine("/data/m.jsonl", 3, json);
    assertThat(rows).hasSize(1);
    Failure failure = ((ParsedRow.Rejected) rows.get(0)).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.INVALID_ROW);
    return failure.message();
  }
}
