package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

/** One-time settings of the OpenCV library. */
public final class OpenCv {
  static {
    // Parallelism comes from the pictures of a batch.
    setNumThreads(1);
  }

  private OpenCv() {}

  /** Loads the natives; further calls do nothing. */
  public static void ready() {
    // The static block above has run by now.
  }
}
