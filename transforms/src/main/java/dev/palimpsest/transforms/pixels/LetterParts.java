package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Which parts of a colour's mask are text: letters and their marks, but no icons beside them. */
final class LetterParts {
  /** A part is an icon if its stroke is so much wider than its neighbours' … */
  private static final double ICON_STROKE = 1.9;

  /** … and more than the grid of pixels explains: thin strokes meet in joints twice as deep … */
  private static final double STROKE_ERROR_PX = 1.5;

  /** … and it is so much taller. */
  private static final double ICON_HEIGHT = 1.12;

  /** Digits of one size differ less, round ones and flat ones. */
  private static final double SAME_HEIGHT = 1.15;

  /** Accents and points are this near to their letter, in letter heights. */
  private static final double ACCENT_DISTANCE = 0.45;

  private LetterParts() {}

  /** Letters plus the small parts near them, less what is drawn far heavier than the letters. */
  static boolean[] withoutIcons(TextArea area, Masks.Parts parts, boolean[] letter) {
    Crop crop = area.crop();
    boolean[] all = new boolean[area.crop().size()];
    int[] outside = new int[parts.count()];
    for (int i = 0; i < area.crop().size(); i++) {
      all[i] = parts.at(i) > 0;
      outside[parts.at(i)] += area.near()[i] ? 0 : 1;
    }
    float[] depth = Masks.depth(crop, all);
    double[] stroke = new double[parts.count()];
    for (int i = 0; i < area.crop().size(); i++) {
      stroke[parts.at(i)] = Math.max(stroke[parts.at(i)], depth[i]);
    }
    double height = median(parts, letter, p -> area.acrossPx(parts.box(p)));
    double usual = median(parts, letter, p -> stroke[p]);
    double heavy = ICON_STROKE * usual + STROKE_ERROR_PX;
    int letters = Masks.count(letter);
    boolean[] keep = new boolean[parts.count()];
    boolean[] small = new boolean[parts.count()];
    boolean[] tall = new boolean[parts.count()];
    for (int p = 1; p < keep.length; p++) {
      double across = area.acrossPx(parts.box(p));
      tall[p] = letter[p] && letters > 3 && stroke[p] > heavy && across > ICON_HEIGHT * height;
      keep[p] = letter[p];
      small[p] = across < 0.6 * height && outside[p] == 0 && stroke[p] <= heavy;
    }
    if (!alike(parts, tall)) {
      for (int p = 1; p < keep.length; p++) {
        keep[p] &= !tall[p];
      }
    }
    addMarks(parts, keep, small, ACCENT_DISTANCE * height);
    boolean[] core = new boolean[area.crop().size()];
    for (int i = 0; i < core.length; i++) {
      core[i] = keep[parts.at(i)];
    }
    return core;
  }

  /** Icons stand alone; several tall parts of one height are a price or a word set larger. */
  private static boolean alike(Masks.Parts parts, boolean[] tall) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    int count = 0;
    for (int p = 1; p < tall.length; p++) {
      if (tall[p]) {
        least = Math.min(least, parts.box(p).height());
        most = Math.max(most, parts.box(p).height());
        count++;
      }
    }
    return count >= 2 && most <= SAME_HEIGHT * least;
  }

  /** Dots, accents and points belong to the letters they are next to. */
  private static void addMarks(
      Masks.Parts parts, boolean[] keep, boolean[] small, double distancePx) {
    List<Box> letters = new ArrayList<>();
    for (int p = 1; p < keep.length; p++) {
      if (keep[p]) {
        letters.add(parts.box(p).grow((int) Math.ceil(distancePx)));
      }
    }
    for (int p = 1; p < keep.length; p++) {
      Box box = parts.box(p);
      keep[p] |= small[p] && letters.stream().anyMatch(l -> l.intersect(box).area() > 0);
    }
  }

  private static double median(Masks.Parts parts, boolean[] which, IntToDoubleFunction value) {
    double[] values = new double[parts.count()];
    int n = 0;
    for (int p = 1; p < which.length; p++) {
      if (which[p]) {
        values[n++] = value.applyAsDouble(p);
      }
    }
    return Median.of(values, n);
  }
}
