package dev.palimpsest.pipeline.localize;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The suite on a real cluster of processes, each with its own way to the store. */
@Tag("cluster")
class ObjectStoreClusterIT extends ObjectStoreSuite {
  private static final int PORT = 18_182;
  private static RealCluster cluster;

  /** The cluster has the jar in its own classpath: an empty one is sent along. */
  @TempDir static Path folder;

  ObjectStoreClusterIT() {
    super(options());
  }

  private static List<String> options() {
    List<String> options = new ArrayList<>(RealCluster.options(PORT));
    options.add("--filesToStage=" + folder.resolve("empty.jar"));
    return options;
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("empty.jar"))) {
      new JarOutputStream(file, new Manifest()).close();
    }
    cluster = new RealCluster(PORT);
  }

  @AfterAll
  static void stopCluster() throws IOException, InterruptedException {
    cluster.close();
  }
}
