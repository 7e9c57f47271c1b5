package dev.palimpsest.transforms.intake;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.ParsedRow;
import dev.palimpsest.io.result.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The rows of a batch: from manifest files (JSON Lines or CSV, also compressed, also a glob), or
 * one row for each image that a glob matches.
 */
public final class ReadRows
    extends PTransform<PBegin, WithFailures.Result<PCollection<ManifestRow>, Failure>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<ManifestRow> ROWS = new TupleTag<>() {};
  private static final TupleTag<Failure> FAILED = new TupleTag<>() {};

  private final String pattern;
  private final boolean patternIsImages;
  private final ManifestParser parser;
  private final InlineImages inlineImages;

  private ReadRows(
      String pattern, boolean patternIsImages, ManifestParser parser, InlineImages inlineImages) {
    this.pattern = pattern;
    this.patternIsImages = patternIsImages;
    this.parser = parser;
    this.inlineImages = inlineImages;
  }

  public static ReadRows ofManifest(
      String pattern, ManifestParser parser, InlineImages inlineImages) {
    return new ReadRows(pattern, false, parser, inlineImages);
  }

  public static ReadRows ofImages(
      String pattern, ManifestParser parser, InlineImages inlineImages) {
    return new ReadRows(pattern, true, parser, inlineImages);
  }

  @Override
  public WithFailures.Result<PCollection<ManifestRow>, Failure> expand(PBegin begin) {
    PCollection<MatchResult.Metadata> files =
        begin.apply(
            "Match",
            FileIO.match()
                .filepattern(pattern)
                .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW));
    TupleTagList sideOutputs = TupleTagList.of(FAILED);
    PCollectionTuple parsed =
        patternIsImages
            ? files.apply(
                "RowPerImage", ParDo.of(new RowPerImage(parser)).withOutputTags(ROWS, sideOutputs))
            : files
                .apply("Open", FileIO.readMatches().withCompression(Compression.AUTO))
                .apply(
                    "Parse",
                    ParDo.of(new ParseManifest(parser, inlineImages))
                        .withOutputTags(ROWS, sideOutputs));
    return WithFailures.Result.of(
        parsed.get(ROWS).setCoder(JsonCoder.of(ManifestRow.class)),
        parsed.get(FAILED).setCoder(JsonCoder.of(Failure.class)));
  }

  static final class RowPerImage extends DoFn<MatchResult.Metadata, ManifestRow> {
    private static final long serialVersionUID = 1;

    private final ManifestParser parser;

    private RowPerImage(ManifestParser parser) {
      this.parser = parser;
    }

    @ProcessElement
    public void process(@Element MatchResult.Metadata file, MultiOutputReceiver out) {
      output(parser.forImage(file.resourceId().toString()), out);
    }
  }

  static final class ParseManifest extends DoFn<FileIO.ReadableFile, ManifestRow> {
    private static final long serialVersionUID = 1;

    private final ManifestParser parser;
    private final InlineImages inlineImages;

    private ParseManifest(ManifestParser parser, InlineImages inlineImages) {
      this.parser = parser;
      this.inlineImages = inlineImages;
    }

    @ProcessElement
    public void process(@Element FileIO.ReadableFile file, MultiOutputReceiver out)
        throws IOException {
      try (InputStream content = Channels.newInputStream(file.open())) {
        parser.parse(
            file.getMetadata().resourceId().toString(),
            content,
            row -> output(inlineImages.stage(row), out));
      }
    }
  }

  private static void output(ParsedRow parsed, DoFn.MultiOutputReceiver out) {
    if (parsed instanceof ParsedRow.Valid valid) {
      out.get(ROWS).output(valid.row());
    } else if (parsed instanceof ParsedRow.Rejected rejected) {
      out.get(FAILED).output(rejected.failure());
    }
  }
}
