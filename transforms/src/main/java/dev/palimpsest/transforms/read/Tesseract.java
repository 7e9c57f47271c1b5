package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.natives.Natives;
import dev.palimpsest.transforms.read.Engines.TimedOut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;

/**
 * One Tesseract engine with its model loaded. Made once per thread and language, because loading
 * costs more than reading; not thread-safe; freed by {@link #close}.
 */
final class Tesseract implements AutoCloseable {
  private static final String REJECTS_NOISE = "textord_noise_rejrows";

  /** What a reading among specks is worth: less than any line that is sure. */
  private static final double CONFIDENCE_IN_NOISE = 0.85;

  /** How Tesseract is to look at the pixels ({@code --psm}). */
  enum Layout {
    /** Columns, paragraphs, lines: for documents. */
    PAGE(3),
    /** One line, already found. */
    LINE(7),
    /** One line, taken as it is. */
    RAW_LINE(13);

    private final int mode;

    Layout(int mode) {
      this.mode = mode;
    }
  }

  /** Words that Tesseract puts on one line. */
  record TextLine(List<Word> words) {
    TextLine {
      words = List.copyOf(words);
    }
  }

  /**
   * Height from the highest to the lowest ink that most models like. Less would cost less time, but
   * with 30 to 36 titles in display faces are lost that are read at 40.
   */
  private static final double LINE_HEIGHT_PX = 40;

  /** In columns a twentieth more is read than at 40 (measured). */
  private static final double COLUMN_WIDTH_PX = 32;

  private final TessBaseAPI api;
  private final double lineHeightPx;
  private final boolean squareLetters;
  private OptionalLong deadlineNanos = OptionalLong.empty();

  /**
   * An engine with its own defaults.
   *
   * @param folder holds {@code LANG.traineddata}
   * @param languages Tesseract's codes, joined by {@code +}
   */
  Tesseract(Path folder, String languages) {
    Natives.ready();
    lineHeightPx = languages.endsWith("_vert") ? COLUMN_WIDTH_PX : LINE_HEIGHT_PX;
    squareLetters = languages.startsWith("chi_") || languages.startsWith("jpn");
    api = new TessBaseAPI();
    // It outlives the scope of whoever asked for the first reading.
    api.retainReference();
    if (api.Init(folder.toString(), languages, tesseract.OEM_LSTM_ONLY) != 0) {
      close();
      throw new IllegalStateException("OCR data " + languages + " in " + folder + " is unusable");
    }
    api.SetVariable("debug_file", "/dev/null");
  }

  /**
   * An engine that takes the pixels as they are: inverted text is offered to it the right way round
   * already, and its own second try would double the time of every weak line.
   */
  static Tesseract withoutInversion(Path folder, String languages) {
    Tesseract engine = new Tesseract(folder, languages);
    engine.api.SetVariable("tessedit_do_invert", "0");
    return engine;
  }

  /** From then on ({@link System#nanoTime}) pages are given up. */
  void setDeadline(long nanos) {
    deadlineNanos = OptionalLong.of(nanos);
  }

  /** How high a line should be, from the highest to the lowest ink. */
  double lineHeightPx() {
    return lineHeightPx;
  }

  /** Chinese or Japanese. */
  boolean readsSquareLetters() {
    return squareLetters;
  }

  /**
   * Reads an 8-bit grey picture, dark text on light ground.
   *
   * @return lines in Tesseract's order; boxes in pixels of {@code gray}
   * @throws TimedOut if the deadline passes while a page is read
   */
  List<TextLine> read(Mat gray, Layout layout) {
    api.SetPageSegMode(layout.mode);
    api.SetImage(gray.data(), gray.cols(), gray.rows(), 1, (int) gray.step());
    // Only the guess of text size depends on it; 0 makes Tesseract print a warning per picture.
    api.SetSourceResolution(70);
    try {
      if (!recognize(layout)) {
        return List.of();
      }
      BytePointer tsv = api.GetTSVText(0);
      try {
        return parseTsv(tsv.getString(StandardCharsets.UTF_8));
      } finally {
        tesseract.TessDeleteText(tsv);
      }
    } finally {
      api.Clear();
    }
  }

  /**
   * Reads one line that was found already. Tesseract takes lines for noise where specks surround
   * their letters and says nothing of them, however clear these are: then it is asked again without
   * that judgement, and what it says is never so sure that no other reading would be needed.
   *
   * @param isText whether the line is worth asking again
   */
  List<TextLine> readLine(Mat gray, BooleanSupplier isText) {
    List<TextLine> lines = read(gray, Layout.LINE);
    if (!lines.isEmpty() || !isText.getAsBoolean()) {
      return lines;
    }
    api.SetVariable(REJECTS_NOISE, "0");
    try {
      return read(gray, Layout.LINE).stream().map(Tesseract::doubted).toList();
    } finally {
      api.SetVariable(REJECTS_NOISE, "1");
    }
  }

  private static TextLine doubted(TextLine line) {
    return new TextLine(
        line.words().stream()
            .map(word -> new Word(word.text(), word.box(), CONFIDENCE_IN_NOISE * word.confidence()))
            .toList());
  }

  /** Only a page takes long enough to be watched. */
  private boolean recognize(Layout layout) {
    if (layout != Layout.PAGE || deadlineNanos.isEmpty()) {
      return api.Recognize(null) == 0;
    }
    long leftMs = (deadlineNanos.getAsLong() - System.nanoTime()) / 1_000_000;
    boolean all;
    try (ETEXT_DESC monitor = new ETEXT_DESC()) {
      // It stops between two words.
      monitor.set_deadline_msecs((int) Math.max(1, Math.min(Integer.MAX_VALUE, leftMs)));
      all = api.Recognize(monitor) == 0;
    }
    if (!all && System.nanoTime() - deadlineNanos.getAsLong() > 0) {
      throw new TimedOut();
    }
    return all;
  }

  /** Columns: level, page, block, paragraph, line, word, left, top, width, height, conf, text. */
  private static List<TextLine> parseTsv(String tsv) {
    List<TextLine> lines = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    for (String row : tsv.lines().toList()) {
      String[] cell = row.split("\t", 12);
      if (cell.length < 12) {
        continue;
      }
      if (cell[0].equals("4") && !words.isEmpty()) {
        lines.add(new TextLine(words));
        words = new ArrayList<>();
      }
      if (cell[0].equals("5") && !cell[11].isBlank()) {
        Box box =
            new Box(
                Integer.parseInt(cell[6]),
                Integer.parseInt(cell[7]),
                Integer.parseInt(cell[8]),
                Integer.parseInt(cell[9]));
        words.add(new Word(cell[11].strip(), box, Double.parseDouble(cell[10]) / 100));
      }
    }
    if (!words.isEmpty()) {
      lines.add(new TextLine(words));
    }
    return lines;
  }

  @Override
  public void close() {
    api.close();
  }
}
