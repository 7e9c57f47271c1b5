package dev.palimpsest.transforms.intake;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.manifest.LineBlock;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.ParsedRow;
import dev.palimpsest.io.result.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
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
  private static final TupleTag<LineBlock> BLOCKS = new TupleTag<>() {};
  private static final TupleTagList FAILURES = TupleTagList.of(FAILED);

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
    return patternIsImages
        ? result(
            files.apply(
                "RowPerImage", ParDo.of(new RowPerImage(parser)).withOutputTags(ROWS, FAILURES)))
        : parse(files.apply("Open", FileIO.readMatches().withCompression(Compression.AUTO)));
  }

  /** One reader per file numbers the lines; all workers parse them. */
  private WithFailures.Result<PCollection<ManifestRow>, Failure> parse(
      PCollection<FileIO.ReadableFile> files) {
    PCollectionTuple read =
        files.apply(
            "ReadLines",
            ParDo.of(new ReadLines(parser, inlineImages))
                .withOutputTags(ROWS, FAILURES.and(BLOCKS)));
    PCollectionTuple parsed =
        read.get(BLOCKS)
            .setCoder(JsonCoder.of(LineBlock.class))
            .apply("SpreadLines", Reshuffle.viaRandomKey())
            .apply(
                "ParseLines",
                ParDo.of(new ParseLines(parser, inlineImages)).withOutputTags(ROWS, FAILURES));
    WithFailures.Result<PCollection<ManifestRow>, Failure> some = result(read);
    WithFailures.Result<PCollection<ManifestRow>, Failure> others = result(parsed);
    return WithFailures.Result.of(
        PCollectionList.of(some.output())
            .and(others.output())
            .apply("Rows", Flatten.pCollections()),
        PCollectionList.of(some.failures())
            .and(others.failures())
            .apply("Rejected", Flatten.pCollections()));
  }

  private static WithFailures.Result<PCollection<ManifestRow>, Failure> result(
      PCollectionTuple parsed) {
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

  /**
   * Cuts JSON Lines into blocks. CSV is parsed here, because a record may span lines, and so are
   * rows that hold an image, because pixels shall not travel.
   */
  static final class ReadLines extends DoFn<FileIO.ReadableFile, ManifestRow> {
    private static final long serialVersionUID = 1;

    private final ManifestParser parser;
    private final InlineImages inlineImages;

    private ReadLines(ManifestParser parser, InlineImages inlineImages) {
      this.parser = parser;
      this.inlineImages = inlineImages;
    }

    @ProcessElement
    public void process(@Element FileIO.ReadableFile file, MultiOutputReceiver out)
        throws IOException {
      String uri = file.getMetadata().resourceId().toString();
      Consumer<ParsedRow> rows = row -> output(inlineImages.stage(row), out);
      try (InputStream content = Channels.newInputStream(file.open())) {
        if (ManifestParser.isCsv(uri)) {
          parser.parse(uri, content, rows);
          return;
        }
        LineBlock.read(
            uri,
            content,
            block -> {
              if (block.holdsImage()) {
                parser.parse(block, rows);
              } else {
                out.get(BLOCKS).output(block);
              }
            });
      }
    }
  }

  static final class ParseLines extends DoFn<LineBlock, ManifestRow> {
    private static final long serialVersionUID = 1;

    private final ManifestParser parser;
    private final InlineImages inlineImages;

    private ParseLines(ManifestParser parser, InlineImages inlineImages) {
      this.parser = parser;
      this.inlineImages = inlineImages;
    }

    @ProcessElement
    public void process(@Element LineBlock block, MultiOutputReceiver out) {
      parser.parse(block, row -> output(inlineImages.stage(row), out));
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
