package dev.palimpsest.pipeline.audit;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What can go wrong with the batch of {@link AuditTest}, each with the codes that tell of it. */
final class Losses {
  private static final String RESULTS = "batches/b1/results";
  private static final String FAILURES = "batches/b1/failures";
  private static final String STATUS = "batches/b1/status";
  private static final String ENTRIES = "ledger/b1/entries";

  private Losses() {}

  /** Breaks a copy of the tree. */
  interface Plant {
    void in(PlantedTree tree) throws IOException;
  }

  static Stream<Arguments> all() {
    return Stream.of(
            filesLost(), resultsLost(), languagesLost(), failuresLost(), recordLost(), ledgerLost())
        .flatMap(losses -> losses);
  }

  private static Arguments loss(String what, Plant plant, String... codes) {
    return arguments(what, plant, Set.of(codes));
  }

  private static Stream<Arguments> filesLost() {
    return Stream.of(
        loss("picture deleted", t -> Files.delete(t.image("sale", "de.jpg")), "FILE_MISSING"),
        loss("picture cut", t -> t.cut(t.image("sale", "fr.jpg"), 100), "FILE_DAMAGED"),
        loss("picture emptied", t -> t.cut(t.image("free", "fr.gif"), 1 << 30), "FILE_EMPTY"),
        loss(
            "picture of another format",
            t -> Files.copy(t.image("free", "de.gif"), t.freed(t.image("sale", "de.jpg"))),
            "FILE_DAMAGED"),
        loss("plate deleted", t -> Files.delete(t.image("free", "clean.gif")), "FILE_MISSING"),
        loss("regions deleted", t -> Files.delete(t.image("sale", "regions.json")), "FILE_MISSING"),
        loss("regions cut", t -> t.cut(t.image("sale", "regions.json"), 20), "FILE_DAMAGED"),
        loss(
            "regions of something else",
            t -> Files.writeString(t.image("sale", "regions.json"), "{}"),
            "FILE_DAMAGED"),
        loss("original cut", t -> t.cut(t.image("free", "original.gif"), 1), "FILE_DAMAGED"),
        loss(
            "original deleted", t -> Files.delete(t.image("free", "original.gif")), "FILE_MISSING"),
        loss(
            "two languages share a picture",
            t -> t.edit("batches/b1/results", "sale", "/fr.jpg", "/de.jpg"),
            "FILE_ELSEWHERE",
            "LEDGER_DIFFERS"));
  }

  private static Stream<Arguments> resultsLost() {
    return Stream.of(
        loss("result lost", t -> t.drop(RESULTS, "sale"), "RESULT_MISSING", "COUNT_WRONG"),
        loss("failed result lost", t -> t.drop(RESULTS, "absent"), "RESULT_MISSING", "COUNT_WRONG"),
        loss("result twice", t -> t.repeat(RESULTS, "sale"), "RESULT_TWICE"),
        loss(
            "result cut",
            t -> t.edit(RESULTS, "sale", "\"metadata\":.*", "\"meta"),
            "LINE_UNREADABLE",
            "RESULT_MISSING",
            "COUNT_WRONG"),
        loss(
            "two results on one line",
            t -> t.edit(RESULTS, "sale", "$", "{}"),
            "LINE_UNREADABLE",
            "RESULT_MISSING",
            "COUNT_WRONG"),
        loss(
            "all results lost",
            t -> t.deleteAll(RESULTS),
            "RESULTS_MISSING",
            "RESULT_MISSING",
            "COUNT_WRONG",
            "STATUS_WRONG"),
        loss(
            "result of no row",
            t -> t.append(RESULTS, t.line(RESULTS, "sale").replace("\"sale\"", "\"ghost\"")),
            "RESULT_NOT_IN_MANIFEST",
            "COUNT_WRONG",
            "FILE_ELSEWHERE",
            "LEDGER_ENTRY_MISSING"));
  }

  private static Stream<Arguments> languagesLost() {
    return Stream.of(
        loss(
            "language lost",
            t -> t.removeOutput(RESULTS, "sale", "fr"),
            "OUTPUT_MISSING",
            "COUNT_WRONG",
            "LEDGER_DIFFERS"),
        loss(
            "language more",
            t -> t.edit(RESULTS, "absent", "\"fr\":", "\"es\":"),
            "OUTPUT_MISSING",
            "OUTPUT_UNEXPECTED",
            "COUNT_WRONG"),
        loss(
            "no picture named",
            t -> t.edit(RESULTS, "sale", "\"translated_image_url\":\"[^\"]*fr.jpg\",", ""),
            "OUTPUT_WITHOUT_PICTURE",
            "LEDGER_DIFFERS"),
        loss(
            "status not that of the languages",
            t -> t.editFirst(RESULTS, "absent", ":\"failed\"", ":\"completed\""),
            "RESULT_STATUS_WRONG",
            "FAILURE_UNEXPECTED",
            "FAILURE_MISSING",
            "COUNT_WRONG"));
  }

  private static Stream<Arguments> failuresLost() {
    return Stream.of(
        loss("failure lost", t -> t.drop(FAILURES, "absent"), "FAILURE_MISSING", "COUNT_WRONG"),
        loss("row's failure lost", t -> t.drop(FAILURES, ":4\""), "FAILURE_MISSING", "COUNT_WRONG"),
        loss(
            "double row's failure lost", t -> t.drop(FAILURES, ":5\""), "ROW_TWICE", "COUNT_WRONG"),
        loss("failure twice", t -> t.repeat(FAILURES, "absent"), "FAILURE_TWICE"),
        loss(
            "row's failure twice", t -> t.repeat(FAILURES, ":4\""), "FAILURE_TWICE", "COUNT_WRONG"),
        loss(
            "failure of a row that is none",
            t -> t.append(FAILURES, t.line(FAILURES, ":4\"").replace(":4\"", ":9\"")),
            "FAILURE_NOT_IN_MANIFEST",
            "COUNT_WRONG"),
        loss(
            "failure of what is completed",
            t ->
                t.append(
                    FAILURES,
                    "{\"image_id\":\"sale\",\"row\":\"x:1\",\"language\":\"de\","
                        + "\"stage\":\"RENDER\",\"code\":\"MISSING_GLYPHS\"}"),
            "FAILURE_UNEXPECTED",
            "COUNT_WRONG"),
        loss(
            "failure with another code",
            t -> t.edit(RESULTS, "absent", "IMAGE_NOT_FOUND", "CORRUPT_IMAGE"),
            "FAILURE_DIFFERS"),
        loss(
            "failure cut",
            t -> t.edit(FAILURES, ":4\"", "\"stage\".*", ""),
            "LINE_UNREADABLE",
            "FAILURE_MISSING",
            "COUNT_WRONG"));
  }

  private static Stream<Arguments> recordLost() {
    return Stream.of(
        loss("record deleted", t -> t.deleteAll(STATUS), "STATUS_MISSING"),
        loss("record cut", t -> t.cut(t.files(STATUS).get(0), 30), "STATUS_UNREADABLE"),
        loss("record emptied", t -> t.cut(t.files(STATUS).get(0), 1 << 30), "STATUS_UNREADABLE"),
        loss(
            "at work",
            t -> t.edit(STATUS, "", "partially_comp.*\"", "processing\""),
            "STATUS_NOT_FINAL"),
        loss(
            "other end",
            t -> t.edit(STATUS, "", "partially_comp.*\"", "completed\""),
            "STATUS_WRONG"),
        loss("count", t -> t.edit(STATUS, "completed_count", " : .", " : 7"), "COUNT_WRONG"),
        loss("total", t -> t.edit(STATUS, "total_images", " : .", " : 4"), "COUNT_WRONG"),
        loss("errors", t -> t.edit(STATUS, "DUPLICATE_IMAGE_ID", " : 1", " : 2"), "COUNT_WRONG"),
        loss("language", t -> t.edit(STATUS, "\"de\" :", "de", "it"), "COUNT_WRONG"));
  }

  private static Stream<Arguments> ledgerLost() {
    return Stream.of(
        loss("pointer deleted", t -> t.deleteAll("ledger/current"), "LEDGER_MISSING"),
        loss(
            "pointer broken",
            t -> t.cut(t.files("ledger/current").get(0), 10),
            "LEDGER_UNREADABLE"),
        loss("entries deleted", t -> t.deleteAll(ENTRIES), "LEDGER_UNREADABLE"),
        loss(
            "entry cut",
            t -> t.edit(ENTRIES, "sale", "\"result\".*", ""),
            "LEDGER_UNREADABLE",
            "LEDGER_ENTRY_MISSING"),
        loss("entry lost", t -> t.drop(ENTRIES, "sale"), "LEDGER_ENTRY_MISSING"),
        loss("entry twice", t -> t.repeat(ENTRIES, "sale"), "LEDGER_ENTRY_TWICE"),
        loss(
            "entry names a lost file",
            t -> t.edit(ENTRIES, "sale", "/fr\\.jpg", "/fr.gone"),
            "LEDGER_DIFFERS",
            "FILE_MISSING"));
  }
}
