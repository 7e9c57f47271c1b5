package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.json.HexCoder;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.transforms.prepare.PrepareImages;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.SegmentUse;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.Engines;
import dev.palimpsest.transforms.translate.Translation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private static final TupleTag<Answer> TRANSLATION = new TupleTag<>() {};
  private static final TupleTag<PreparedImage> IMAGE = new TupleTag<>() {};
  private static final TupleTag<KV<String, Answers>> ANSWERS = new TupleTag<>() {};

  /** One text in all languages that an image wants it in. */
  record Answers(List<Answer> byLanguage) {}

  /** Where a text stands, and the languages it is wanted in; the text itself went another way. */
  record Use(String imageId, List<String> languages) {}

  private static final JsonCoder<Use> USE_CODER = JsonCoder.like(new Use("", List.of("de", "fr")));
  private static final JsonCoder<Answers> ANSWERS_CODER =
      JsonCoder.like(
          new Answers(
              Stream.of("de", "fr")
                  .map(language -> new Answer(language, Translation.of("", Engines.PSEUDO)))
                  .toList()));

  private final transient PCollection<SegmentUse> uses;
  private final transient PCollection<KV<String, Answer>> translations;

  /**
   * A join.
   *
   * @param translations by segment key, one for each language
   */
  public JoinTranslations(
      PCollection<SegmentUse> uses, PCollection<KV<String, Answer>> translations) {
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
                    .via(use -> KV.of(use.segmentKey(), new Use(use.imageId(), use.languages()))))
            .setCoder(KvCoder.of(HexCoder.of(), USE_CODER));
    PCollection<KV<String, PreparedImage>> imagesById =
        images
            .apply(
                "ImageById",
                WithKeys.of((PreparedImage image) -> image.row().imageId())
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), PrepareImages.preparedCoder()));
    PCollection<KV<String, KV<String, Answers>>> answers =
        KeyedPCollectionTuple.of(USE, usesByText)
            .and(TRANSLATION, translations)
            .apply("JoinByText", CoGroupByKey.create())
            .apply("Answer", ParDo.of(new AnswerUses()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), KvCoder.of(HexCoder.of(), ANSWERS_CODER)));
    return KeyedPCollectionTuple.of(IMAGE, imagesById)
        .and(ANSWERS, answers)
        .apply("JoinByImage", CoGroupByKey.create())
        .apply("Collect", ParDo.of(new Collect()))
        .setCoder(JsonCoder.of(TranslatedImage.class));
  }

  static final class AnswerUses
      extends DoFn<KV<String, CoGbkResult>, KV<String, KV<String, Answers>>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, CoGbkResult> group,
        OutputReceiver<KV<String, KV<String, Answers>>> out) {
      Map<String, Answer> byLanguage = new HashMap<>();
      group
          .getValue()
          .getAll(TRANSLATION)
          .forEach(answer -> byLanguage.put(answer.language(), answer));
      for (Use use : group.getValue().getAll(USE)) {
        List<Answer> wanted = use.languages().stream().map(byLanguage::get).toList();
        out.output(KV.of(use.imageId(), KV.of(group.getKey(), new Answers(wanted))));
      }
    }
  }

  static final class Collect extends DoFn<KV<String, CoGbkResult>, TranslatedImage> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, CoGbkResult> group, OutputReceiver<TranslatedImage> out) {
      Map<String, List<Answer>> answers = new HashMap<>();
      group
          .getValue()
          .getAll(ANSWERS)
          .forEach(kv -> answers.put(kv.getKey(), kv.getValue().byLanguage()));
      out.output(new TranslatedImage(group.getValue().getOnly(IMAGE), answers));
    }
  }
}
