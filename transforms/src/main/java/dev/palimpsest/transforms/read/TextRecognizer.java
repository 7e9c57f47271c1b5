package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.onnx.BadModelException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * Reads lines with a network of the CTC kind, as PP-OCR's: colour crops of one height in, for every
 * step along the line the probabilities of blank and characters out ({@code [line, step, class]}).
 */
final class TextRecognizer implements AutoCloseable {
  private static final int HEIGHT_PX = 48;

  private static final int STEP_PX = 8;

  /** Wider lines would only eat memory. */
  private static final int LARGEST_WIDTH_PX = 3200;

  private static final int BATCH = 6;

  /** Around the line, as a share of its height: found glyphs have none. */
  private static final double MARGIN = 0.1;

  private final Net net;
  private final List<String> alphabet;

  /**
   * @param alphabet of classes 1, 2, ...; class 0 is the blank of CTC. One class more than that is
   *     the space.
   */
  TextRecognizer(Net net, List<String> alphabet) {
    this.net = net;
    this.alphabet = List.copyOf(alphabet);
  }

  /** A line's crop and the way back from it: {@code back} maps its pixels to the picture's. */
  private record Crop(Mat pixels, Mat back) {}

  /**
   * @param afterBatch called between one run of the network and the next
   * @return for each candidate what it says, or nothing
   */
  List<Optional<ReadLine>> read(Mat bgr, List<LineCandidate> lines, Runnable afterBatch) {
    // Lines of like shape share a batch, so that little of it is padding.
    List<Integer> order =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> lines.get(i).length() / lines.get(i).height()))
            .toList();
    List<Optional<ReadLine>> read = new ArrayList<>();
    lines.forEach(line -> read.add(Optional.empty()));
    for (int from = 0; from < order.size(); from += BATCH) {
      List<Integer> batch = order.subList(from, Math.min(order.size(), from + BATCH));
      List<Optional<ReadLine>> texts = run(bgr, batch.stream().map(lines::get).toList());
      for (int i = 0; i < batch.size(); i++) {
        read.set(batch.get(i), texts.get(i));
      }
      afterBatch.run();
    }
    return read;
  }

  private List<Optional<ReadLine>> run(Mat bgr, List<LineCandidate> lines) {
    List<Optional<ReadLine>> read = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      List<Crop> crops = lines.stream().map(line -> crop(bgr, line)).toList();
      int widest = crops.stream().mapToInt(c -> c.pixels().cols()).max().orElse(0);
      int width = (widest + STEP_PX - 1) / STEP_PX * STEP_PX;
      MatVector padded = new MatVector();
      for (Crop crop : crops) {
        Mat line = new Mat(HEIGHT_PX, width, CV_32FC3, new Scalar(0, 0, 0, 0));
        crop.pixels().copyTo(new Mat(line, new Rect(0, 0, crop.pixels().cols(), HEIGHT_PX)));
        padded.push_back(line);
      }
      Mat output = probabilities(padded);
      int steps = output.size(1);
      int classes = output.size(2);
      float[] probabilities = new float[lines.size() * steps * classes];
      ((FloatBuffer) output.createBuffer()).get(probabilities);
      for (int i = 0; i < lines.size(); i++) {
        int start = i * steps * classes;
        float[] own = Arrays.copyOfRange(probabilities, start, start + steps * classes);
        read.add(line(lines.get(i), crops.get(i), words(own, classes, (double) width / steps)));
      }
    }
    return read;
  }

  /** Of each line, of each of its steps, of each class. */
  private Mat probabilities(MatVector lines) {
    Mat output = forward(opencv_dnn.blobFromImages(lines));
    if (output.dims() != 3 || output.size(0) != lines.size()) {
      throw new BadModelException("--textRecognizerModel gives no [line, step, class]", null);
    }
    int classes = output.size(2);
    if (classes < alphabet.size() + 1 || classes > alphabet.size() + 2) {
      throw new BadModelException(
          "--textRecognizerModel gives %d classes, its alphabet has %d characters and the blank"
              .formatted(classes, alphabet.size()),
          null);
    }
    return output;
  }

  /**
   * Reads empty lines: a batch of two and, shorter, a single one.
   *
   * @throws BadModelException if the network cannot be run on them, or answers in another form
   */
  void tryOut() {
    try (PointerScope scope = new PointerScope()) {
      Mat line = new Mat(HEIGHT_PX, 40 * STEP_PX, CV_32FC3, new Scalar(0, 0, 0, 0));
      probabilities(new MatVector(line, line));
      probabilities(new MatVector(new Mat(line, new Rect(0, 0, 13 * STEP_PX, HEIGHT_PX)).clone()));
    }
  }

  private Mat forward(Mat blob) {
    try {
      net.setInput(blob);
      return net.forward();
    } catch (RuntimeException e) {
      throw BadModelException.notRun("--textRecognizerModel", e);
    }
  }

  private static Crop crop(Mat bgr, LineCandidate c) {
    double zoom = HEIGHT_PX / (c.height() * (1 + 2 * MARGIN));
    double length = c.length() + 2 * MARGIN * c.height();
    int width = (int) Math.max(STEP_PX, Math.min(LARGEST_WIDTH_PX, Math.ceil(length * zoom)));
    double[] back = c.fromCrop(zoom, width, HEIGHT_PX);
    Mat affine = new Mat(2, 3, CV_64F);
    ((DoubleBuffer) affine.createBuffer()).put(back);
    Mat pixels = new Mat();
    opencv_imgproc.warpAffine(
        bgr,
        pixels,
        affine,
        new Size(width, HEIGHT_PX),
        opencv_imgproc.INTER_CUBIC | opencv_imgproc.WARP_INVERSE_MAP,
        opencv_core.BORDER_REPLICATE,
        new Scalar());
    pixels.convertTo(pixels, CV_32FC3, 1 / 127.5, -1);
    return new Crop(pixels, affine);
  }

  /** A word in pixels along the crop. */
  record Span(String text, double from, double to, double confidence) {}

  /**
   * The likeliest class of each step, repetitions and blanks dropped, cut at spaces.
   *
   * @param stepPx width of a step in the crop
   */
  List<Span> words(float[] probabilities, int classes, double stepPx) {
    List<Span> words = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    double sum = 0;
    int first = 0;
    int last = 0;
    int before = 0;
    for (int t = 0; t <= probabilities.length / classes; t++) {
      boolean over = t == probabilities.length / classes;
      int best = over ? 0 : best(probabilities, t * classes, classes);
      boolean fresh = best != 0 && best != before;
      String character = !fresh ? "" : best <= alphabet.size() ? alphabet.get(best - 1) : " ";
      if (text.length() > 0 && (over || (fresh && character.isBlank()))) {
        int letters = text.codePointCount(0, text.length());
        words.add(new Span(text.toString(), first * stepPx, (last + 1) * stepPx, sum / letters));
        text.setLength(0);
        sum = 0;
      }
      if (fresh && !character.isBlank()) {
        first = text.length() == 0 ? t : first;
        text.append(character);
        sum += probabilities[t * classes + best];
      }
      last = best != 0 ? t : last;
      before = best;
    }
    return words;
  }

  private static int best(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = values[from + i] > values[from + best] ? i : best;
    }
    return best;
  }

  private static Optional<ReadLine> line(LineCandidate c, Crop crop, List<Span> spans) {
    boolean vertical = Math.abs(c.angle()) > Math.PI / 4;
    List<Word> words =
        spans.stream()
            .map(s -> new Word(s.text(), box(crop, s), Math.min(1, s.confidence())))
            .toList();
    double angle = vertical ? c.angle() - Math.PI / 2 : c.angle();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReadLine(words, Math.toDegrees(angle), vertical));
  }

  /** The upright box around a part of the crop, without the margin. */
  private static Box box(Crop crop, Span span) {
    double margin = HEIGHT_PX * MARGIN / (1 + 2 * MARGIN);
    double right = Math.min(span.to(), crop.pixels().cols());
    double[] back = new double[6];
    ((DoubleBuffer) crop.back().createBuffer()).get(back);
    double[] xs = new double[4];
    double[] ys = new double[4];
    for (int corner = 0; corner < 4; corner++) {
      double u = corner % 2 == 0 ? span.from() : right;
      double v = corner / 2 == 0 ? margin : HEIGHT_PX - margin;
      xs[corner] = back[0] * u + back[1] * v + back[2];
      ys[corner] = back[3] * u + back[4] * v + back[5];
    }
    Arrays.sort(xs);
    Arrays.sort(ys);
    int x = (int) Math.max(0, Math.floor(xs[0]));
    int y = (int) Math.max(0, Math.floor(ys[0]));
    return new Box(
        x, y, Math.max(1, (int) Math.ceil(xs[3]) - x), Math.max(1, (int) Math.ceil(ys[3]) - y));
  }

  @Override
  public void close() {
    net.close();
  }
}
