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

  /** A block's lines and the box around them, mirrored where the right comes first. */
  private record Block(List<ReadLine> lines, Box box) {}

  static List<List<ReadLine>> sort(List<List<ReadLine>> blocks) {
    List<ReadLine> lines = blocks.stream().flatMap(List::stream).toList();
    long fromTheRight =
        lines.stream().filter(l -> l.vertical() || Scripts.isRightToLeft(l.words())).count();
    ReadingOrder order = new ReadingOrder(fromTheRight * 2 > lines.size());
    List<Block> ordered = new ArrayList<>();
    order.cut(blocks.stream().map(order::block).toList(), ordered);
    return ordered.stream().map(Block::lines).toList();
  }

  private Block block(List<ReadLine> lines) {
    Box box = Box.around(lines.stream().map(ReadLine::box).toList());
    return new Block(
        lines, fromTheRight ? new Box(-box.right(), box.y(), box.width(), box.height()) : box);
  }

  private void cut(List<Block> blocks, List<Block> ordered) {
    if (blocks.size() <= 1) {
      ordered.addAll(blocks);
      return;
    }
    List<List<Block>> rows = split(blocks, false);
    List<List<Block>> parts = rows.size() > 1 ? rows : split(blocks, true);
    if (parts.size() > 1) {
      parts.forEach(part -> cut(part, ordered));
      return;
    }
    blocks.stream()
        .sorted(Comparator.comparingInt((Block b) -> b.box().y()).thenComparing(b -> b.box().x()))
        .forEach(ordered::add);
  }

  private static List<List<Block>> split(List<Block> blocks, boolean columns) {
    List<Block> sorted = new ArrayList<>(blocks);
    sorted.sort(Comparator.comparingInt(b -> columns ? b.box().x() : b.box().y()));
    List<List<Block>> parts = new ArrayList<>();
    int end = Integer.MIN_VALUE;
    for (Block block : sorted) {
      int from = columns ? block.box().x() : block.box().y();
      int to = columns ? block.box().right() : block.box().bottom();
      if (parts.isEmpty() || from >= end) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(block);
      end = Math.max(end, to);
    }
    return parts;
  }
}
