import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Batch after batch on one worker with two slots: its memory must not grow after the first two.
 *
 * <p>Arguments: {@code CATALOG OUT IMAGES [--option=value …]}; the images of all batches together.
 */
final class LongLived {
  private static final int BATCHES = 10;

  /** Batches in which the heap, caches and compiled code come to their size. */
  private static final int WARM_UP = 2;

  private static final double MAX_GROWTH = 0.05;

  private LongLived() {}

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[1]).toAbsolutePath();
    int images = Integer.parseInt(args[2]) / BATCHES;
    boolean isFlat;
    try (FlinkCluster cluster = new FlinkCluster(out, 2)) {
      System.out.printf(
          "%-6s %8s %12s %12s %8s %11s%n", "images", "seconds", "mean RSS MB", "peak RSS MB", "threads",
          "temp files");
      List<Double> means = new ArrayList<>();
      for (int batch = 0; batch < BATCHES; batch++) {
        List<String> options = batch(out, batch, images);
        options.addAll(List.of(args).subList(3, args.length));
        var job =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return cluster.localize(2, options);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        List<Long> samples = new ArrayList<>();
        while (!job.isDone()) {
          samples.add(cluster.worker("VmRSS") / 1024);
          TimeUnit.SECONDS.sleep(1);
        }
        means.add(samples.stream().mapToLong(Long::longValue).average().orElseThrow());
        System.out.printf(
            "%-6d %8.1f %12.0f %12d %8d %11d%n",
            (batch + 1) * images,
            job.get().seconds(),
            means.get(batch),
            samples.stream().mapToLong(Long::longValue).max().orElseThrow(),
            cluster.worker("Threads"),
            cluster.temporaryFiles());
      }
      double growth = means.get(BATCHES - 1) / means.get(WARM_UP) - 1;
      System.out.printf("growth from batch %d to %d: %.1f %%%n", WARM_UP + 1, BATCHES, 100 * growth);
      isFlat = growth <= MAX_GROWTH;
    }
    System.exit(isFlat ? 0 : 1);
  }

  private static List<String> batch(Path out, int batch, int images) throws IOException {
    Path folder = Files.createDirectories(out.resolve("images-" + batch));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int number = batch * images + i;
      Path file = folder.resolve("image-%05d.png".formatted(number));
      ImageIO.write(DrawnPictures.label(number), "png", file.toFile());
      rows.add("{\"image\":\"%s\",\"image_id\":\"image-%d\"}".formatted(file, number));
    }
    return new ArrayList<>(
        List.of(
            "--manifest=" + Files.write(out.resolve("batch-" + batch + ".jsonl"), rows),
            "--output=" + out.resolve("root-" + batch),
            "--batchId=batch-" + batch,
            "--targetLanguages=de,fr"));
  }
}
