package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** A picture reads the same on every thread, whatever its reader has read before. */
class ReadingAlikeTest {
  private static final int THREADS = 3;

  @Test
  void givesTheSameOnEveryThreadAndInAnyOrder() throws Exception {
    OcrData data = OcrData.fetch(List.of());
    List<Mat> pictures =
        List.of(picture("Summer shoes", 1.6), picture("ab1 l0O qu8", 0.5), picture("Order", 2.5));
    List<Reading> expected = read(data, pictures, 0);
    assertThat(expected.get(0).regions()).isNotEmpty();

    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Reading>>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread;
        tasks.add(() -> read(data, pictures, first));
      }
      for (Future<List<Reading>> readings : pool.invokeAll(tasks)) {
        assertThat(readings.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }

  /** Readings in the order of the pictures, read in another one. */
  private static List<Reading> read(OcrData data, List<Mat> pictures, int first) throws Exception {
    int n = pictures.size();
    Reading[] readings = new Reading[n];
    try (TextReader reader = new TextReader(data)) {
      for (int i = 0; i < n; i++) {
        int at = (first + i) % n;
        readings[at] = reader.read(pictures.get(at), List.of("en"));
      }
    }
    return List.of(readings);
  }

  private static Mat picture(String text, double size) {
    Mat picture = new Mat(300, 700, CV_8UC3, new Scalar(255, 255, 255, 0));
    opencv_imgproc.putText(
        picture,
        text,
        new Point(40, 150),
        opencv_imgproc.FONT_HERSHEY_SIMPLEX,
        size,
        new Scalar(20, 60, 30, 0),
        3,
        opencv_imgproc.LINE_AA,
        false);
    return picture;
  }
}
