package dev.palimpsest.io.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one JSON mapper: snake_case names, record components in declared order, maps by key, times as
 * ISO-8601, absent values left out. The same record always gives the same bytes.
 */
public final class Json {
  /**
   * An image of 150 MB in base64; Jackson's own limit is below the largest one taken by default.
   */
  public static final int LONGEST_TEXT = 200_000_000;

  /** What one text may have, in whatever form it is read. */
  public static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build();

  /** Thread-safe and never reconfigured. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(Json.class);

  private Json() {}

  /** One line of JSON without a line break. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Indented JSON that ends with a line break, for files that people open. */
  public static String writePretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads text that this program wrote to storage, where a crash or a full disk may have cut it.
   *
   * @param where names it in the log
   * @return empty, with a warning in the log, if it is damaged: what it was worth is done again
   */
  public static <T> Optional<T> readStored(byte[] json, Class<T> type, String where) {
    String damage = "no record";
    try {
      T value = MAPPER.readValue(json, type);
      if (value != null) {
        return Optional.of(value);
      }
    } catch (IOException e) {
      damage = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.toString();
    }
    LOG.warn("{} is damaged and passed over: {}", where, damage);
    return Optional.empty();
  }

  /**
   * Reads text that this program wrote itself.
   *
   * @throws UncheckedIOException if the text is not such a record
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
