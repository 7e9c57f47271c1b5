package dev.palimpsest.transforms.evaluate;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.read.PlainReader;
import dev.palimpsest.transforms.render.Drawing;
import dev.palimpsest.transforms.render.Renderer;
import dev.palimpsest.transforms.render.Rendering;
import dev.palimpsest.transforms.style.StyleMeter;
import java.util.List;

/** Measures a known text's style, draws it again on the clean ground and compares. */
final class RenderEvaluation {
  /** Grey levels (Euclidean) within which a pixel is ink. */
  private static final double NEAR_INK = 60;

  private RenderEvaluation() {}

  /**
   * One picture's figures.
   *
   * @param deltaE of the measured ink to the true one, CIEDE2000
   * @param sizeRatio height of the drawn letters to that of the true ones
   * @param overflow the drawing leaves the picture
   * @param characterErrorRate of {@link KnownText} on the drawing
   * @param sourceCharacterErrorRate of the same on the source, which tells its own limits
   */
  record Result(
      String name,
      String ground,
      double capHeightPx,
      double deltaE,
      double sizeRatio,
      boolean overflow,
      double characterErrorRate,
      double sourceCharacterErrorRate) {}

  static Result measure(Overlay overlay, Renderer renderer, PlainReader reader)
      throws FailureException {
    Region region = StyleMeter.measureAll(overlay.source(), List.of(overlay.region())).get(0);
    Style style = region.style().orElseThrow();
    Drawing drawing = new Drawing(region, region.text(), region.language());
    try (Rendering rendering =
        renderer.draw(overlay.clean(), List.of(drawing), List.of(), Mode.GENERAL)) {
      Rendering.Drawn drawn = rendering.texts().get(0);
      Box box = drawn.box();
      boolean inside = box.intersect(overlay.clean().bounds()).equals(box);
      return new Result(
          overlay.name(),
          overlay.ground(),
          overlay.capHeightPx(),
          Scores.deltaE2000(overlay.ink(), style.ink()),
          height(rendering.picture(), overlay) / height(overlay.source(), overlay),
          !inside,
          errorRate(rendering.picture(), overlay, reader),
          errorRate(overlay.source(), overlay, reader));
    }
  }

  private static double errorRate(Picture picture, Overlay overlay, PlainReader reader)
      throws FailureException {
    String read = KnownText.read(picture, overlay, reader);
    return Scores.characterErrorRate(overlay.region().text(), read);
  }

  /** From the top of the highest to the foot of the lowest pixel that is ink on the ground. */
  private static double height(Picture drawn, Overlay overlay) {
    Crop crop = Crop.of(drawn, drawn.bounds());
    boolean[] changed = EraseEvaluation.differing(drawn, overlay.clean());
    double[] ink = overlay.inkBgr();
    int top = crop.height();
    int bottom = 0;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] && crop.distance(i, ink) < NEAR_INK) {
        top = Math.min(top, i / crop.width());
        bottom = Math.max(bottom, i / crop.width() + 1);
      }
    }
    return Math.max(1, bottom - top);
  }
}
