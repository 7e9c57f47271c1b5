package dev.palimpsest.transforms.read;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
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
  private static final Function MONITOR_CREATE;
  private static final Function MONITOR_SET_DEADLINE;
  private static final Function MONITOR_DELETE;
  private static final Function RECOGNIZE;

  static {
    Loader.load(leptonica.class);
    Loader.load(tesseract.class);
    leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    opencv_core.setNumThreads(1);
    API = Native.load(unpacked("tesseract"), TessAPI.class);
    NativeLibrary tesseractItself = NativeLibrary.getInstance(unpacked("tesseract"));
    MONITOR_CREATE = tesseractItself.getFunction("TessMonitorCreate");
    MONITOR_SET_DEADLINE = tesseractItself.getFunction("TessMonitorSetDeadlineMSecs");
    MONITOR_DELETE = tesseractItself.getFunction("TessMonitorDelete");
    RECOGNIZE = tesseractItself.getFunction("TessBaseAPIRecognize");
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

  /**
   * Reads what was set, but stops between two words after the given time. tess4j's monitor is a
   * structure of another version, so it is handled by its address alone.
   *
   * @return 0 if all was read
   */
  static int recognize(TessBaseAPI handle, long mostMs) {
    Pointer monitor = MONITOR_CREATE.invokePointer(new Object[0]);
    try {
      int ms = (int) Math.max(1, Math.min(Integer.MAX_VALUE, mostMs));
      MONITOR_SET_DEADLINE.invokeVoid(new Object[] {monitor, ms});
      return RECOGNIZE.invokeInt(new Object[] {handle.getPointer(), monitor});
    } finally {
      MONITOR_DELETE.invokeVoid(new Object[] {monitor});
    }
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
