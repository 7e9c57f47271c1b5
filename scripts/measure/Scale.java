import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.io.server.GcsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a batch of a million images in ten languages needs, from three small batches whose images
 * and languages differ in number: each cost is fixed + images · a + images · languages · b.
 * Everything is on a server that speaks Google Cloud Storage's protocol and counts.
 *
 * <p>Arguments: {@code CATALOG OUT IMAGES [--option=value …]}.
 */
final class Scale {
  private static final String BUCKET = "catalog";
  private static final List<String> LANGUAGES = List.of("de", "fr", "it", "es");
  private static final double BIG_IMAGES = 1e6;
  private static final double BIG_LANGUAGES = 10;

  /** What is measured; storage operations by the classes that Google bills. */
  private enum Cost {
    SLOT_SECONDS("slot time, s"),
    SHUFFLE_BYTES("shuffled, bytes"),
    WRITES("storage writes and listings"),
    READS("storage reads"),
    STORED_BYTES("stored, bytes");

    private final String title;

    Cost(String title) {
      this.title = title;
    }
  }

  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final GcsServer server;
  private final FlinkCluster cluster;
  private final List<String> more;

  private Scale(GcsServer server, FlinkCluster cluster, List<String> more) {
    this.server = server;
    this.cluster = cluster;
    this.more = more;
  }

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[1]).toAbsolutePath();
    int images = Integer.parseInt(args[2]);
    try (GcsServer server = new GcsServer(0, 1_000, BUCKET);
        FlinkCluster cluster = new FlinkCluster(out, 2)) {
      Scale scale = new Scale(server, cluster, List.of(args).subList(3, args.length));
      Library library = new Library(Path.of(args[0]));
      for (int i = 0; i < 2 * images; i++) {
        scale.upload("images/%d.jpg".formatted(i), library.picture(i, 0));
      }
      server.faults().always(scale::count);
      scale.run("warm-up", images, 2);
      scale.table(
          images,
          scale.run("base", images, 2),
          scale.run("languages", images, LANGUAGES.size()),
          scale.run("images", 2 * images, 2));
    }
    System.exit(0);
  }

  /** Sees every request, and lets all of them pass. */
  private boolean count(String methodAndPath) {
    boolean isList = methodAndPath.matches("GET .*/o/?");
    boolean isRead = methodAndPath.startsWith("GET") && !isList;
    (isRead ? reads : writes).incrementAndGet();
    return false;
  }

  private Map<Cost, Double> run(String name, int images, int languages)
      throws IOException, InterruptedException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < images; i++) {
      rows.append("{\"image\":\"images/%d.jpg\",\"image_id\":\"image-%d\"}%n".formatted(i, i));
    }
    upload(name + ".jsonl", rows.toString().getBytes(StandardCharsets.UTF_8));
    List<String> options =
        new ArrayList<>(
            List.of(
                "--manifest=gs://" + BUCKET + "/" + name + ".jsonl",
                "--output=gs://" + BUCKET + "/" + name,
                "--batchId=" + name,
                "--targetLanguages=" + String.join(",", LANGUAGES.subList(0, languages)),
                "--gcsEndpoint=" + server.endpoint(),
                "--credentialFactoryClass="
                    + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
                "--pathValidatorClass="
                    + "org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
                "--project=demo"));
    options.addAll(more);
    writes.set(0);
    reads.set(0);
    FlinkCluster.Job job = cluster.localize(2, options);
    Map<Cost, Double> costs = new EnumMap<>(Cost.class);
    costs.put(Cost.SLOT_SECONDS, 2 * job.seconds());
    costs.put(Cost.SHUFFLE_BYTES, (double) job.shuffleBytes());
    costs.put(Cost.WRITES, writes.doubleValue());
    costs.put(Cost.READS, reads.doubleValue());
    costs.put(Cost.STORED_BYTES, stored(name));
    return costs;
  }

  /** All bytes that the batch left. */
  private double stored(String name) throws IOException {
    double bytes = 0;
    String page = "";
    do {
      JsonNode list =
          new ObjectMapper()
              .readTree(
                  URI.create(server.endpoint() + "b/" + BUCKET + "/o?prefix=" + name + "/" + page)
                      .toURL());
      for (JsonNode object : list.path("items")) {
        bytes += object.path("size").asDouble();
      }
      page = list.has("nextPageToken") ? "&pageToken=" + list.get("nextPageToken").asText() : "";
    } while (!page.isEmpty());
    return bytes;
  }

  private void upload(String name, byte[] content) throws IOException {
    URI uri =
        URI.create(
            server.endpoint().replace("/storage/v1/", "/upload/storage/v1/")
                + "b/" + BUCKET + "/o?uploadType=media&name=" + name.replace("/", "%2F"));
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(content);
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(uri + ": " + connection.getResponseCode());
    }
  }

  private void table(
      int images,
      Map<Cost, Double> base,
      Map<Cost, Double> moreLanguages,
      Map<Cost, Double> moreImages) {
    System.out.printf(
        "%-30s %14s %20s %24s%n",
        "",
        "for an image",
        "for each language",
        "%,.0f × %.0f".formatted(BIG_IMAGES, BIG_LANGUAGES));
    for (Cost cost : Cost.values()) {
      double language =
          (moreLanguages.get(cost) - base.get(cost)) / (images * (LANGUAGES.size() - 2.0));
      double image = (moreImages.get(cost) - base.get(cost)) / images - 2 * language;
      System.out.printf(
          "%-30s %,14.2f %,20.2f %,24.0f%n",
          cost.title, image, language, BIG_IMAGES * (image + BIG_LANGUAGES * language));
    }
  }
}
