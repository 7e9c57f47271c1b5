package dev.palimpsest.transforms.translate;
import org.apache.beam.sdk.transforms.*; import org.apache.beam.sdk.values.*;
public final class TranslateSegments extends PTransform<PCollection<SegmentRequest>, PCollection<KV<String, Translation>>> { public TranslateSegments(TranslateSettings s){} @Override public PCollection<KV<String, Translation>> expand(PCollection<SegmentRequest> r){ return null; } }
