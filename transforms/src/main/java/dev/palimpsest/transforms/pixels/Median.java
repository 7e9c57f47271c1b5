package dev.palimpsest.transforms.pixels;

/** The middle of many values, without sorting them all. */
final class Median {
  private Median() {}

  /**
   * The value that stands at place {@code count / 2} of the sorted ones; 0 for none. Hoare's
   * quickselect: each pass leaves the part in which the place lies.
   *
   * @param values in whose order nothing lies: it changes
   * @param count how many of them
   */
  static double of(double[] values, int count) {
    int place = count / 2;
    int from = 0;
    int to = count - 1;
    while (from < to) {
      double pivot = values[from + (to - from) / 2];
      int i = from;
      int j = to;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double other = values[i];
          values[i++] = values[j];
          values[j--] = other;
        }
      }
      if (place <= j) {
        to = j;
      } else if (place >= i) {
        from = i;
      } else {
        break;
      }
    }
    return count == 0 ? 0 : values[place];
  }
}
