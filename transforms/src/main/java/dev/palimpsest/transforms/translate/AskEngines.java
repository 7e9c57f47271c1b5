package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.memory.BoughtTranslation;
import dev.palimpsest.io.memory.BoughtTranslations;
import dev.palimpsest.io.storage.OutputTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Asks the engines for one batch, and files what they answer before anything else sees it: a bundle
 * that runs again finds its batch there.
 */
final class AskEngines extends DoFn<KV<String, Iterable<SegmentRequest>>, KV<String, Translation>> {
  private static final long serialVersionUID = 1;

  private final OutputTree tree;
  private final Counter requests = Metrics.counter(TranslateSegments.COUNTERS, "requests");
  private final Counter segments = Metrics.counter(TranslateSegments.COUNTERS, "segments_asked");
  private transient Map<String, EngineChain> chains;

  AskEngines(OutputTree tree) {
    this.tree = tree;
  }

  @Setup
  public void open() {
    chains = new HashMap<>();
  }

  @Teardown
  public void close() {
    chains.values().forEach(EngineChain::close);
  }

  @ProcessElement
  public void ask(
      @Element KV<String, Iterable<SegmentRequest>> batch,
      OutputReceiver<KV<String, Translation>> answers)
      throws IOException, InterruptedException {
    List<SegmentRequest> asked =
        StreamSupport.stream(batch.getValue().spliterator(), false)
            .sorted(Comparator.comparing(SegmentRequest::boughtKey))
            .toList();
    Map<String, Translation> found = translate(asked);
    for (SegmentRequest request : asked) {
      answers.output(KV.of(request.key(), found.get(request.boughtKey())));
    }
  }

  /** The answers by {@link SegmentRequest#boughtKey}, of requests for one pair and chain. */
  private Map<String, Translation> translate(List<SegmentRequest> asked)
      throws IOException, InterruptedException {
    SegmentRequest first = asked.get(0);
    BoughtTranslations memory = new BoughtTranslations(tree);
    String name =
        SegmentRequest.hash(
            asked.stream().map(SegmentRequest::boughtKey).collect(Collectors.joining("\n")));
    List<BoughtTranslation> bought =
        new ArrayList<>(memory.read(first.source(), first.target(), name));
    Map<String, Translation> answers = new HashMap<>();
    bought.forEach(b -> answers.put(b.key(), Translation.of(b.translation(), b.engine())));

    Map<String, Segment> open = new TreeMap<>();
    for (SegmentRequest request : asked) {
      String key = request.boughtKey();
      if (!answers.containsKey(key)) {
        open.put(key, new Segment(key, request.text(), request.kept()));
      }
    }
    if (open.isEmpty()) {
      return answers;
    }
    List<Segment> batch = List.copyOf(open.values());
    List<Translation> translations = askEngines(first, batch);
    for (int i = 0; i < batch.size(); i++) {
      answers.put(batch.get(i).id(), translations.get(i));
      if (isWorthKeeping(translations.get(i))) {
        bought.add(toBought(first, batch.get(i), translations.get(i)));
      }
    }
    if (!bought.isEmpty()) {
      memory.write(first.source(), first.target(), name, bought);
    }
    return answers;
  }

  private List<Translation> askEngines(SegmentRequest pair, List<Segment> batch)
      throws InterruptedException {
    requests.inc();
    segments.inc(batch.size());
    return chains
        .computeIfAbsent(pair.paidEngines(), Engines::open)
        .translate(batch, pair.source(), pair.target());
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
