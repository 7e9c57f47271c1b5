package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.memory.BoughtTranslation;
import dev.palimpsest.io.memory.BoughtTranslations;
import dev.palimpsest.transforms.translate.ask.Segment;
import dev.palimpsest.transforms.translate.http.Pacer;
import dev.palimpsest.transforms.translate.http.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Asks the engines for all batches of one shard, one after the other, and files what they answer
 * before anything else sees it: a bundle that runs again finds its batches there.
 *
 * <p>A shard is one element, so that no more requests are under way than there are shards, and each
 * shard keeps to its part of the requests per minute.
 */
final class AskEngines extends DoFn<KV<Integer, Iterable<SegmentBatch>>, Answered> {
  private static final long serialVersionUID = 1;

  /** What a wrong key or model is remembered for: the job, on whichever worker. */
  private final String job = UUID.randomUUID().toString();

  private final TranslateSettings settings;
  private transient Pacer pacer;
  private transient Map<String, EngineChain> chains;

  AskEngines(TranslateSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void open() {
    TranslateSettings.Limits limits = settings.limits();
    pacer = new Pacer(Waiting.REAL, (double) limits.requestsPerMinute() / limits.shards());
    chains = new HashMap<>();
  }

  @Teardown
  public void close() {
    chains.values().forEach(EngineChain::close);
  }

  @ProcessElement
  public void ask(
      @Element KV<Integer, Iterable<SegmentBatch>> shard, OutputReceiver<Answered> answers)
      throws IOException, InterruptedException {
    for (SegmentBatch batch : shard.getValue()) {
      Map<String, Translation> found = translate(batch);
      for (SegmentRequest request : batch.requests()) {
        answers.output(new Answered(request, found.get(request.boughtKey())));
      }
    }
    pacer.awaitQuiet(); // another thread may begin another shard in this moment
  }

  /** The answers by {@link SegmentRequest#boughtKey}. */
  private Map<String, Translation> translate(SegmentBatch batch)
      throws IOException, InterruptedException {
    SegmentRequest first = batch.first();
    BoughtTranslations memory = new BoughtTranslations(settings.tree());
    String name = batch.name();
    List<BoughtTranslation> bought =
        new ArrayList<>(memory.read(first.source(), first.target(), name));
    Map<String, Translation> answers = new HashMap<>();
    bought.forEach(b -> answers.put(b.key(), Translation.of(b.translation(), b.engine())));

    Map<String, Segment> open = new TreeMap<>();
    for (SegmentRequest request : batch.requests()) {
      Segment segment = request.segment();
      if (!answers.containsKey(segment.id())) {
        open.put(segment.id(), segment);
      }
    }
    if (open.isEmpty()) {
      return answers;
    }
    List<Segment> asked = List.copyOf(open.values());
    List<Translation> translations = askEngines(first, asked);
    for (int i = 0; i < asked.size(); i++) {
      answers.put(asked.get(i).id(), translations.get(i));
      if (isWorthKeeping(translations.get(i))) {
        bought.add(toBought(first, asked.get(i), translations.get(i)));
      }
    }
    if (!bought.isEmpty()) {
      memory.write(first.source(), first.target(), name, bought);
    }
    return answers;
  }

  private List<Translation> askEngines(SegmentRequest first, List<Segment> segments)
      throws InterruptedException {
    return chains
        .computeIfAbsent(first.paidEngines(), this::openChain)
        .translate(segments, first.brief());
  }

  private EngineChain openChain(String chain) {
    return Engines.open(
        chain,
        new EngineAccess(
            job,
            settings.engines(),
            pacer,
            Waiting.REAL,
            (counter, amount) -> Metrics.counter(TranslateSegments.COUNTERS, counter).inc(amount)));
  }

  private static boolean isWorthKeeping(Translation answer) {
    return answer.succeeded() && !answer.engine().equals(Engines.PSEUDO);
  }

  private static BoughtTranslation toBought(
      SegmentRequest pair, Segment segment, Translation answer) {
    return new BoughtTranslation(
        segment.id(), pair.source(), pair.target(), segment.text(), answer.text(), answer.engine());
  }
}
