package dev.palimpsest.transforms.read;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import net.sourceforge.tess4j.TessAPI;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.tesseract.global.tesseract;

/**
 * Loads the Tesseract that travels in the jar and binds tess4j's C API to it, once per process.
 *
 * <p>The natives come from bytedeco's artifacts, the binding from tess4j; JNA is given the very
 * files that JavaCPP unpacked, so that neither an installed Tesseract nor a search path plays in.
 */
final class TesseractLibrary {
  private static final TessAPI API;
  private static final Function OMP_SET_NUM_THREADS;

  static {
    Loader.load(leptonica.class);
    Loader.load(tesseract.class);
    leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    opencv_core.setNumThreads(1);
    API = Native.load(unpacked("tesseract"), TessAPI.class);
    OMP_SET_NUM_THREADS =
        NativeLibrary.getInstance(unpacked("gomp")).getFunction("omp_set_num_threads");
  }

  private TesseractLibrary() {}

  static TessAPI api() {
    return API;
  }

  /**
   * Keeps OpenMP to one thread for all work of the calling thread from now on. A worker reads one
   * picture per slot; several threads per picture would only fight each other.
   */
  static void useOneOpenMpThread() {
    OMP_SET_NUM_THREADS.invokeVoid(new Object[] {1});
  }

  private static String unpacked(String library) {
    return Loader.getLoadedLibraries().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(library + "@"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no " + library + " library for " + Loader.getPlatform() + " in the jar"));
  }
}
