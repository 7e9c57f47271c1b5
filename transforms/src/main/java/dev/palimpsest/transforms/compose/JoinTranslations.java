package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.transforms.compose.TranslatedImage.Answer;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.SegmentUse;
import dev.palimpsest.transforms.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings translations back to the images that use them: by text first (one translation serves every
 * picture that has the text), then by image.
 */
public final class JoinTranslations
    extends PTransform<PCollection<PreparedImage>, PCollection<TranslatedImage>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Use> USE = new TupleTag<>() {};
  private static final TupleTag<Translation> TRANSLATION = new TupleTag<>() {};
  private static final TupleTag<PreparedImage> IMAGE = new TupleTag<>() {};
  private static final TupleTag<Answer> ANSWER = new TupleTag<>() {};

  /** Where a text stands; the request itself has gone the other way. */
  record Use(String imageId, String language) {}

  private final transient PCollection<SegmentUse> uses;
  private final transient PCollection<KV<String, Translation>> translations;

  /**
   * @param translations by segment key, each key once
   */
  public JoinTranslations(
      PCollection<SegmentUse> uses, PCollection<KV<String, Translation>> translations) {
    this.uses = uses;
    this.translations = translations;
  }

  @Override
  public PCollection<TranslatedImage> expand(PCollection<PreparedImage> images) {
    PCollection<KV<String, Use>> usesByText =
        uses.apply(
                "UseByText",
                MapElements.into(
                        TypeDescriptors.kvs(
                            TypeDescriptors.strings(), TypeDescriptor.of(Use.class)))
                    .via(use -> KV.of(use.request().key(), new Use(use.imageId(), use.language()))))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(Use.class)));
    PCollection<KV<String, PreparedImage>> imagesById =
        images
            .apply(
                "ImageById",
                WithKeys.of((PreparedImage image) -> image.row().imageId())
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(PreparedImage.class)));
    PCollection<KV<String, Answer>> answers =
        KeyedPCollectionTuple.of(USE, usesByText)
            .and(TRANSLATION, translations)
            .apply("JoinByText", CoGroupByKey.create())
            .apply("Answer", ParDo.of(new AnswerUses()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(Answer.class)));
    return KeyedPCollectionTuple.of(IMAGE, imagesById)
        .and(ANSWER, answers)
        .apply("JoinByImage", CoGroupByKey.create())
        .apply("Collect", ParDo.of(new Collect()))
        .setCoder(JsonCoder.of(TranslatedImage.class));
  }

  static final class AnswerUses extends DoFn<KV<String, CoGbkResult>, KV<String, Answer>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, CoGbkResult> group, OutputReceiver<KV<String, Answer>> out) {
      Translation translation = group.getValue().getOnly(TRANSLATION);
      for (Use use : group.getValue().getAll(USE)) {
        out.output(KV.of(use.imageId(), new Answer(use.language(), group.getKey(), translation)));
      }
    }
  }

  static final class Collect extends DoFn<KV<String, CoGbkResult>, TranslatedImage> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, CoGbkResult> group, OutputReceiver<TranslatedImage> out) {
      List<Answer> answers = new ArrayList<>();
      group.getValue().getAll(ANSWER).forEach(answers::add);
      out.output(new TranslatedImage(group.getValue().getOnly(IMAGE), answers));
    }
  }
}
