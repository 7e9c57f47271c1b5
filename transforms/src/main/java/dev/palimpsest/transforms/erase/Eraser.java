package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the clean plate: the picture without the text of the given regions.
 *
 * <p>Each region is treated on a crop of its own: its letters are found by colour and form, then
 * what they have changed around them (blending, outline, shadow). On smooth ground (flat or
 * gradient) a fitted surface takes their place with the ground's own noise; on textured ground the
 * hole is filled with what is most alike around it.
 */
public final class Eraser {
  private Eraser() {}

  /**
   * Erases. The same input gives the same bytes.
   *
   * @param toErase regions whose text goes
   * @param kept regions whose pixels must not change, even beneath a neighbour's mask
   * @return a new picture; the source is left as it is
   */
  public static Picture erase(Picture source, List<Region> toErase, List<Region> kept) {
    return erase(source, toErase, kept, Optional.empty());
  }

  /**
   * As {@link #erase(Picture, List, List)}.
   *
   * @param inpainter fills the holes in textures; smooth ground needs none
   */
  public static Picture erase(
      Picture source, List<Region> toErase, List<Region> kept, Optional<Inpainter> inpainter) {
    Picture plate = source.copy();
    List<Region> all = new ArrayList<>(toErase);
    all.addAll(kept);
    List<Marked> untouched = new ArrayList<>();
    for (Region region : kept) {
      if (region.box().clip(source.widthPx(), source.heightPx()).area() > 0) {
        untouched.add(Marked.letters(source, region, all));
      }
    }
    List<Marked> regions = new ArrayList<>();
    for (Region region : toErase) {
      if (region.box().clip(source.widthPx(), source.heightPx()).area() > 0) {
        regions.add(Marked.of(source, region, all, untouched));
      }
    }
    boolean[] holes =
        new boolean[inpainter.isPresent() ? Math.toIntExact(source.bounds().area()) : 0];
    for (int r = 0; r < regions.size(); r++) {
      fill(source, plate, r, regions, all, holes);
    }
    inpainter.ifPresent(network -> inpaint(network, plate, holes, kept));
    return plate;
  }

  /** A region and the pixels that go, or stay, with its text. */
  private static final class Marked {
    private final Region region;
    private final Box box;
    private final boolean[] mask;

    private Marked(Region region, Box box, boolean[] mask) {
      this.region = region;
      this.box = box;
      this.mask = mask;
    }

    /** Marks are looked for on the source, so that the order of regions does not matter. */
    static Marked of(Picture source, Region region, List<Region> all, List<Marked> untouched) {
      TextArea area = TextArea.of(source, region, all);
      Crop crop = area.crop();
      boolean[] mask = GlyphMask.of(area, Ink.of(area), edgePx(area, source.format()));
      boolean[] theirs = new boolean[mask.length];
      untouched.forEach(other -> other.addTo(theirs, crop));
      for (int i = 0; i < mask.length; i++) {
        mask[i] &= !theirs[i];
      }
      return new Marked(region, crop.box(), mask);
    }

    /** Lines that stay, with what of their letters sticks out of them: boxes may be short. */
    static Marked letters(Picture source, Region region, List<Region> all) {
      TextArea area = TextArea.of(source, region, all);
      Crop crop = area.crop();
      boolean[] letters = crop.grow(TextArea.linesOf(crop, region), 1);
      TextArea.or(letters, crop.grow(Ink.of(area).outlined(), edgePx(area, source.format()) + 1));
      return new Marked(region, crop.box(), letters);
    }

    /** Marks the pixels of this region that lie in another's crop. */
    void addTo(boolean[] marks, Crop other) {
      Box both = box.intersect(other.box());
      for (int y = both.y(); y < both.bottom(); y++) {
        for (int x = both.x(); x < both.right(); x++) {
          marks[(y - other.box().y()) * other.width() + x - other.box().x()] |=
              mask[(y - box.y()) * box.width() + x - box.x()];
        }
      }
    }
  }

  private static void inpaint(
      Inpainter network, Picture plate, boolean[] holes, List<Region> kept) {
    Crop whole = Crop.of(plate, plate.bounds());
    boolean[] hidden = new boolean[whole.size()];
    for (Region region : kept) {
      TextArea.or(hidden, TextArea.linesOf(whole, region));
    }
    byte[] colors = whole.bgr().clone();
    network.fill(whole, colors, holes, hidden);
    whole.writeTo(plate, colors, holes);
  }

  /**
   * @param which of the regions to fill
   * @param holes of the picture's size to leave textures to; none to fill them at once
   */
  private static void fill(
      Picture source,
      Picture plate,
      int which,
      List<Marked> regions,
      List<Region> all,
      boolean[] holes) {
    TextArea area = TextArea.of(source, regions.get(which).region, all);
    Crop crop = area.crop();
    boolean[] mask = regions.get(which).mask;
    boolean[] others = area.foreign().clone();
    for (int r = 0; r < regions.size(); r++) {
      if (r != which) {
        regions.get(r).addTo(others, crop);
      }
    }
    Fill fill =
        Fill.of(area, mask, crop.grow(others, 1), lossy(source.format()), holes.length == 0);
    crop.writeTo(plate, fill.colors(), mask);
    for (int i = 0; i < mask.length && holes.length > 0; i++) {
      int at =
          (crop.box().y() + i / crop.width()) * plate.widthPx() + crop.box().x() + i % crop.width();
      holes[at] |= mask[i] && fill.textured()[i];
    }
    AlphaFill.fill(plate, crop, mask);
  }

  /** Blended edges are a pixel wide; lossy compression rings a little farther. */
  private static int edgePx(TextArea area, ImageFormat format) {
    int edge = (int) Math.round(Math.max(1, Math.min(3, area.lineHeightPx() * 0.04)));
    return lossy(format) ? edge + 1 : edge;
  }

  private static boolean lossy(ImageFormat format) {
    return format == ImageFormat.JPEG || format == ImageFormat.WEBP;
  }
}
