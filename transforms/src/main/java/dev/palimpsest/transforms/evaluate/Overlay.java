package dev.palimpsest.transforms.evaluate;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;

/**
 * Text laid over a ground, with everything known about it.
 *
 * @param ground kind of ground: {@code flat}, {@code gradient}, {@code textured}, {@code
 *     photographic}
 * @param clean the ground alone
 * @param source the ground with the text
 * @param region what a reader would say: text and boxes a little off
 * @param ink {@code #rrggbb}
 * @param capHeightPx of the drawn capitals
 */
record Overlay(
    String name,
    String ground,
    Picture clean,
    Picture source,
    Region region,
    String ink,
    double capHeightPx)
    implements AutoCloseable {
  /** The ink as {@link Crop#distance} takes colours: 0 to 255, blue first. */
  double[] inkBgr() {
    int rgb = Integer.parseInt(ink.substring(1), 16);
    return new double[] {rgb & 0xff, rgb >> 8 & 0xff, rgb >> 16};
  }

  @Override
  public void close() {
    clean.close();
    source.close();
  }
}
