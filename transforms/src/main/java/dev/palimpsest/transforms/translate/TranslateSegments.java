package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.memory.BoughtTranslation;
import dev.palimpsest.io.memory.BoughtTranslations;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
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
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Translates requests: made distinct, looked up in the human memory, then among what was bought
 * before; what is left is asked for in batches of one pair and chain each. Gives exactly one answer
 * per distinct request, under {@link SegmentRequest#key}.
 */
public final class TranslateSegments
    extends PTransform<PCollection<SegmentRequest>, PCollection<KV<String, Translation>>> {
  private static final long serialVersionUID = 1;

  /** The namespace of this step's counters. */
  public static final String COUNTERS = "translate";

  private static final JsonCoder<SegmentRequest> REQUEST_CODER = JsonCoder.of(SegmentRequest.class);
  private static final JsonCoder<Answered> ANSWERED_CODER = JsonCoder.of(Answered.class);
  private static final KvCoder<String, Translation> ANSWER_CODER =
      KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(Translation.class));

  private final TranslateSettings settings;

  public TranslateSegments(TranslateSettings settings) {
    this.settings = settings;
  }

  /** The coder of requests, for the step that makes them. */
  public static JsonCoder<SegmentRequest> requestCoder() {
    return REQUEST_CODER;
  }

  /** What needs no engine, and the batches for those that do. */
  record Planned(PCollectionList<Answered> answered, PCollection<SegmentBatch> batches) {}

  @Override
  public PCollection<KV<String, Translation>> expand(PCollection<SegmentRequest> requests) {
    Planned planned = plan(requests);
    int shards = settings.limits().shards();
    PCollection<Answered> asked =
        planned
            .batches()
            .apply(
                "Shard",
                WithKeys.of((SegmentBatch batch) -> Math.floorMod(batch.name().hashCode(), shards))
                    .withKeyType(TypeDescriptors.integers()))
            .setCoder(KvCoder.of(VarIntCoder.of(), JsonCoder.of(SegmentBatch.class)))
            .apply("Shards", GroupByKey.create())
            .apply("AskEngines", ParDo.of(new AskEngines(settings)))
            .setCoder(ANSWERED_CODER);
    return planned
        .answered()
        .and(asked)
        .apply("Answers", Flatten.pCollections())
        .apply("CheckQuality", ParDo.of(new CheckQuality()))
        .setCoder(ANSWER_CODER);
  }

  /** Everything up to asking engines. */
  Planned plan(PCollection<SegmentRequest> requests) {
    PCollection<SegmentRequest> distinct =
        requests
            .apply(
                "KeyByRequest",
                WithKeys.of(SegmentRequest::key).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), REQUEST_CODER))
            .apply("Distinct", Combine.perKey(SegmentRequest::merge))
            .apply("DistinctRequests", Values.create())
            .setCoder(REQUEST_CODER);
    PCollectionTuple remembered =
        distinct.apply(
            "AskMemory",
            ParDo.of(new AskMemory(settings))
                .withOutputTags(AskMemory.ANSWERED, TupleTagList.of(AskMemory.OPEN)));
    PCollectionTuple bought = lookUpBought(remembered.get(AskMemory.OPEN).setCoder(REQUEST_CODER));
    PCollection<SegmentBatch> batches =
        bought
            .get(LookUpBought.OPEN)
            .setCoder(REQUEST_CODER)
            .apply(
                "KeyByPair",
                WithKeys.of(TranslateSegments::pair).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), REQUEST_CODER))
            .apply(
                "Batch",
                GroupIntoBatches.<String, SegmentRequest>ofByteSize(
                        settings.limits().batchCharacters(), SegmentBatch::characters)
                    .withSize(settings.limits().batchSize()))
            .apply(
                "Batches",
                MapElements.into(TypeDescriptor.of(SegmentBatch.class))
                    .via(kv -> new SegmentBatch(list(kv.getValue()))))
            .setCoder(JsonCoder.of(SegmentBatch.class));
    return new Planned(
        PCollectionList.of(remembered.get(AskMemory.ANSWERED).setCoder(ANSWERED_CODER))
            .and(bought.get(LookUpBought.ANSWERED).setCoder(ANSWERED_CODER)),
        batches);
  }

  private static List<SegmentRequest> list(Iterable<SegmentRequest> requests) {
    return StreamSupport.stream(requests.spliterator(), false).toList();
  }

  /** Requests of one batch go to one chain, for one pair, under one prompt. */
  private static String pair(SegmentRequest request) {
    return String.join(
        "\n",
        request.paidEngines(),
        request.source(),
        request.target(),
        request.mode().label(),
        request.customPrompt() == null ? "" : request.customPrompt());
  }

  private PCollectionTuple lookUpBought(PCollection<SegmentRequest> requests) {
    PCollection<KV<String, BoughtTranslation>> bought =
        requests
            .getPipeline()
            .apply(
                "MatchBought",
                FileIO.match()
                    .filepattern(settings.tree().allMemory())
                    .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW))
            .apply("OpenBought", FileIO.readMatches())
            .apply("ReadBought", ParDo.of(new ReadBought()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(BoughtTranslation.class)));
    PCollection<KV<String, SegmentRequest>> keyed =
        requests
            .apply(
                "KeyByBought",
                WithKeys.of(SegmentRequest::boughtKey).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), REQUEST_CODER));
    return KeyedPCollectionTuple.of(LookUpBought.REQUESTS, keyed)
        .and(LookUpBought.BOUGHT, bought)
        .apply("JoinBought", CoGroupByKey.create())
        .apply(
            "LookUpBought",
            ParDo.of(new LookUpBought())
                .withOutputTags(LookUpBought.ANSWERED, TupleTagList.of(LookUpBought.OPEN)));
  }

  /** The lines of one file of bought translations, by their key. */
  private static final class ReadBought extends DoFn<ReadableFile, KV<String, BoughtTranslation>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void read(
        @Element ReadableFile file, OutputReceiver<KV<String, BoughtTranslation>> lines)
        throws IOException {
      for (BoughtTranslation line : BoughtTranslations.parse(file.readFullyAsBytes())) {
        lines.output(KV.of(line.key(), line));
      }
    }
  }

  /** Answers what was bought before. */
  private static final class LookUpBought extends DoFn<KV<String, CoGbkResult>, Answered> {
    private static final long serialVersionUID = 1;
    static final TupleTag<SegmentRequest> REQUESTS = new TupleTag<>("requests");
    static final TupleTag<BoughtTranslation> BOUGHT = new TupleTag<>("bought");
    static final TupleTag<Answered> ANSWERED = new TupleTag<>("answered");
    static final TupleTag<SegmentRequest> OPEN = new TupleTag<>("open");

    private final Counter hits = Metrics.counter(COUNTERS, "bought_before");

    @ProcessElement
    public void lookUp(@Element KV<String, CoGbkResult> joined, MultiOutputReceiver out) {
      // Two batches may have bought the same; the choice must not depend on their order.
      var bought =
          StreamSupport.stream(joined.getValue().getAll(BOUGHT).spliterator(), false)
              .min(Comparator.comparing(BoughtTranslation::translation));
      for (SegmentRequest request : joined.getValue().getAll(REQUESTS)) {
        if (bought.isPresent()) {
          hits.inc();
          Translation answer = Translation.of(bought.get().translation(), bought.get().engine());
          out.get(ANSWERED).output(new Answered(request, answer));
        } else {
          out.get(OPEN).output(request);
        }
      }
    }
  }

  /** Marks what a tester would mark, whoever wrote the translation. */
  private static final class CheckQuality extends DoFn<Answered, KV<String, Translation>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void check(@Element Answered answered, OutputReceiver<KV<String, Translation>> out) {
      SegmentRequest request = answered.request();
      Translation found = answered.translation();
      boolean isChecked = found.succeeded() && !found.engine().equals(Engines.PSEUDO);
      Translation checked =
          isChecked ? found.withWarnings(Quality.warnings(request, found.text())) : found;
      out.output(KV.of(request.key(), checked));
    }
  }
}
