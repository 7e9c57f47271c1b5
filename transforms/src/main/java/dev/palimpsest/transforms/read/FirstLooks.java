package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.FirstLook.Seen;
import java.util.IdentityHashMap;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** What is seen of one picture's candidates without reading them; each is looked at once. */
final class FirstLooks {
  /**
   * A script this unlikely at first look is not tried on the line. Of 127 drawn pictures with clear
   * lines in other scripts, kept from the training, one is missed so, at 0.05 five.
   */
  static final double UNLIKELY = 0.02;

  /** So likely a row must be text if Latin data is not to try it first. */
  private static final double SURELY_TEXT = 0.9;

  private static final String LATIN = "Latn";

  /** So many rows tell whether a picture seems to be in another script. */
  private static final int SAMPLE = 6;

  private final Mat gray;
  private final Candidates candidates;
  private final FirstLook firstLook;
  private final IdentityHashMap<LineCandidate, Double> separabilities = new IdentityHashMap<>();
  private final IdentityHashMap<LineCandidate, Seen> seen = new IdentityHashMap<>();

  FirstLooks(Mat gray, Candidates candidates, FirstLook firstLook) {
    this.gray = gray;
    this.candidates = candidates;
    this.firstLook = firstLook;
  }

  Seen seen(LineCandidate row) {
    return seen.computeIfAbsent(row, r -> firstLook.at(gray, r));
  }

  /** How clearly its ink is parted from its ground ({@link LineCrop#separability}). */
  double separability(LineCandidate candidate) {
    return separabilities.computeIfAbsent(candidate, c -> FirstLook.separability(gray, c));
  }

  /** Whether it is clear enough to be text; always, if it is not of the usual finding. */
  boolean isClear(LineCandidate candidate) {
    double least = candidates.leastSeparability(candidate);
    return least <= 0 || separability(candidate) >= least;
  }

  boolean maybeLatin(LineCandidate row) {
    return seen(row).script(LATIN) >= UNLIKELY;
  }

  boolean maybe(OtherScript script, LineCandidate row) {
    return seen(row).script(script.script()) >= UNLIKELY;
  }

  /** Text, but in no Latin letters. */
  boolean surelyOther(LineCandidate row) {
    return candidates.leastSeparability(row) > 0
        && isClear(row)
        && seen(row).text() > SURELY_TEXT
        && !maybeLatin(row);
  }

  /** Most of the likeliest rows are text in no Latin letters. */
  boolean mostlyOther() {
    List<LineCandidate> likeliest =
        candidates.rows().stream().filter(this::isClear).limit(SAMPLE).toList();
    return 2 * likeliest.stream().filter(this::surelyOther).count() > likeliest.size();
  }
}
