package dev.palimpsest.transforms.intake;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Lets one row per image id through, the first by file and line, and fails the others. Grouping by
 * id also spreads the rows over all workers, whatever the manifest's shape.
 */
public final class RejectDuplicates
    extends PTransform<
        PCollection<ManifestRow>, WithFailures.Result<PCollection<ManifestRow>, Failure>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<ManifestRow> UNIQUE = new TupleTag<>() {};
  private static final TupleTag<Failure> DUPLICATES = new TupleTag<>() {};

  @Override
  public WithFailures.Result<PCollection<ManifestRow>, Failure> expand(
      PCollection<ManifestRow> rows) {
    PCollectionTuple outputs =
        rows.apply(
                "KeyById", WithKeys.of(ManifestRow::imageId).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(ManifestRow.class)))
            .apply("GroupById", GroupByKey.create())
            .apply(
                "FirstOfId",
                ParDo.of(new FirstOfId()).withOutputTags(UNIQUE, TupleTagList.of(DUPLICATES)));
    return WithFailures.Result.of(
        outputs.get(UNIQUE).setCoder(JsonCoder.of(ManifestRow.class)),
        outputs.get(DUPLICATES).setCoder(JsonCoder.of(Failure.class)));
  }

  static final class FirstOfId extends DoFn<KV<String, Iterable<ManifestRow>>, ManifestRow> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element KV<String, Iterable<ManifestRow>> group, MultiOutputReceiver out) {
      List<ManifestRow> rows = new ArrayList<>();
      group.getValue().forEach(rows::add);
      rows.sort(
          Comparator.comparing((ManifestRow row) -> file(row.row()))
              .thenComparingLong(row -> line(row.row())));
      out.get(UNIQUE).output(rows.get(0));
      for (ManifestRow row : rows.subList(1, rows.size())) {
        out.get(DUPLICATES)
            .output(
                Failure.of(
                    row.imageId(),
                    row.image(),
                    row.row(),
                    Optional.empty(),
                    Stage.MANIFEST,
                    FailureCode.DUPLICATE_IMAGE_ID,
                    row.row()
                        + ": image_id '"
                        + row.imageId()
                        + "' is already used at "
                        + rows.get(0).row()));
      }
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
