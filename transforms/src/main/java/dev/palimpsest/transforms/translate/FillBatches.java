package dev.palimpsest.transforms.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Fills batches where the requests are; what is left at the end of a bundle is to be batched across
 * bundles. Nearly all requests of a large job then travel in full batches, which pack ten times as
 * small as single ones, and not by way of the one task that gathers a pair of languages. The number
 * of batches stays the least possible.
 */
final class FillBatches extends DoFn<SegmentRequest, SegmentBatch> {
  private static final long serialVersionUID = 1;
  static final TupleTag<SegmentBatch> FULL = new TupleTag<>("full");

  /** What is left, by what it must have in common with the rest of its batch. */
  static final TupleTag<KV<String, SegmentRequest>> LEFT = new TupleTag<>("left");

  private final TranslateSettings.Limits limits;
  private transient Map<String, Filling> fillings;

  FillBatches(TranslateSettings.Limits limits) {
    this.limits = limits;
  }

  private static final class Filling {
    private final List<SegmentRequest> requests = new ArrayList<>();
    private long characters;
  }

  @StartBundle
  public void start() {
    fillings = new HashMap<>();
  }

  @ProcessElement
  public void add(@Element SegmentRequest request, MultiOutputReceiver out) {
    Filling filling = fillings.computeIfAbsent(common(request), key -> new Filling());
    long characters = SegmentBatch.characters(request);
    boolean isTooMuch = filling.characters + characters > limits.batchCharacters();
    if (isTooMuch && !filling.requests.isEmpty()) {
      output(filling, out);
    }
    filling.requests.add(request);
    filling.characters += characters;
    if (filling.requests.size() == limits.batchSize()) {
      output(filling, out);
    }
  }

  private static void output(Filling filling, MultiOutputReceiver out) {
    out.get(FULL).output(new SegmentBatch(filling.requests));
    filling.requests.clear();
    filling.characters = 0;
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    fillings.forEach(
        (common, filling) ->
            filling.requests.forEach(
                request ->
                    context.output(
                        LEFT,
                        KV.of(common, request),
                        BoundedWindow.TIMESTAMP_MIN_VALUE,
                        GlobalWindow.INSTANCE)));
  }

  /** Requests of one batch go to one chain, for one pair, under one prompt: a word for these. */
  private static String common(SegmentRequest request) {
    return SegmentRequest.hash(
        String.join(
            "\n",
            request.paidEngines(),
            request.source(),
            request.target(),
            request.mode().label(),
            request.customPrompt() == null ? "" : request.customPrompt()));
  }
}
