package dev.palimpsest.io.image;

import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Base64;
import java.util.Optional;

/**
 * Brings the bytes of an image, whatever kind of address it has. Thread-safe; one per worker is
 * enough. Failures are typed; nothing looks at pixels here.
 */
public final class ImageSource {
  private final long maxBytes;
  private final ImageReach reach;
  private final HttpImages http;

  /**
   * @param maxBytes of one image; more is {@code IMAGE_TOO_LARGE}
   * @param reach which addresses beside public ones may be named
   */
  public ImageSource(long maxBytes, ImageReach reach) {
    this(maxBytes, reach, new HttpImages(maxBytes, reach.privateHosts()));
  }

  ImageSource(long maxBytes, ImageReach reach, HttpImages http) {
    this.maxBytes = maxBytes;
    this.reach = reach;
    this.http = http;
  }

  /**
   * The bytes at a local path, {@code file:}, {@code gs://}, {@code s3://} or {@code http(s)://}.
   *
   * @throws FailureException with {@code IMAGE_NOT_FOUND}, {@code ACCESS_DENIED}, {@code
   *     FORBIDDEN_LOCATION}, {@code IMAGE_UNAVAILABLE}, {@code IMAGE_TOO_LARGE} or {@code
   *     EMPTY_IMAGE}
   */
  public byte[] read(String uri) throws FailureException {
    reach.checkLocal(uri);
    byte[] bytes = uri.matches("(?is)https?://.*") ? http.read(uri) : readStored(uri);
    return notEmpty(bytes, uri);
  }

  /**
   * What storage says of an image without giving its bytes; empty if it says nothing to rely on
   * (there is none, or it does not tell its size and time). Web servers are asked by {@code HEAD}.
   *
   * @throws FailureException with {@code FORBIDDEN_LOCATION}
   */
  public Optional<SourceStamp> stamp(String uri) throws FailureException {
    if (uri.matches("(?is)https?://.*")) {
      return http.stamp(uri);
    }
    reach.checkLocal(uri);
    try {
      return Storage.info(uri)
          .filter(info -> !version(info).isEmpty())
          .map(info -> new SourceStamp(info.sizeBytes(), version(info)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The store's hash where it tells one: a time is coarse, and changes where the bytes do not. */
  private static String version(Storage.FileInfo info) {
    if (!info.checksum().isEmpty()) {
      return info.checksum();
    }
    return info.lastModified().toEpochMilli() > 0 ? info.lastModified().toString() : "";
  }

  private byte[] readStored(String uri) throws FailureException {
    try {
      return Storage.read(uri, maxBytes);
    } catch (FileNotFoundException e) {
      throw failure(FailureCode.IMAGE_NOT_FOUND, "There is no image at " + uri, e);
    } catch (AccessDeniedException e) {
      throw failure(FailureCode.ACCESS_DENIED, "No permission to read " + uri, e);
    } catch (Storage.TooLargeException e) {
      throw failure(FailureCode.IMAGE_TOO_LARGE, e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw failure(FailureCode.IMAGE_NOT_FOUND, "Not an address that can be read: " + uri, e);
    } catch (IOException e) {
      throw failure(codeOf(e), "Could not read " + uri + ": " + e.getMessage(), e);
    }
  }

  /** Object stores tell a refusal only in words. */
  private static FailureCode codeOf(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("403") || text.contains("AccessDenied") || text.contains("Forbidden")
        ? FailureCode.ACCESS_DENIED
        : FailureCode.IMAGE_UNAVAILABLE;
  }

  /**
   * The bytes of an image inside a manifest row.
   *
   * @param base64 raw base64 (also the URL-safe kind) or a data URL
   * @throws FailureException with {@code INVALID_ROW} if it is no base64, {@code IMAGE_TOO_LARGE}
   *     or {@code EMPTY_IMAGE}
   */
  public byte[] decodeInline(String base64) throws FailureException {
    boolean isDataUrl = base64.regionMatches(true, 0, "data:", 0, 5);
    int comma = base64.indexOf(',');
    if (isDataUrl && (comma < 0 || !base64.substring(0, comma).strip().endsWith(";base64"))) {
      throw new FailureException(
          Stage.MANIFEST,
          FailureCode.INVALID_ROW,
          "The data URL of the image does not start with data:TYPE;base64,");
    }
    String digits = isDataUrl ? base64.substring(comma + 1) : base64;
    String standard = digits.replaceAll("\\s+", "").replace('-', '+').replace('_', '/');
    if (standard.length() / 4 * 3L > maxBytes + 2) {
      throw tooLarge();
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          Stage.MANIFEST,
          FailureCode.INVALID_ROW,
          "The inline image is no base64: " + e.getMessage(),
          e);
    }
    if (bytes.length > maxBytes) {
      throw tooLarge();
    }
    return notEmpty(bytes, "the inline image");
  }

  private FailureException tooLarge() {
    return new FailureException(
        Stage.LOAD,
        FailureCode.IMAGE_TOO_LARGE,
        "The inline image has more than " + maxBytes + " bytes");
  }

  private static byte[] notEmpty(byte[] bytes, String where) throws FailureException {
    if (bytes.length == 0) {
      throw new FailureException(Stage.LOAD, FailureCode.EMPTY_IMAGE, "No bytes in " + where);
    }
    return bytes;
  }

  private static FailureException failure(FailureCode code, String message, Exception cause) {
    return new FailureException(Stage.LOAD, code, message, cause);
  }
}
