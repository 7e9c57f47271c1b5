package dev.palimpsest.transforms.intake;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings rows and the ledger of the last batch together by image id: one join, no lookup per image,
 * and it spreads the rows over all workers whatever the manifest's shape.
 *
 * <p>Of several rows with one id the first by file and line goes on, the others fail. Entries that
 * no row asks for are handed on as they are.
 */
public final class JoinLedger extends PTransform<PCollection<ManifestRow>, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /** One per image. */
  public static final TupleTag<KnownRow> ROWS = new TupleTag<>() {};

  /** Rows whose id is taken. */
  public static final TupleTag<Failure> DUPLICATES = new TupleTag<>() {};

  /** Entries of images that this batch does not name. */
  public static final TupleTag<LedgerEntry> UNTOUCHED = new TupleTag<>() {};

  private static final TupleTag<ManifestRow> ROW = new TupleTag<>() {};
  private static final TupleTag<LedgerEntry> ENTRY = new TupleTag<>() {};

  private final String entries;

  /**
   * @param entries glob of the ledger's files; empty if there is no ledger yet
   */
  public JoinLedger(Optional<String> entries) {
    this.entries = entries.orElse(null);
  }

  @Override
  public PCollectionTuple expand(PCollection<ManifestRow> rows) {
    PCollection<KV<String, ManifestRow>> rowsById =
        rows.apply(
                "RowById", WithKeys.of(ManifestRow::imageId).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(ManifestRow.class)));
    PCollection<KV<String, LedgerEntry>> entriesById =
        readEntries(rows)
            .apply(
                "EntryById",
                WithKeys.of(LedgerEntry::imageId).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(LedgerEntry.class)));
    PCollectionTuple outputs =
        KeyedPCollectionTuple.of(ROW, rowsById)
            .and(ENTRY, entriesById)
            .apply("JoinById", CoGroupByKey.create())
            .apply(
                "FirstOfId",
                ParDo.of(new FirstOfId())
                    .withOutputTags(ROWS, TupleTagList.of(DUPLICATES).and(UNTOUCHED)));
    outputs.get(ROWS).setCoder(JsonCoder.of(KnownRow.class));
    outputs.get(DUPLICATES).setCoder(JsonCoder.of(Failure.class));
    outputs.get(UNTOUCHED).setCoder(JsonCoder.of(LedgerEntry.class));
    return outputs;
  }

  private PCollection<LedgerEntry> readEntries(PCollection<ManifestRow> rows) {
    JsonCoder<LedgerEntry> coder = JsonCoder.of(LedgerEntry.class);
    if (entries == null) {
      return rows.getPipeline().apply("NoLedger", Create.empty(coder));
    }
    return rows.getPipeline()
        .apply(
            "ReadLedger",
            TextIO.read().from(entries).withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW))
        .apply(
            "ParseLedger",
            FlatMapElements.into(TypeDescriptor.of(LedgerEntry.class)).via(JoinLedger::entry))
        .setCoder(coder);
  }

  /** The image of an entry that is damaged is done again. */
  private static List<LedgerEntry> entry(String line) {
    byte[] json = line.getBytes(StandardCharsets.UTF_8);
    return Json.readStored(json, LedgerEntry.class, "an entry of the ledger").stream().toList();
  }

  static final class FirstOfId extends DoFn<KV<String, CoGbkResult>, KnownRow> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element KV<String, CoGbkResult> group, MultiOutputReceiver out) {
      List<ManifestRow> rows = new ArrayList<>();
      group.getValue().getAll(ROW).forEach(rows::add);
      Iterator<LedgerEntry> found = group.getValue().getAll(ENTRY).iterator();
      Optional<LedgerEntry> entry = found.hasNext() ? Optional.of(found.next()) : Optional.empty();
      if (rows.isEmpty()) {
        entry.ifPresent(out.get(UNTOUCHED)::output);
        return;
      }
      rows.sort(
          Comparator.comparing((ManifestRow row) -> file(row.row()))
              .thenComparingLong(row -> line(row.row())));
      out.get(ROWS).output(new KnownRow(rows.get(0), entry));
      for (ManifestRow row : rows.subList(1, rows.size())) {
        out.get(DUPLICATES).output(duplicate(row, rows.get(0)));
      }
    }

    private static Failure duplicate(ManifestRow row, ManifestRow first) {
      return Failure.of(
          row.imageId(),
          row.image(),
          row.row(),
          Optional.empty(),
          Stage.MANIFEST,
          FailureCode.DUPLICATE_IMAGE_ID,
          "%s: image_id '%s' is already used at %s"
              .formatted(row.row(), row.imageId(), first.row()));
    }

    private static String file(String row) {
      int colon = row.lastIndexOf(':');
      return colon < 0 ? row : row.substring(0, colon);
    }

    private static long line(String row) {
      String line = row.substring(row.lastIndexOf(':') + 1);
      return line.matches("\\d{1,18}") ? Long.parseLong(line) : 0;
    }
  }
}
