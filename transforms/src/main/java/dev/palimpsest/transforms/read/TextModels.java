package dev.palimpsest.transforms.read;

import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_dnn.Net;

/** The bytes of the user's own models, fetched once per process; networks are made per thread. */
public final class TextModels {
  public static final TextModels NONE =
      new TextModels(Optional.empty(), Optional.empty(), List.of());

  private static final String SUFFIX = ".onnx";
  private static final long LARGEST_BYTES = 1L << 30;

  private final Optional<byte[]> detector;
  private final Optional<byte[]> recognizer;
  private final List<String> alphabet;

  private TextModels(
      Optional<byte[]> detector, Optional<byte[]> recognizer, List<String> alphabet) {
    this.detector = detector;
    this.recognizer = recognizer;
    this.alphabet = alphabet;
  }

  /**
   * Fetches the models and tries whether they can be loaded.
   *
   * @throws UncheckedIOException naming the file that is missing or broken
   */
  public static TextModels fetch(ModelFiles files) {
    try {
      return new TextModels(
          model(files.detector()), model(files.recognizer()), alphabet(files.alphabet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  Optional<TextDetector> detector() {
    return detector.map(onnx -> new TextDetector(load(onnx)));
  }

  Optional<TextRecognizer> recognizer() {
    return recognizer.map(onnx -> new TextRecognizer(load(onnx), alphabet));
  }

  private static Optional<byte[]> model(String place) throws IOException {
    if (place.isEmpty()) {
      return Optional.empty();
    }
    byte[] onnx = Storage.read(file(place), LARGEST_BYTES);
    try (Net net = load(onnx)) {
      if (net.empty()) {
        throw new IOException(place + " is no ONNX model");
      }
    } catch (RuntimeException e) {
      throw new IOException(place + " is no ONNX model that OpenCV can load", e);
    }
    return Optional.of(onnx);
  }

  private static Net load(byte[] onnx) {
    // A worker reads one picture per slot; threads of OpenCV's own would only fight the others'.
    opencv_core.setNumThreads(1);
    return opencv_dnn.readNetFromONNX(onnx);
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

  /** Lines as they are: a line may hold a blank or a tab as the character that it stands for. */
  private static List<String> alphabet(String uri) throws IOException {
    if (uri.isEmpty()) {
      return List.of();
    }
    String text = new String(Storage.read(uri, LARGEST_BYTES), StandardCharsets.UTF_8);
    List<String> alphabet = new ArrayList<>(text.lines().toList());
    if (alphabet.isEmpty()) {
      throw new IOException(uri + " holds no characters");
    }
    return alphabet;
  }
}
