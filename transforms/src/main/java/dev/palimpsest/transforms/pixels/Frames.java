package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of one file: one, or those of an animated GIF, each as it is seen. Owns them: close
 * it.
 *
 * @param pictures at least one, all of one size
 * @param delays of each picture of an animation, in hundredths of a second
 * @param loops of an animation: 0 = for ever, {@link #ONCE} = it plays once and stops
 */
public record Frames(List<Picture> pictures, List<Integer> delays, int loops)
    implements AutoCloseable {
  /** The file names no number of loops. */
  public static final int ONCE = -1;

  public Frames {
    pictures = List.copyOf(pictures);
    delays = List.copyOf(delays);
  }

  /**
   * Decodes all frames of a file.
   *
   * @param maxPixels most pixels to decode, of all frames together
   * @throws FailureException as {@link PictureCodec#decode}
   */
  public static Frames decode(byte[] bytes, long maxPixels) throws FailureException {
    ImageHeader header = ImageHeader.read(bytes);
    return header.frames() > 1
        ? GifAnimation.decode(bytes, header, maxPixels)
        : new Frames(List.of(PictureCodec.decode(bytes, maxPixels)), List.of(), ONCE);
  }

  /**
   * Encodes as {@link PictureCodec#encode}.
   *
   * @throws FailureException {@code UNSUPPORTED_FORMAT} for an animation in another format than GIF
   */
  public byte[] encode(ImageFormat format) throws FailureException {
    if (!moving()) {
      return PictureCodec.encode(first(), format);
    }
    if (format != ImageFormat.GIF) {
      throw ImageHeader.failure(
          FailureCode.UNSUPPORTED_FORMAT,
          "an animated GIF with %d frames cannot be written as %s; leave out --outputFormat"
              .formatted(pictures.size(), format));
    }
    return GifAnimation.encode(this);
  }

  public Picture first() {
    return pictures.get(0);
  }

  public boolean moving() {
    return pictures.size() > 1;
  }

  /** Makes a picture of another. */
  public interface Step {
    Picture apply(Picture from) throws FailureException;
  }

  /** The same for every frame, with pictures of its own. */
  public Frames each(Step step) throws FailureException {
    List<Picture> made = new ArrayList<>();
    try {
      for (Picture picture : pictures) {
        made.add(step.apply(picture));
      }
      return new Frames(made, delays, loops);
    } catch (FailureException | RuntimeException e) {
      made.forEach(Picture::close);
      throw e;
    }
  }

  @Override
  public void close() {
    pictures.forEach(Picture::close);
  }
}
