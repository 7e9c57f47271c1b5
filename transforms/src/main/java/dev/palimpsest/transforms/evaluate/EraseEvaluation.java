package dev.palimpsest.transforms.evaluate;

import static org.bytedeco.opencv.global.opencv_photo.INPAINT_TELEA;
import static org.bytedeco.opencv.global.opencv_photo.inpaint;

import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.erase.Eraser;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import dev.palimpsest.transforms.read.TextReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.opencv.opencv_core.Mat;

/** Erases known text and compares with the ground that was there. */
final class EraseEvaluation {
  /** Text changes nothing farther from its line than this, in line heights. */
  private static final double FAR = 1.2;

  private static final double TELEA_RADIUS_PX = 4;

  private EraseEvaluation() {}

  /**
   * One picture's figures.
   *
   * @param ground kind of ground, or the set a picture is from
   * @param psnrDb inside the truth's mask, to the clean picture
   * @param ssim inside the truth's mask
   * @param teleaDb what Telea's inpainting of the whole boxes gets there
   * @param identical share of pixels far from the text that stayed bit-identical
   * @param words in the source
   * @param residualWords of these found again by OCR in the clean picture
   */
  record Result(
      String name,
      String ground,
      double psnrDb,
      double ssim,
      double teleaDb,
      double identical,
      int words,
      int residualWords) {}

  /**
   * @param mask pixels that the text changed
   */
  static Result measure(
      String name,
      String ground,
      Picture source,
      Picture clean,
      boolean[] mask,
      List<Region> regions,
      TextReader reader)
      throws FailureException {
    try (Picture plate = Eraser.erase(source, regions, List.of());
        Picture telea = telea(source, regions)) {
      byte[] truth = bytes(clean);
      byte[] erased = bytes(plate);
      Set<String> words =
          regions.stream()
              .flatMap(r -> List.of(r.text().split("\\s+")).stream())
              .map(EraseEvaluation::plain)
              .filter(w -> w.length() >= 3)
              .collect(Collectors.toSet());
      Set<String> left = words.isEmpty() ? Set.of() : read(plate, reader);
      return new Result(
          name,
          ground,
          Scores.psnr(truth, erased, mask),
          Scores.ssim(clean.bgr(), plate.bgr(), mask),
          Scores.psnr(truth, bytes(telea), mask),
          identical(source, erased, regions),
          words.size(),
          (int) words.stream().filter(left::contains).count());
    }
  }

  private static Set<String> read(Picture plate, TextReader reader) throws FailureException {
    return reader.read(plate.bgr(), List.of("en")).regions().stream()
        .flatMap(r -> List.of(r.text().split("\\s+")).stream())
        .map(EraseEvaluation::plain)
        .collect(Collectors.toSet());
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  static Picture telea(Picture source, List<Region> regions) {
    Crop whole = Crop.of(source, source.bounds());
    boolean[] boxes = new boolean[whole.size()];
    for (Region region : regions) {
      TextArea.or(boxes, TextArea.linesOf(whole, region));
    }
    Picture out = source.copy();
    try (Mat holes = whole.mat(boxes)) {
      inpaint(source.bgr(), holes, out.bgr(), TELEA_RADIUS_PX, INPAINT_TELEA);
    }
    return out;
  }

  private static double identical(Picture source, byte[] erased, List<Region> regions) {
    Crop whole = Crop.of(source, source.bounds());
    boolean[] near = new boolean[whole.size()];
    for (Region region : regions) {
      double height =
          region.lines().stream().map(Line::box).mapToInt(b -> b.height()).max().orElse(0);
      TextArea.or(near, whole.grow(TextArea.linesOf(whole, region), (int) Math.ceil(FAR * height)));
    }
    long far = 0;
    long same = 0;
    for (int i = 0; i < near.length; i++) {
      if (!near[i]) {
        far++;
        boolean equal = true;
        for (int k = 3 * i; k < 3 * i + 3; k++) {
          equal &= whole.bgr()[k] == erased[k];
        }
        same += equal ? 1 : 0;
      }
    }
    return far == 0 ? 1 : (double) same / far;
  }

  static byte[] bytes(Picture picture) {
    return Crop.of(picture, picture.bounds()).bgr();
  }

  /** Pixels in which two pictures of one size differ by more than a rounding. */
  static boolean[] differing(Picture one, Picture other) {
    byte[] a = bytes(one);
    byte[] b = bytes(other);
    boolean[] mask = new boolean[a.length / 3];
    for (int k = 0; k < a.length; k++) {
      mask[k / 3] |= Math.abs((a[k] & 0xff) - (b[k] & 0xff)) > 1;
    }
    return mask;
  }
}
