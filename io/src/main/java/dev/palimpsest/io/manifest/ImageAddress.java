package dev.palimpsest.io.manifest;

import dev.palimpsest.io.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of images as rows give them: where they point to, and the names made of them. */
final class ImageAddress {
  private static final Pattern SCHEME_AND_HOST =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+://[^/]+)/(.*)");
  private static final List<String> SCHEMES = List.of("https", "http", "gs", "s3", "file");
  private static final int SLUG_LENGTH = 60;
  private static final int HASH_BYTES = 6;

  private ImageAddress() {}

  /** Why an address cannot be that of an image; empty if it can. */
  static Optional<String> problem(String address) {
    Optional<String> character =
        address
            .codePoints()
            .filter(c -> Character.isISOControl(c) || isHalfAPair(c))
            .mapToObj("image holds the character U+%04X, which no address can"::formatted)
            .findFirst();
    if (character.isPresent() || !Storage.hasScheme(address)) {
      return character;
    }
    String scheme = address.substring(0, address.indexOf(':')).toLowerCase(Locale.ROOT);
    return SCHEMES.contains(scheme)
        ? Optional.empty()
        : Optional.of(
            "image has the scheme '%s:'; those that work are %s, and paths"
                .formatted(scheme, String.join(", ", SCHEMES)));
  }

  /** Of a surrogate pair: no encoding has bytes for it. */
  static boolean isHalfAPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Resolves a relative address against the folder of the manifest it stands in. */
  static String resolve(String manifestUri, String address) {
    if (Storage.hasScheme(address) || address.startsWith("/")) {
      return address;
    }
    String manifest = withoutQuery(manifestUri);
    Matcher remote = SCHEME_AND_HOST.matcher(manifest);
    if (!manifest.startsWith("file:") && remote.matches()) {
      return remote.group(1) + "/" + sibling(Path.of("/" + remote.group(2)), address);
    }
    Path file = Storage.localPath(manifest).orElseThrow().toAbsolutePath();
    return "/" + sibling(file, address);
  }

  private static String sibling(Path file, String address) {
    return file.resolveSibling(address).normalize().toString().substring(1);
  }

  /** The last path segment, without query and fragment. */
  static String fileName(String address) {
    String path = withoutQuery(address);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * An id for a row that gives none: readable, safe as a path, and the same in every run. The
   * address counts as the row gives it, so a catalog may move as a whole.
   */
  static String deriveId(String address) {
    String name = fileName(address).replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    String slug = name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    String prefix = slug.substring(0, Math.min(SLUG_LENGTH, slug.length()));
    return (prefix.isEmpty() ? "image" : prefix) + "-" + shortHash(address);
  }

  /** 12 hexadecimal digits: a million images of one name stay apart. */
  static String shortHash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String withoutQuery(String address) {
    return address.matches("(?i)https?://.*") ? address.replaceFirst("[?#].*$", "") : address;
  }
}
