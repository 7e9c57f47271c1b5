package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a person reads blocks: the page is cut along white space that no block
 * crosses, rows first, columns where no row cut is left (recursive XY cut). Columns go from the
 * right where most of the text is vertical or written right to left.
 */
final class ReadingOrder {
  private final boolean fromTheRight;

  private ReadingOrder(boolean fromTheRight) {
    this.fromTheRight = fromTheRight;
  }

  static List<List<ReadLine>> sort(List<List<ReadLine>> blocks) {
    List<ReadLine> lines = blocks.stream().flatMap(List::stream).toList();
    long fromTheRight =
        lines.stream().filter(l -> l.vertical() || Scripts.isRightToLeft(l.words())).count();
    List<List<ReadLine>> ordered = new ArrayList<>();
    new ReadingOrder(fromTheRight * 2 > lines.size()).cut(blocks, ordered);
    return ordered;
  }

  private void cut(List<List<ReadLine>> blocks, List<List<ReadLine>> ordered) {
    if (blocks.size() <= 1) {
      ordered.addAll(blocks);
      return;
    }
    List<List<List<ReadLine>>> rows = split(blocks, false);
    List<List<List<ReadLine>>> parts = rows.size() > 1 ? rows : split(blocks, true);
    if (parts.size() > 1) {
      parts.forEach(part -> cut(part, ordered));
      return;
    }
    blocks.stream()
        .sorted(
            Comparator.comparingInt((List<ReadLine> b) -> box(b).y())
                .thenComparing(b -> box(b).x()))
        .forEach(ordered::add);
  }

  private List<List<List<ReadLine>>> split(List<List<ReadLine>> blocks, boolean columns) {
    List<List<ReadLine>> sorted = new ArrayList<>(blocks);
    sorted.sort(Comparator.comparingInt(b -> columns ? box(b).x() : box(b).y()));
    List<List<List<ReadLine>>> parts = new ArrayList<>();
    int end = Integer.MIN_VALUE;
    for (List<ReadLine> block : sorted) {
      Box box = box(block);
      int from = columns ? box.x() : box.y();
      int to = columns ? box.right() : box.bottom();
      if (parts.isEmpty() || from >= end) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(block);
      end = Math.max(end, to);
    }
    return parts;
  }

  /** Mirrored where the right comes first. */
  private Box box(List<ReadLine> block) {
    Box box = Box.around(block.stream().map(ReadLine::box).toList());
    return fromTheRight ? new Box(-box.right(), box.y(), box.width(), box.height()) : box;
  }
}
