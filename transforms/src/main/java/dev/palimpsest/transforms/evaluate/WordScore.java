package dev.palimpsest.transforms.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How well words were found on one picture. A match has the same text after NFKC and case folding
 * and its centre inside the true box grown by a fifth; one to one, the nearest first. Han and Kana
 * count character by character. Words not to care about count neither way.
 *
 * @param truths words that should be found
 * @param hits of them found
 * @param predictions words found that count for precision
 */
record WordScore(int truths, int hits, int predictions) {
  private static final double GROWTH = 0.2;
  private static final int LEAST_GROWTH_PX = 2;
  private static final String HAN_OR_KANA =
      "[\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]";
  private static final Pattern CJK = Pattern.compile(HAN_OR_KANA);
  private static final Pattern CJK_OR_RUN =
      Pattern.compile(HAN_OR_KANA + "|[^" + HAN_OR_KANA.substring(1) + "+");
  private static final Pattern RUN = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  private record Place(String text, double cx, double cy, Box box) {}

  private record Pair(double distance, int truth, int prediction) {}

  /**
   * @param picture one line of a data set's {@code gt.jsonl}
   */
  static WordScore of(JsonNode picture, List<Word> words) {
    boolean fold = picture.path("fold_diacritics").asBoolean(false);
    List<Place> truths = new ArrayList<>();
    List<Box> ignored = new ArrayList<>();
    for (JsonNode word : picture.get("words")) {
      JsonNode b = word.get("box");
      Box box =
          new Box(
              b.get(0).asInt(),
              b.get(1).asInt(),
              Math.max(0, b.get(2).asInt()),
              Math.max(0, b.get(3).asInt()));
      if (word.path("care").asBoolean(true)) {
        explode(word.get("text").asText(), box, fold)
            .forEach(p -> truths.add(new Place(p.text(), box.centerX(), box.centerY(), box)));
      } else {
        ignored.add(box);
      }
    }
    List<Place> found = new ArrayList<>();
    words.forEach(w -> found.addAll(explode(w.text(), w.box(), fold)));
    Set<Integer> matched = match(truths, found);
    int beside = 0;
    for (int i = 0; i < found.size(); i++) {
      Place p = found.get(i);
      beside += !matched.contains(i) && ignored.stream().anyMatch(b -> inside(p, b)) ? 1 : 0;
    }
    return new WordScore(truths.size(), matched.size(), found.size() - beside);
  }

  /** Indexes of the predictions that match a truth. */
  private static Set<Integer> match(List<Place> truths, List<Place> found) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      Place t = truths.get(i);
      for (int j = 0; j < found.size(); j++) {
        Place p = found.get(j);
        if (t.text().equals(p.text()) && inside(p, t.box())) {
          pairs.add(new Pair(Math.abs(p.cx() - t.cx()) + Math.abs(p.cy() - t.cy()), i, j));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::distance)
            .thenComparingInt(Pair::truth)
            .thenComparingInt(Pair::prediction));
    Set<Integer> usedTruths = new HashSet<>();
    Set<Integer> used = new HashSet<>();
    for (Pair pair : pairs) {
      if (!usedTruths.contains(pair.truth()) && !used.contains(pair.prediction())) {
        usedTruths.add(pair.truth());
        used.add(pair.prediction());
      }
    }
    return used;
  }

  private static boolean inside(Place p, Box b) {
    double dx = Math.max(LEAST_GROWTH_PX, b.width() * GROWTH / 2);
    double dy = Math.max(LEAST_GROWTH_PX, b.height() * GROWTH / 2);
    return p.cx() >= b.x() - dx
        && p.cx() <= b.right() + dx
        && p.cy() >= b.y() - dy
        && p.cy() <= b.bottom() + dy;
  }

  /** Cut at blanks, the box shared out by characters; Han and Kana cut to characters. */
  private static List<Place> explode(String text, Box box, boolean fold) {
    List<Place> places = new ArrayList<>();
    Matcher run = RUN.matcher(text);
    boolean whole = RUN.matcher(text).results().count() == 1;
    int length = Math.max(1, text.length());
    while (run.find()) {
      double cx =
          whole
              ? box.centerX()
              : box.x() + box.width() * (run.start() + run.end()) / (2.0 * length);
      String part = run.group();
      Matcher piece = (CJK.matcher(part).find() ? CJK_OR_RUN : RUN).matcher(part);
      while (piece.find()) {
        String key = normalised(piece.group(), fold);
        if (!key.isEmpty()) {
          places.add(new Place(key, cx, box.centerY(), box));
        }
      }
    }
    return places;
  }

  private static String normalised(String text, boolean fold) {
    String s = Normalizer.normalize(text, Normalizer.Form.NFKC);
    s = s.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    if (fold) {
      s = Normalizer.normalize(s, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    }
    return s.replaceAll("[\u2018\u2019]", "'")
        .replaceAll("[\u201c\u201d]", "\"")
        .replaceAll("[\u2013\u2014]", "-");
  }
}
