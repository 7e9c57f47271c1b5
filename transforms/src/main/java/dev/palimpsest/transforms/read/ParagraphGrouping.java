package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins lines to paragraphs, the unit of translation, and puts paragraphs in reading order.
 *
 * <p>Two lines belong together if they have the same size, ink and angle, stand at a usual leading,
 * and share an edge or the centre. Thresholds follow what open image translators found to work:
 * sizes within a quarter, leading below 1.75 em, edges within one em.
 */
final class ParagraphGrouping {
  private static final double LARGEST_SIZE_RATIO = 1.2;

  /** Kana are smaller than Han and there is no ascender to measure: sizes are coarse. */
  private static final double LARGEST_SIZE_RATIO_CJK = 1.6;

  /** Stroke per em: bold is about 1.6 times regular. */
  private static final double LARGEST_WEIGHT_RATIO = 1.4;

  private static final double LARGEST_LEADING_EM = 1.75;
  private static final double EDGE_TOLERANCE_EM = 1.0;
  private static final double LARGEST_ANGLE_DIFFERENCE = 6;

  /** Distance in 8-bit RGB beyond which two inks differ for a reader. */
  private static final double LARGEST_INK_DISTANCE = 90;

  private ParagraphGrouping() {}

  /** A line with the mean colour of its ink. */
  record InkedLine(ReadLine line, InkColour ink) {}

  /** A line with what is asked of it again and again while it is held against others. */
  private record Placed(ReadLine line, InkColour ink, Box row, double emPx, boolean cjk) {
    static Placed of(InkedLine inked) {
      ReadLine line = inked.line();
      return new Placed(line, inked.ink(), line.rowBox(), line.emPx(), Scripts.isCjk(line.text()));
    }
  }

  static List<List<ReadLine>> group(List<InkedLine> lines) {
    List<Placed> ordered =
        lines.stream()
            .map(Placed::of)
            .sorted(
                Comparator.comparingInt((Placed l) -> l.row().y()).thenComparing(l -> l.row().x()))
            .toList();
    List<List<Placed>> paragraphs = new ArrayList<>();
    for (Placed line : ordered) {
      paragraphs.stream()
          .filter(p -> follows(p, line))
          .min(Comparator.comparingDouble(p -> distance(p.get(p.size() - 1), line)))
          .ifPresentOrElse(
              p -> p.add(line),
              () -> {
                List<Placed> fresh = new ArrayList<>();
                fresh.add(line);
                paragraphs.add(fresh);
              });
    }
    List<List<ReadLine>> result = new ArrayList<>();
    for (List<Placed> paragraph : paragraphs) {
      result.add(paragraph.stream().map(Placed::line).toList());
    }
    return ReadingOrder.sort(result);
  }

  /** Baseline distance of the paragraph so far, 0 if it has one line. */
  private static double leadingPx(List<Placed> paragraph) {
    return paragraph.size() < 2
        ? 0
        : (paragraph.get(paragraph.size() - 1).row().centerY() - paragraph.get(0).row().centerY())
            / (paragraph.size() - 1);
  }

  private static double distance(Placed above, Placed below) {
    return Math.abs(below.row().centerY() - above.row().centerY());
  }

  private static boolean follows(List<Placed> paragraph, Placed below) {
    Placed above = paragraph.get(paragraph.size() - 1);
    ReadLine a = above.line();
    ReadLine b = below.line();
    double em = Math.max(above.emPx(), below.emPx());
    double step = distance(above, below);
    if (step < 0.5 * em || step > LARGEST_LEADING_EM * em) {
      return false;
    }
    double largestRatio = above.cjk() && below.cjk() ? LARGEST_SIZE_RATIO_CJK : LARGEST_SIZE_RATIO;
    if (em / Math.min(above.emPx(), below.emPx()) > largestRatio
        || a.vertical() != b.vertical()
        || Math.abs(a.angleDegrees() - b.angleDegrees()) > LARGEST_ANGLE_DIFFERENCE
        || differentWeight(a, b)
        || above.ink().distance(below.ink()) > LARGEST_INK_DISTANCE) {
      return false;
    }
    // A paragraph keeps its leading: a wider step starts another one.
    double leadingPx = leadingPx(paragraph);
    if (leadingPx > 0 && step > 1.35 * leadingPx) {
      return false;
    }
    return alignedEdges(above, below, EDGE_TOLERANCE_EM * em);
  }

  static boolean differentWeight(ReadLine a, ReadLine b) {
    if (a.strokePx() == 0 || b.strokePx() == 0) {
      return false;
    }
    double ratio = a.strokePx() / a.emPx() / (b.strokePx() / b.emPx());
    return Math.max(ratio, 1 / ratio) > LARGEST_WEIGHT_RATIO;
  }

  private static boolean alignedEdges(Placed above, Placed below, double tolerance) {
    Box upper = above.row();
    Box lower = below.row();
    int shared = Math.min(upper.right(), lower.right()) - Math.max(upper.x(), lower.x());
    if (shared <= 0) {
      return false;
    }
    // A slanted line's box starts lower or further right with every line: follow the slant.
    double slope = Math.tan(Math.toRadians(above.line().angleDegrees()));
    double shift = slope * (lower.centerY() - upper.centerY());
    return Math.abs(upper.x() - lower.x() - shift) < tolerance
        || Math.abs(upper.right() - lower.right() - shift) < tolerance
        || Math.abs(upper.centerX() - lower.centerX() - shift) < tolerance;
  }
}
