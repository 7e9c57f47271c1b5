package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.ScriptChoice.Chosen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the lines of a picture that is written in another script than Latin, at least in part. */
final class OtherRows {
  /** Letters of the other script, read with this confidence, are no Latin ones. */
  private static final double LIKELY = 0.7;

  /** Beside columns, what is shorter is a part of one. */
  private static final int FEWEST_GLYPHS = 2;

  private final Candidates candidates;
  private final CandidateReader reader;
  private final FirstLooks looks;
  private final Readings readings;
  private final SecondOpinion secondOpinion;

  OtherRows(
      Candidates candidates,
      CandidateReader reader,
      FirstLooks looks,
      Readings readings,
      SecondOpinion secondOpinion) {
    this.candidates = candidates;
    this.reader = reader;
    this.looks = looks;
    this.readings = readings;
    this.secondOpinion = secondOpinion;
  }

  /**
   * @param latin OCR data for Latin letters among it, empty if none are expected
   * @param unread the rows that are not read yet, likeliest first
   */
  void read(Chosen other, String latin, List<LineCandidate> unread) {
    List<ReadLine> down = other.vertical() ? columns(other.script()) : List.of();
    List<LineCandidate> rows = new ArrayList<>(reader.knownFirst(unread, other.script().code()));
    boolean isSquare = isSquare(other);
    if (isSquare) {
      // Whole characters make better rows than their parts.
      rows.addAll(0, candidates.squareRows());
    }
    for (LineCandidate row : rows) {
      boolean isPart = other.vertical() && row.glyphs().size() < FEWEST_GLYPHS;
      boolean isRead = readings.surelyCover(row) || (isSquare && readings.crediblyCover(row));
      if (!isPart && !isRead && !row.covered(down)) {
        row(row, other.script(), latin);
      }
    }
  }

  /** Chinese in rows, which several engines read. */
  private boolean isSquare(Chosen other) {
    return other.script().isChinese() && !other.vertical() && !candidates.isPage();
  }

  /** The credible ones. */
  private List<ReadLine> columns(OtherScript script) {
    String code = script.verticalCode().orElseThrow();
    List<ReadLine> credible = new ArrayList<>();
    for (LineCandidate column : reader.knownFirst(candidates.columns(), code)) {
      if (!readings.surelyCover(column)) {
        Optional<ReadLine> line = reader.column(column, code);
        line.ifPresent(readings::keep);
        line.flatMap(Garbage::clean).filter(Garbage::credible).ifPresent(credible::add);
      }
    }
    return credible;
  }

  private void row(LineCandidate row, OtherScript script, String latin) {
    boolean maybeLatin = !latin.isEmpty() && looks.maybeLatin(row);
    if (maybeLatin && !looks.maybe(script, row)) {
      reader.row(row, latin).ifPresent(readings::keep);
      return;
    }
    Optional<ReadLine> line = reader.row(row, script.code());
    if (script.code().equals(SecondOpinion.FIRST)) {
      line = line.map(first -> secondOpinion.surest(row, first));
    }
    boolean itsOwn =
        line.filter(l -> l.confidence() > LIKELY && script.letters(l.text()) > 1).isPresent();
    if (!maybeLatin || itsOwn || line.filter(reader::isSure).isPresent()) {
      line.ifPresent(readings::keep);
    } else if (line.isPresent()) {
      // One of the two is nonsense, of which single words might yet look credible.
      Stream.concat(line.stream(), reader.row(row, latin).stream())
          .max(Comparator.comparingDouble(ReadLine::confidence))
          .ifPresent(readings::keep);
    }
  }
}
