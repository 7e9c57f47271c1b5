package dev.palimpsest.transforms.read;

import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.onnx.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user's own models, fetched once per process; networks are made per thread. */
public final class TextModels {
  public static final TextModels NONE =
      new TextModels(Optional.empty(), Optional.empty(), List.of());

  private static final long LARGEST_ALPHABET_BYTES = 16L << 20;

  private final Optional<OnnxModel> detector;
  private final Optional<OnnxModel> recognizer;
  private final List<String> alphabet;

  private TextModels(
      Optional<OnnxModel> detector, Optional<OnnxModel> recognizer, List<String> alphabet) {
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
          OnnxModel.fetch(files.detector()),
          OnnxModel.fetch(files.recognizer()),
          alphabet(files.alphabet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Runs each network once on nothing: one that loads may still not run.
   *
   * @throws BadModelException naming the option and what is wrong
   */
  public void tryOut() {
    try (TextDetector network = detector().orElse(null)) {
      if (network != null) {
        network.tryOut();
      }
    }
    try (TextRecognizer network = recognizer().orElse(null)) {
      if (network != null) {
        network.tryOut();
      }
    }
  }

  Optional<TextDetector> detector() {
    return detector.map(model -> new TextDetector(model.net()));
  }

  Optional<TextRecognizer> recognizer() {
    return recognizer.map(model -> new TextRecognizer(model.net(), alphabet));
  }

  /** Lines as they are: a line may hold a blank or a tab as the character that it stands for. */
  private static List<String> alphabet(String uri) throws IOException {
    if (uri.isEmpty()) {
      return List.of();
    }
    String text = new String(Storage.read(uri, LARGEST_ALPHABET_BYTES), StandardCharsets.UTF_8);
    List<String> alphabet = new ArrayList<>(text.lines().toList());
    if (alphabet.isEmpty()) {
      throw new IOException(uri + " holds no characters");
    }
    return alphabet;
  }
}
