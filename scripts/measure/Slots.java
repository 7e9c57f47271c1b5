import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The same batch on one slot and on two of a warm worker: how much faster, and how many bytes went
 * through Flink's shuffles. The pictures are lists on even ground; with {@code --catalog} those of
 * the catalog, which have more to erase. With {@code --read} they are read and nothing else.
 *
 * <p>Arguments: {@code CATALOG OUT IMAGES [--option=value …]}.
 */
final class Slots {
  private static final int WARM_UP = 32;

  private Slots() {}

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[1]).toAbsolutePath();
    int images = Integer.parseInt(args[2]);
    List<String> more = new ArrayList<>(List.of(args).subList(3, args.length));
    boolean onlyRead = more.remove("--read");
    Path folder = Files.createDirectories(out.resolve("images"));
    if (more.remove("--catalog")) {
      Library library = new Library(Path.of(args[0]));
      for (int i = 0; i < images; i++) {
        Files.write(folder.resolve("image-%05d.jpg".formatted(i)), library.picture(i, 0));
      }
    } else {
      for (int i = 0; i < images; i++) {
        File file = folder.resolve("image-%05d.jpg".formatted(i)).toFile();
        ImageIO.write(DrawnPictures.list(i), "jpg", file);
      }
    }
    try (FlinkCluster cluster = new FlinkCluster(out, 2)) {
      Batch batch =
          (slots, name, count) -> {
            List<String> options = options(out, name, count, more);
            if (onlyRead) {
              return cluster.run("extract-text", slots, options);
            }
            options.add("--targetLanguages=de,fr");
            return cluster.localize(slots, options);
          };
      batch.run(2, "warm-up", Math.min(images, WARM_UP));
      FlinkCluster.Job one = batch.run(1, "one", images);
      FlinkCluster.Job two = batch.run(2, "two", images);
      System.out.printf("one slot   %8.1f s%n", one.seconds());
      System.out.printf(
          "two slots  %8.1f s  %.2f times as fast%n", two.seconds(), one.seconds() / two.seconds());
      if (!onlyRead) {
        System.out.printf(
            "shuffled   %8d bytes for an image and language%n", two.shuffleBytes() / (2L * images));
        System.out.printf(
            "exchanged  %8d bytes between tasks, most of it inside a slot%n",
            two.exchangedBytes() / (2L * images));
      }
    }
  }

  private interface Batch {
    FlinkCluster.Job run(int slots, String name, int images)
        throws IOException, InterruptedException;
  }

  private static List<String> options(Path out, String name, int images, List<String> more)
      throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      rows.add("{\"image\":\"images/image-%05d.jpg\",\"image_id\":\"image-%d\"}".formatted(i, i));
    }
    List<String> options =
        new ArrayList<>(
            List.of(
                "--manifest=" + Files.write(out.resolve(name + ".jsonl"), rows),
                "--output=" + out.resolve(name),
                "--batchId=" + name));
    options.addAll(more);
    return options;
  }
}
