package dev.palimpsest.transforms.prepare;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a translator may know about the place of a text in its picture. */
final class PlaceHints {
  private static final int NEIGHBOURS_EACH_SIDE = 2;
  private static final int NEIGHBOUR_CHARACTERS = 80;

  /** Drawing can shrink a text a little, and mostly finds some free space. */
  private static final double SPARE = 1.3;

  private PlaceHints() {}

  /** Texts before and after a region in reading order, each cut short. */
  static List<String> neighbours(List<Region> regions, int index) {
    List<String> texts = new ArrayList<>();
    int to = Math.min(regions.size() - 1, index + NEIGHBOURS_EACH_SIDE);
    for (int i = Math.max(0, index - NEIGHBOURS_EACH_SIDE); i <= to; i++) {
      if (i != index && !regions.get(i).text().isBlank()) {
        texts.add(cut(regions.get(i).text()));
      }
    }
    return texts;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= NEIGHBOUR_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, NEIGHBOUR_CHARACTERS)) + "…";
  }

  /** About how many characters of a language fit the box that the region's lines fill. */
  static int fittingCharacters(Region region, String language) {
    int longestLine =
        region.lines().stream().map(Line::text).mapToInt(String::length).max().orElse(0);
    int filled = Math.max(region.text().length(), longestLine * region.lines().size());
    double width = isWide(region.language()) ? 2 : 1;
    double targetWidth = isWide(language) ? 2 : 1;
    return (int) Math.ceil(SPARE * filled * width / targetWidth);
  }

  /** Whether a character of the language's script is about as wide as high. */
  private static boolean isWide(String tag) {
    int[] scripts = UScript.getCode(ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)));
    return scripts != null
        && IntStream.of(UScript.HAN, UScript.HIRAGANA, UScript.HANGUL)
            .anyMatch(wide -> Arrays.stream(scripts).anyMatch(script -> script == wide));
  }
}
