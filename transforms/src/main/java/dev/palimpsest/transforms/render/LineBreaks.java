package dev.palimpsest.transforms.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Breaks a text into lines that are about equally long, by dynamic programming over all places
 * where its language allows a break. Widths are in em.
 */
final class LineBreaks {
  static final String SOFT_HYPHEN = "\u00ad";

  private final List<String> pieces;

  /** Up to and with piece i, with its trailing blanks. */
  private final double[] endEm;

  /** What trailing blanks take off if a line ends after piece i. */
  private final double[] blankEm;

  /**
   * @param pieces unbreakable parts in order, each with its trailing blanks
   * @param widthsEm of the pieces with trailing blanks
   * @param blanksEm of the trailing blanks alone; below 0 what a hyphen adds where a line ends
   */
  LineBreaks(List<String> pieces, double[] widthsEm, double[] blanksEm) {
    this.pieces = pieces;
    this.blankEm = blanksEm.clone();
    this.endEm = new double[pieces.size() + 1];
    for (int i = 0; i < widthsEm.length; i++) {
      endEm[i + 1] = endEm[i] + widthsEm[i];
    }
  }

  /** Width of the line that holds pieces {@code from} to before {@code to}. */
  private double widthEm(int from, int to) {
    return endEm[to] - endEm[from] - blankEm[to - 1];
  }

  int size() {
    return pieces.size();
  }

  double naturalEm() {
    return pieces.isEmpty() ? 0 : widthEm(0, pieces.size());
  }

  /** Fewest lines of a width; {@link Integer#MAX_VALUE} if a piece is wider. */
  int fewest(double widthEm) {
    int lines = 0;
    int from = 0;
    while (from < pieces.size()) {
      int to = from + 1;
      if (widthEm(from, to) > widthEm) {
        return Integer.MAX_VALUE;
      }
      while (to < pieces.size() && widthEm(from, to + 1) <= widthEm) {
        to++;
      }
      lines++;
      from = to;
    }
    return lines;
  }

  /** Lines and their widths. */
  record Broken(List<String> lines, List<Double> widthsEm) {
    Broken {
      lines = List.copyOf(lines);
      widthsEm = List.copyOf(widthsEm);
    }

    double longestEm() {
      return widthsEm.stream().mapToDouble(width -> width).max().orElse(0);
    }

    /** The largest share that a line takes of its width; above 1 if the lines do not fit. */
    double fill(double[] roomsEm) {
      if (lines.size() != roomsEm.length) {
        return Double.MAX_VALUE;
      }
      double most = 0;
      for (int i = 0; i < roomsEm.length; i++) {
        most = Math.max(most, widthsEm.get(i) / roomsEm[i]);
      }
      return most;
    }
  }

  /**
   * @param widthEm no line is longer
   * @param count as many lines; {@link #fewest} says how many are needed at least
   */
  Broken into(int count, double widthEm) {
    double[] widths = new double[Math.min(count, pieces.size())];
    Arrays.fill(widths, widthEm);
    return into(widths);
  }

  /**
   * Lines that fill their widths about equally; none if so many lines cannot hold the text. A piece
   * wider than its line sticks out: see {@link Broken#fill}.
   *
   * @param widthsEm of each line
   */
  Broken into(double[] widthsEm) {
    int n = pieces.size();
    int lines = widthsEm.length;
    double room = Arrays.stream(widthsEm).sum();
    double[][] cost = new double[lines + 1][n + 1];
    int[][] start = new int[lines + 1][n + 1];
    for (double[] row : cost) {
      Arrays.fill(row, Double.MAX_VALUE);
    }
    cost[0][0] = 0;
    for (int line = 1; line <= lines; line++) {
      double widthEm = widthsEm[line - 1];
      double target = naturalEm() * widthEm / room;
      for (int to = line; to <= n; to++) {
        for (int from = to - 1; from >= line - 1; from--) {
          double width = widthEm(from, to);
          if (width > widthEm && to - from > 1) {
            break;
          }
          double before = cost[line - 1][from];
          double slack = (width - target) / target;
          if (before < Double.MAX_VALUE && before + slack * slack < cost[line][to]) {
            cost[line][to] = before + slack * slack;
            start[line][to] = from;
          }
        }
      }
    }
    return cost[lines][n] < Double.MAX_VALUE
        ? traced(start, lines)
        : new Broken(List.of(), List.of());
  }

  private Broken traced(int[][] start, int lines) {
    List<String> out = new ArrayList<>();
    List<Double> widths = new ArrayList<>();
    int to = pieces.size();
    for (int line = lines; line >= 1; line--) {
      int from = start[line][to];
      out.add(0, line(from, to));
      widths.add(0, widthEm(from, to));
      to = from;
    }
    return new Broken(out, widths);
  }

  /** Soft hyphens show only where a line ends. */
  private String line(int from, int to) {
    String line = String.join("", pieces.subList(from, to)).strip();
    boolean hyphen = to < pieces.size() && line.endsWith(SOFT_HYPHEN);
    return line.replace(SOFT_HYPHEN, "") + (hyphen ? "-" : "");
  }
}
