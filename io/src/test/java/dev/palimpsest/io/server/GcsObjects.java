package dev.palimpsest.io.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.json.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** The objects of {@link GcsServer}. Every write gives a new generation. */
final class GcsObjects {
  private final Map<String, TreeMap<String, Stored>> buckets = new HashMap<>();
  private final int pageSize;
  private long generation = 1_700_000_000_000_000L;

  GcsObjects(int pageSize, List<String> buckets) {
    this.pageSize = pageSize;
    buckets.forEach(bucket -> this.buckets.put(bucket, new TreeMap<>()));
  }

  /** A precondition was not met. */
  static final class PreconditionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  record Page(List<Stored> items, TreeSet<String> prefixes, Optional<String> next) {}

  @SuppressWarnings("ArrayRecordComponent")
  record Stored(
      String bucket,
      String name,
      byte[] content,
      String contentType,
      Map<String, String> metadata,
      long generation,
      Instant updated) {

    String md5() {
      try {
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    String crc32c() {
      CRC32C crc = new CRC32C();
      crc.update(content);
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    String etag() {
      return "E" + generation;
    }

    ObjectNode json() {
      ObjectNode json = Json.MAPPER.createObjectNode().put("kind", "storage#object");
      json.put("id", bucket + "/" + name + "/" + generation);
      json.put("name", name).put("bucket", bucket);
      json.put("generation", String.valueOf(generation)).put("metageneration", "1");
      json.put("contentType", contentType).put("size", String.valueOf(content.length));
      json.put("updated", updated.toString()).put("timeCreated", updated.toString());
      json.put("md5Hash", md5()).put("crc32c", crc32c()).put("etag", etag());
      json.put("storageClass", "STANDARD");
      ObjectNode own = json.putObject("metadata");
      metadata.forEach(own::put);
      return json;
    }
  }

  synchronized boolean hasBucket(String bucket) {
    return buckets.containsKey(bucket);
  }

  synchronized Optional<Stored> get(String bucket, String name) {
    return Optional.ofNullable(buckets.getOrDefault(bucket, new TreeMap<>()).get(name));
  }

  /**
   * Writes an object.
   *
   * @param ifGeneration what the present generation must be, 0 for no object, or {@code null}
   */
  synchronized Stored put(
      String bucket,
      String name,
      byte[] content,
      String contentType,
      Map<String, String> metadata,
      String ifGeneration) {
    check(bucket, name, ifGeneration);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Stored stored = new Stored(bucket, name, content, contentType, metadata, ++generation, now);
    buckets.get(bucket).put(name, stored);
    return stored;
  }

  synchronized boolean delete(String bucket, String name, String ifGeneration) {
    check(bucket, name, ifGeneration);
    return buckets.get(bucket).remove(name) != null;
  }

  private void check(String bucket, String name, String ifGeneration) {
    long present = get(bucket, name).map(Stored::generation).orElse(0L);
    if (ifGeneration != null && present != Long.parseLong(ifGeneration)) {
      throw new PreconditionFailed();
    }
  }

  /** One page; a token is the last name of the page before. */
  synchronized Page list(
      String bucket, String prefix, String delimiter, String token, int maxResults) {
    List<Stored> items = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();
    String last = token;
    for (Stored stored : buckets.get(bucket).tailMap(token, false).values()) {
      if (!stored.name().startsWith(prefix)) {
        continue;
      }
      if (items.size() + prefixes.size() >= Math.min(maxResults, pageSize)) {
        return new Page(items, prefixes, Optional.of(last));
      }
      int cut = delimiter.isEmpty() ? -1 : stored.name().indexOf(delimiter, prefix.length());
      if (cut < 0) {
        items.add(stored);
      } else {
        prefixes.add(stored.name().substring(0, cut + delimiter.length()));
      }
      last = stored.name();
    }
    return new Page(items, prefixes, Optional.empty());
  }
}
