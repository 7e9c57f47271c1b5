package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.json.HexCoder;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.memory.BoughtTranslation;
import dev.palimpsest.io.memory.BoughtTranslations;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Translates requests: gathered by their text together with what was bought before, so that each is
 * there once; looked up in the human memory, then among what was bought; what is left is asked for
 * in batches of one pair and chain each. Gives exactly one answer per distinct request, under
 * {@link SegmentRequest#segmentKey}.
 */
public final class TranslateSegments
    extends PTransform<PCollection<SegmentRequest>, PCollection<KV<String, Answer>>> {
  private static final long serialVersionUID = 1;

  /** The namespace of this step's counters. */
  public static final String COUNTERS = "translate";

  private static final SegmentRequest SAMPLE =
      new SegmentRequest("en", "de", "", List.of(), "memory,pseudo", null).completed(List.of(), "");
  private static final BoughtTranslation SAMPLE_BOUGHT =
      new BoughtTranslation("", "en", "de", "", "", "");
  private static final JsonCoder<SegmentRequest> REQUEST_CODER = JsonCoder.like(SAMPLE);
  private static final JsonCoder<TextGroup> GROUP_CODER =
      JsonCoder.like(new TextGroup(List.of(SAMPLE), List.of(SAMPLE_BOUGHT)));
  private static final JsonCoder<SegmentBatch> BATCH_CODER =
      JsonCoder.like(new SegmentBatch(List.of(SAMPLE)));
  private static final JsonCoder<Answered> ANSWERED_CODER =
      JsonCoder.like(new Answered(SAMPLE, Translation.of("", Engines.PSEUDO)));
  private static final JsonCoder<Answer> ANSWER_CODER =
      JsonCoder.like(new Answer("de", Translation.of("", Engines.PSEUDO)));

  private final TranslateSettings settings;

  public TranslateSegments(TranslateSettings settings) {
    this.settings = settings;
  }

  /** The coder of requests, for the step that makes them. */
  public static JsonCoder<SegmentRequest> requestCoder() {
    return REQUEST_CODER;
  }

  /** The coder of answers, for the steps that pass them on. */
  public static JsonCoder<Answer> answerCoder() {
    return ANSWER_CODER;
  }

  /** What needs no engine, and the batches for those that do. */
  record Planned(PCollection<Answered> answered, PCollection<SegmentBatch> batches) {}

  @Override
  public PCollection<KV<String, Answer>> expand(PCollection<SegmentRequest> requests) {
    Planned planned = plan(requests);
    int shards = settings.limits().shards();
    PCollection<Answered> asked =
        planned
            .batches()
            .apply(
                "Shard",
                WithKeys.of((SegmentBatch batch) -> Math.floorMod(batch.name().hashCode(), shards))
                    .withKeyType(TypeDescriptors.integers()))
            .setCoder(KvCoder.of(VarIntCoder.of(), BATCH_CODER))
            .apply("Shards", GroupByKey.create())
            .apply("AskEngines", ParDo.of(new AskEngines(settings)))
            .setCoder(ANSWERED_CODER);
    return PCollectionList.of(planned.answered())
        .and(asked)
        .apply("Answers", Flatten.pCollections())
        .apply("CheckQuality", ParDo.of(new CheckQuality()))
        .setCoder(KvCoder.of(HexCoder.of(), ANSWER_CODER));
  }

  /** Everything up to asking engines. */
  Planned plan(PCollection<SegmentRequest> requests) {
    PCollectionTuple looked =
        PCollectionList.of(wanted(requests))
            .and(bought(requests.getPipeline()))
            .apply("WantedAndBought", Flatten.pCollections())
            .apply("ByText", Combine.perKey(TextGroup::merge))
            .apply("Texts", Values.create())
            .setCoder(GROUP_CODER)
            .apply(
                "LookUp",
                ParDo.of(new LookUp(settings))
                    .withOutputTags(LookUp.ANSWERED, TupleTagList.of(LookUp.OPEN)));
    PCollectionTuple filled =
        looked
            .get(LookUp.OPEN)
            .setCoder(REQUEST_CODER)
            .apply(
                "FillBatches",
                ParDo.of(new FillBatches(settings.limits()))
                    .withOutputTags(FillBatches.FULL, TupleTagList.of(FillBatches.LEFT)));
    PCollection<SegmentBatch> batches =
        PCollectionList.of(filled.get(FillBatches.FULL).setCoder(BATCH_CODER))
            .and(batched(filled.get(FillBatches.LEFT)))
            .apply("AllBatches", Flatten.pCollections());
    return new Planned(looked.get(LookUp.ANSWERED).setCoder(ANSWERED_CODER), batches);
  }

  private PCollection<SegmentBatch> batched(PCollection<KV<String, SegmentRequest>> left) {
    return left.setCoder(KvCoder.of(HexCoder.of(), REQUEST_CODER))
        .apply(
            "Batch",
            GroupIntoBatches.<String, SegmentRequest>ofByteSize(
                    settings.limits().batchCharacters(), SegmentBatch::characters)
                .withSize(settings.limits().batchSize()))
        .apply(
            "Batches",
            MapElements.into(TypeDescriptor.of(SegmentBatch.class))
                .via(kv -> new SegmentBatch(list(kv.getValue()))))
        .setCoder(BATCH_CODER);
  }

  private static PCollection<KV<String, TextGroup>> wanted(PCollection<SegmentRequest> requests) {
    return requests
        .apply(
            "Wanted",
            MapElements.into(
                    TypeDescriptors.kvs(
                        TypeDescriptors.strings(), TypeDescriptor.of(TextGroup.class)))
                .via(request -> KV.of(TextGroup.key(request.text()), TextGroup.wanted(request))))
        .setCoder(KvCoder.of(HexCoder.of(), GROUP_CODER));
  }

  private PCollection<KV<String, TextGroup>> bought(Pipeline pipeline) {
    return pipeline
        .apply(
            "MatchBought",
            FileIO.match()
                .filepattern(settings.tree().allMemory())
                .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW))
        .apply("OpenBought", FileIO.readMatches())
        .apply("ReadBought", ParDo.of(new ReadBought()))
        .setCoder(KvCoder.of(HexCoder.of(), GROUP_CODER));
  }

  private static List<SegmentRequest> list(Iterable<SegmentRequest> requests) {
    return StreamSupport.stream(requests.spliterator(), false).toList();
  }

  /** The lines of one file of bought translations, by their text. */
  private static final class ReadBought extends DoFn<ReadableFile, KV<String, TextGroup>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void read(@Element ReadableFile file, OutputReceiver<KV<String, TextGroup>> lines)
        throws IOException {
      for (BoughtTranslation line :
          BoughtTranslations.parse(
              file.readFullyAsBytes(), file.getMetadata().resourceId().toString())) {
        lines.output(KV.of(TextGroup.key(line.text()), TextGroup.bought(line)));
      }
    }
  }

  /** Marks what a tester would mark, whoever wrote the translation. */
  private static final class CheckQuality extends DoFn<Answered, KV<String, Answer>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void check(@Element Answered answered, OutputReceiver<KV<String, Answer>> out) {
      SegmentRequest request = answered.request();
      Translation found = answered.translation();
      boolean isChecked = found.succeeded() && !found.engine().equals(Engines.PSEUDO);
      Translation checked =
          isChecked ? found.withWarnings(Quality.warnings(request, found.text())) : found;
      out.output(KV.of(request.segmentKey(), new Answer(request.target(), checked)));
    }
  }
}
