package dev.palimpsest.transforms.onnx;

import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import dev.palimpsest.transforms.natives.Natives;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_dnn.Net;

/** The bytes of one model, shared by all threads; networks are made per thread. */
public final class OnnxModel {
  private static final String SUFFIX = ".onnx";
  private static final long LARGEST_BYTES = 1L << 30;

  private final String uri;
  private final byte[] onnx;

  private OnnxModel(String uri, byte[] onnx) {
    this.uri = uri;
    this.onnx = onnx;
  }

  /**
   * Fetches a model and tries whether it can be loaded.
   *
   * @param place a file, or a folder or prefix with one {@code *.onnx}; empty = none
   * @throws IOException naming what is missing or broken
   */
  public static Optional<OnnxModel> fetch(String place) throws IOException {
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Natives.ready();
    String uri = file(place);
    OnnxModel model = new OnnxModel(uri, Storage.read(uri, LARGEST_BYTES));
    try (Net net = model.net()) {
      if (net.empty()) {
        throw new IOException(uri + " is no ONNX model");
      }
    } catch (RuntimeException e) {
      throw new IOException(uri + " is no ONNX model that OpenCV can load", e);
    }
    return Optional.of(model);
  }

  /** The file itself, or the one model under a folder or prefix. */
  private static String file(String place) throws IOException {
    if (place.endsWith(SUFFIX)) {
      return place;
    }
    List<FileInfo> models = Storage.list(place + (place.endsWith("/") ? "*" : "/*") + SUFFIX);
    if (models.size() != 1) {
      throw new IOException(
          "%s: there must be one *%s, there are %d".formatted(place, SUFFIX, models.size()));
    }
    return models.get(0).uri();
  }

  /** Where it was found. */
  public String uri() {
    return uri;
  }

  /** Of its bytes. */
  public String checksum() {
    return ContentHash.of(onnx);
  }

  /** The four-dimensional inputs that the model declares. */
  public List<OnnxInput> imageInputs() throws IOException {
    return OnnxInput.of(onnx);
  }

  /** A network of its own, for one thread, which closes it. */
  public Net net() {
    return opencv_dnn.readNetFromONNX(onnx);
  }
}
