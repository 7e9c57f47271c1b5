package dev.palimpsest.io.image;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses the rows of a manifest may name beside public web servers and object stores. Who
 * writes a manifest gets back what its images show, so a manifest of others must not reach whatever
 * a worker can.
 *
 * @param privateHosts also {@code http(s)} on loopback, private and link-local addresses
 * @param anyLocalFile also every file that a worker can read
 * @param localRoots else only those under these folders, absolute paths
 */
public record ImageReach(boolean privateHosts, boolean anyLocalFile, List<String> localRoots)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** All local files and no private host: a manifest of the user's own. */
  public static final ImageReach OWN_FILES = new ImageReach(false, true, List.of());

  public ImageReach {
    localRoots = List.copyOf(localRoots);
  }

  /**
   * Lets remote addresses pass, and local ones that are within reach, whether there is such a file
   * or not.
   *
   * @throws FailureException {@code FORBIDDEN_LOCATION}
   */
  void checkLocal(String uri) throws FailureException {
    Optional<Path> path = anyLocalFile ? Optional.empty() : Storage.localPath(uri);
    if (path.isEmpty()) {
      return;
    }
    Path plain = path.get().toAbsolutePath().normalize();
    if (localRoots.stream().map(Path::of).noneMatch(root -> isUnder(plain, root))) {
      throw new FailureException(
          Stage.LOAD,
          FailureCode.FORBIDDEN_LOCATION,
          uri + " is a local file, and not under a folder of --allowLocalRoots");
    }
  }

  private static boolean isUnder(Path path, Path root) {
    if (!path.startsWith(root.normalize())) {
      return false;
    }
    // The deepest part that is there tells where links lead.
    Path there = path;
    while (!Files.exists(there) && !Files.isSymbolicLink(there) && !there.equals(root)) {
      there = there.getParent();
    }
    try {
      return !Files.exists(root) || there.toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) { // a link to nowhere
      return false;
    }
  }
}
