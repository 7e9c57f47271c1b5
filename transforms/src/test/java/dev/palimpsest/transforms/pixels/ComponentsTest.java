package dev.palimpsest.transforms.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class ComponentsTest {
  private static final int WIDTH = 61;
  private static final int HEIGHT = 47;

  private record Component(int x, int y, int width, int height, int area) {}

  @Test
  void findsWhatOpenCvFinds() {
    for (int percent : new int[] {0, 5, 20, 35, 50, 70, 100}) {
      byte[] mask = noise(percent);
      List<Component> found = new ArrayList<>();
      Components.visit(
          mask, WIDTH, (x, y, w, h, area) -> found.add(new Component(x, y, w, h, area)));

      assertThat(found)
          .as("%d %% of the pixels", percent)
          .containsExactlyInAnyOrderElementsOf(byOpenCv(mask));
    }
  }

  @Test
  void joinsArmsThatMeetBelow() {
    String picture = "#...#.#" + "#.#.#.." + ".#.#..#" + ".......";
    byte[] mask = new byte[picture.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (picture.charAt(i) == '#' ? 255 : 0);
    }
    List<Component> found = new ArrayList<>();
    Components.visit(mask, 7, (x, y, w, h, area) -> found.add(new Component(x, y, w, h, area)));

    assertThat(found)
        .containsExactly(
            new Component(0, 0, 5, 3, 7),
            new Component(6, 0, 1, 1, 1),
            new Component(6, 2, 1, 1, 1));
    assertThat(Components.of(mask, 7).labels(mask.length))
        .startsWith(1, 0, 0, 0, 1, 0, 2)
        .containsSequence(0, 1, 0, 1, 0, 0, 3);
  }

  private static byte[] noise(int percent) {
    Random random = new Random(percent);
    byte[] mask = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (random.nextInt(100) < percent ? 255 : 0);
    }
    return mask;
  }

  private static List<Component> byOpenCv(byte[] mask) {
    try (PointerScope scope = new PointerScope()) {
      Mat image = new Mat(HEIGHT, WIDTH, CV_8U);
      ((ByteBuffer) image.createBuffer()).put(mask);
      Mat stats = new Mat();
      int count =
          opencv_imgproc.connectedComponentsWithStats(
              image, new Mat(), stats, new Mat(), 8, CV_32S);
      int[] stat = new int[count * 5];
      ((IntBuffer) stats.createBuffer()).get(stat);
      List<Component> found = new ArrayList<>();
      for (int c = 1; c < count; c++) {
        found.add(
            new Component(
                stat[5 * c], stat[5 * c + 1], stat[5 * c + 2], stat[5 * c + 3], stat[5 * c + 4]));
      }
      return found;
    }
  }
}
