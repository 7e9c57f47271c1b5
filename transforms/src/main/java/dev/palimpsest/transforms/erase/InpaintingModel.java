package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.onnx.OnnxInput;
import dev.palimpsest.transforms.onnx.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The user's own inpainting network, of the kind of LaMa (Suvorov et al., Resolution-robust Large
 * Mask Inpainting with Fourier Convolutions): it takes a picture of three channels, red first, with
 * values from 0 to 1, and a mask of one channel, 1 where the picture is to be made up, and gives
 * the picture without holes, with values from 0 to 1 or to 255.
 */
public final class InpaintingModel {
  /** What LaMa is exported with; a model of open size is given tiles of it too. */
  private static final int DEFAULT_SIDE_PX = 512;

  private static String sharedPlace;
  private static Optional<InpaintingModel> shared = Optional.empty();

  private final OnnxModel model;
  private final OnnxInput image;
  private final OnnxInput mask;

  private InpaintingModel(OnnxModel model, OnnxInput image, OnnxInput mask) {
    this.model = model;
    this.image = image;
    this.mask = mask;
  }

  /**
   * Fetches a model and looks at its inputs.
   *
   * @param place a file, or a folder or prefix with one {@code *.onnx}; empty = none
   * @throws UncheckedIOException naming what is missing or wrong
   */
  public static Optional<InpaintingModel> fetch(String place) {
    try {
      Optional<OnnxModel> found = OnnxModel.fetch(place);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      OnnxModel model = found.get();
      List<OnnxInput> inputs = model.imageInputs();
      return Optional.of(
          new InpaintingModel(model, input(model, inputs, 3), input(model, inputs, 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static OnnxInput input(OnnxModel model, List<OnnxInput> inputs, int channels)
      throws IOException {
    return inputs.stream()
        .filter(input -> input.channels() == channels)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "%s is no inpainting model: none of its inputs is a picture of %d channel(s)"
                        .formatted(model.uri(), channels)));
  }

  /** As {@link #fetch}, but once per process, whatever the number of worker threads. */
  public static synchronized Optional<InpaintingModel> shared(String place) {
    if (!place.equals(sharedPlace)) {
      shared = fetch(place);
      sharedPlace = place;
    }
    return shared;
  }

  /**
   * Runs the network once.
   *
   * @throws BadModelException if it cannot be run or gives no picture
   */
  public void tryOut() {
    try (Inpainter inpainter = inpainter()) {
      inpainter.tryOut();
    }
  }

  /** Of the model's bytes. */
  public String checksum() {
    return model.checksum();
  }

  /** A network of its own, for one thread, which closes it. */
  public Inpainter inpainter() {
    return new Inpainter(
        model.net(),
        image.name(),
        mask.name(),
        image.widthPx() > 0 ? image.widthPx() : DEFAULT_SIDE_PX,
        image.heightPx() > 0 ? image.heightPx() : DEFAULT_SIDE_PX);
  }
}
