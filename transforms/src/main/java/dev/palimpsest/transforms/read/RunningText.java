package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Line;
import java.util.List;

/** Joins the lines of a paragraph to the sentence they were broken from. */
final class RunningText {
  private RunningText() {}

  static String join(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      String next = line.text();
      if (text.length() == 0) {
        text.append(next);
      } else if (brokenWord(text, next)) {
        text.setLength(text.length() - 1);
        text.append(next);
      } else {
        if (!Scripts.joinsWithoutSpace(text, next)) {
          text.append(' ');
        }
        text.append(next);
      }
    }
    return text.toString();
  }

  /** {@code moistur-} / {@code ising}: a letter before the hyphen, a small letter after it. */
  private static boolean brokenWord(CharSequence before, String next) {
    int length = before.length();
    return length >= 2
        && before.charAt(length - 1) == '-'
        && Character.isLetter(before.charAt(length - 2))
        && Character.isLowerCase(next.codePointAt(0));
  }
}
