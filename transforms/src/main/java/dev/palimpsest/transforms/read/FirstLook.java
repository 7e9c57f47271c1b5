package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import dev.palimpsest.transforms.natives.Natives;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * Says at a glance whether a line candidate is text, and in which script: a network of 60,000
 * weights that takes a fraction of a millisecond where reading takes ten. {@code scripts/train}
 * makes it from pictures that it draws.
 */
final class FirstLook implements AutoCloseable {
  /** Height of the crops that it looks at, without their margin. */
  private static final double LINE_HEIGHT_PX = 20;

  /** Around the line, in its heights: two pixels. */
  private static final double MARGIN = 0.1;

  private static final int HEIGHT_PX = 24;

  /** The beginning of a line tells enough. */
  private static final int WIDTH_PX = 128;

  /** What the network tells apart: no text, then scripts by ISO 15924. */
  private static final List<String> CLASSES =
      List.of(
          "Zxxx", "Latn", "Jpan", "Kore", "Cyrl", "Arab", "Deva", "Thai", "Grek", "Hebr", "Armn",
          "Beng", "Cans", "Ethi", "Geor", "Gujr", "Guru", "Khmr", "Knda", "Laoo", "Mlym", "Mymr",
          "Orya", "Sinh", "Taml", "Telu", "Thaa", "Tibt");

  private final Net net;

  FirstLook() {
    Natives.ready();
    try (InputStream model = FirstLook.class.getResourceAsStream("first-look.onnx")) {
      net = opencv_dnn.readNetFromONNX(model.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a candidate seems to be. */
  static final class Seen {
    /** Nothing is known: everything is possible. */
    static final Seen UNKNOWN = new Seen(new float[0]);

    private final float[] probabilities;

    /**
     * @param probabilities of the classes; together 1
     */
    private Seen(float[] probabilities) {
      this.probabilities = probabilities;
    }

    /** How likely it is text. */
    double text() {
      return probabilities.length == 0 ? 1 : 1 - probabilities[0];
    }

    /**
     * How likely it is in this script; 1 if the network does not know the script.
     *
     * @param script ISO 15924; Chinese and Japanese are one
     */
    double script(String script) {
      int index = CLASSES.indexOf(script.startsWith("Han") ? "Jpan" : script);
      return index < 0 || probabilities.length == 0 ? 1 : probabilities[index];
    }
  }

  /** What is cut out of the picture for a look at a candidate. */
  static final class Glimpse {
    private final double separability;
    private final byte[] beginning;

    private Glimpse(double separability, byte[] beginning) {
      this.separability = separability;
      this.beginning = beginning;
    }

    /** How clearly the ink is parted from its ground ({@link LineCrop#separability}). */
    double separability() {
      return separability;
    }

    /**
     * What the network sees of the candidate, row by row: ink is 255, ground and what lies beyond
     * the end 0.
     */
    byte[] beginning() {
      return beginning;
    }
  }

  static Glimpse glimpse(Mat gray, LineBand c) {
    try (PointerScope scope = new PointerScope()) {
      LineCrop crop = new LineCrop(gray, c, LINE_HEIGHT_PX, MARGIN);
      double separability = crop.separability();
      Mat line = crop.stretched();
      Mat beginning = new Mat(HEIGHT_PX, WIDTH_PX, CV_8U, new Scalar(255));
      Rect part = new Rect(0, 0, Math.min(WIDTH_PX, line.cols()), Math.min(HEIGHT_PX, line.rows()));
      new Mat(line, part).copyTo(new Mat(beginning, part));
      opencv_core.bitwise_not(beginning, beginning);
      byte[] pixels = new byte[HEIGHT_PX * WIDTH_PX];
      ((ByteBuffer) beginning.createBuffer()).get(pixels);
      return new Glimpse(separability, pixels);
    }
  }

  /** What candidates seem to be, in their order; many at once take half the time. */
  List<Seen> at(List<Glimpse> glimpses) {
    if (glimpses.isEmpty()) {
      return List.of();
    }
    try (PointerScope scope = new PointerScope()) {
      Mat input = new Mat(new int[] {glimpses.size(), 1, HEIGHT_PX, WIDTH_PX}, CV_32F);
      FloatBuffer levels = input.createBuffer();
      float[] beginning = new float[HEIGHT_PX * WIDTH_PX];
      for (Glimpse glimpse : glimpses) {
        for (int i = 0; i < beginning.length; i++) {
          beginning[i] = (glimpse.beginning()[i] & 0xff) / 255f;
        }
        levels.put(beginning);
      }
      net.setInput(input);
      FloatBuffer output = net.forward().createBuffer();
      List<Seen> seen = new ArrayList<>();
      for (int i = 0; i < glimpses.size(); i++) {
        float[] probabilities = new float[CLASSES.size()];
        output.get(probabilities);
        seen.add(new Seen(probabilities));
      }
      return seen;
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
