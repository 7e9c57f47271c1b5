package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.FirstLook.Glimpse;
import dev.palimpsest.transforms.read.FirstLook.Seen;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** What is seen of one picture's candidates without reading them; each is looked at once. */
final class FirstLooks {
  /**
   * A script this unlikely at first look is not tried on the line. Of 127 drawn pictures with clear
   * lines in other scripts, kept from the training of the first weights, one was missed so, at 0.05
   * five.
   */
  static final double UNLIKELY = 0.02;

  /**
   * Of 10 rows that were read better squared up none was less likely Latin, of 62 others 15 were.
   */
  private static final double POSSIBLE = 0.05;

  /** A script this likely at first look is worth a try where nothing else speaks for it. */
  private static final double LIKELY = 0.3;

  /** So likely a row must be text if Latin data is not to try it first. */
  private static final double SURELY_TEXT = 0.9;

  static final String LATIN = "Latn";

  /** So many rows tell whether a picture seems to be in another script. */
  private static final int SAMPLE = 6;

  /**
   * A row that is less likely text is not read. Of 740 rows of text on real banners, comics, manga
   * and photos none is lost so, of 332 without text two in five are not read.
   */
  static final double LEAST_TEXT = 0.3;

  /**
   * A row of which the engine says nothing is read in vain once more unless it is so likely text:
   * of 155 others on real pictures none had a word in the result, of 55 so likely at most twelve.
   */
  private static final double SURELY_NO_NOISE = 0.97;

  /** Text on circles stands on boards whose edges come into its crop. */
  private static final double LEAST_SEPARABILITY_OF_ARC = 0.7;

  private static final String EAST_ASIAN = "Jpan";

  /**
   * With three rows as likely as this a picture has Chinese or Japanese on it. Of 63 real ones
   * seven have three, all of them rightly, two have two, also rightly; the others have none.
   */
  private static final double SURELY_EAST_ASIAN = 0.9;

  private static final int FEWEST_EAST_ASIAN = 3;

  /** So many of the likeliest rows are looked at for that ... */
  private static final int MOST_LOOKED_AT = 30;

  /** ... if one of the first ... */
  private static final int FEW = 10;

  /** ... may be. */
  private static final double MAYBE_EAST_ASIAN = 0.1;

  private final Mat gray;
  private final Candidates candidates;
  private final FirstLook firstLook;
  private final IdentityHashMap<LineCandidate, Glimpse> glimpses = new IdentityHashMap<>();
  private final IdentityHashMap<LineCandidate, Seen> seen = new IdentityHashMap<>();
  private List<LineCandidate> eastAsian;

  FirstLooks(Mat gray, Candidates candidates, FirstLook firstLook) {
    this.gray = gray;
    this.candidates = candidates;
    this.firstLook = firstLook;
  }

  Seen seen(LineCandidate row) {
    look(List.of(row));
    return seen.get(row);
  }

  private void look(List<LineCandidate> rows) {
    List<LineCandidate> unseen = rows.stream().filter(row -> !seen.containsKey(row)).toList();
    List<Seen> found = firstLook.at(unseen.stream().map(this::glimpse).toList());
    for (int i = 0; i < unseen.size(); i++) {
      seen.put(unseen.get(i), found.get(i));
    }
  }

  /** How clearly its ink is parted from its ground ({@link LineCrop#separability}). */
  double separability(LineCandidate candidate) {
    return glimpse(candidate).separability();
  }

  private Glimpse glimpse(LineCandidate candidate) {
    return glimpses.computeIfAbsent(candidate, c -> FirstLook.glimpse(gray, c));
  }

  /** Whether it is clear enough to be text; always, if it is not of the usual finding. */
  boolean isClear(LineCandidate candidate) {
    double least = candidates.leastSeparability(candidate);
    return least <= 0 || separability(candidate) >= least;
  }

  /**
   * A row that is no text. Not said of pages, where nearly all is text and much of it so worn that
   * it is taken for noise, nor of candidates of another finding.
   */
  boolean isNoise(LineCandidate row) {
    return !candidates.isPage()
        && candidates.leastSeparability(row) > 0
        && seen(row).text() < LEAST_TEXT;
  }

  /** Surely text, even if the engine takes it for noise; asked on pages, too. */
  boolean isSurelyText(LineCandidate row) {
    return seen(row).text() >= SURELY_NO_NOISE;
  }

  /** Those lines on circles that are clear and surely text. */
  List<Arc> surelyText(List<Arc> arcs) {
    List<Arc> clear = new ArrayList<>();
    List<Glimpse> glimpses = new ArrayList<>();
    for (Arc arc : arcs) {
      Glimpse glimpse = FirstLook.glimpse(gray, arc);
      if (glimpse.separability() >= LEAST_SEPARABILITY_OF_ARC) {
        clear.add(arc);
        glimpses.add(glimpse);
      }
    }
    List<Seen> seen = firstLook.at(glimpses);
    return IntStream.range(0, clear.size())
        .filter(i -> seen.get(i).text() >= SURELY_TEXT)
        .mapToObj(clear::get)
        .toList();
  }

  boolean maybeLatin(LineCandidate row) {
    return seen(row).script(LATIN) >= UNLIKELY;
  }

  /** By its looks at least; what is not is never read better with its uprights upright. */
  boolean isPossiblyLatin(LineCandidate row) {
    return seen(row).script(LATIN) >= POSSIBLE;
  }

  boolean isLikely(String script, LineCandidate row) {
    return seen(row).script(script) >= LIKELY;
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

  /** Whether there is surely Chinese or Japanese on the picture. */
  boolean isEastAsian() {
    return eastAsian().size() >= FEWEST_EAST_ASIAN;
  }

  /** Rows that are surely Chinese or Japanese, likeliest first; not looked for on pages. */
  List<LineCandidate> eastAsian() {
    if (eastAsian == null) {
      // Most pictures have none, and their first rows show it.
      boolean maybe = clear(FEW).stream().anyMatch(row -> eastAsian(row) >= MAYBE_EAST_ASIAN);
      eastAsian =
          (maybe ? clear(MOST_LOOKED_AT) : List.<LineCandidate>of())
              .stream().filter(row -> eastAsian(row) >= SURELY_EAST_ASIAN).toList();
    }
    return eastAsian;
  }

  private double eastAsian(LineCandidate row) {
    return seen(row).script(EAST_ASIAN);
  }

  /** The likeliest clear rows, looked at together; none of pages. */
  private List<LineCandidate> clear(int most) {
    if (candidates.isPage()) {
      return List.of();
    }
    List<LineCandidate> clear =
        candidates.rows().stream()
            .filter(row -> candidates.leastSeparability(row) > 0)
            .filter(this::isClear)
            .limit(most)
            .toList();
    look(clear);
    return clear;
  }

  /** Most of the likeliest rows are text in no Latin letters. */
  boolean mostlyOther() {
    List<LineCandidate> likeliest =
        candidates.rows().stream().filter(this::isClear).limit(SAMPLE).toList();
    look(likeliest);
    return 2 * likeliest.stream().filter(this::surelyOther).count() > likeliest.size();
  }
}
