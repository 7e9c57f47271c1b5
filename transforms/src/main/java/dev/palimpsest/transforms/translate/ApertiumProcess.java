package dev.palimpsest.transforms.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One running pipeline of Apertium for one pair: text in, text out, for as long as it lives.
 *
 * <p>A mode file is the pair's shell pipeline. Each program of it gets {@code -z}: it answers at
 * every NUL. ({@code apertium -z} itself holds answers back until its input ends.) The pipeline is
 * given {@code -n}: no marks at unknown words. A text must end in something after its last word, or
 * the last word waits for what may follow; an empty blank, {@code []}, is enough, and a full stop
 * before it tells the tagger that the sentence is over.
 */
final class ApertiumProcess implements AutoCloseable {
  private static final Pattern PROGRAM = Pattern.compile("(^|\\|)\\s*(\\S+)");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\\\[\\]{}^$/@<>]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…:;]$");
  private static final Pattern ADDED_END = Pattern.compile("\\.?\\s*\\[\\]\\s*$");
  private static final Pattern BLANK_END = Pattern.compile("\\s*\\[\\]\\s*$");

  private final Process process;
  private final InputStream out;
  private final OutputStream in;

  ApertiumProcess(Path mode) throws IOException {
    String pipeline = PROGRAM.matcher(Files.readString(mode).strip()).replaceAll("$1 $2 -z");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", pipeline, "sh", "-n", "");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    process = builder.start();
    out = process.getInputStream();
    in = process.getOutputStream();
  }

  /**
   * Translates one text.
   *
   * @throws IOException if the process died or did not answer in time; it is of no use any more
   */
  String translate(String text, Duration timeout) throws IOException, InterruptedException {
    boolean addsEnd = !SENTENCE_END.matcher(text).find();
    String escaped =
        SPECIAL.matcher(text).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
    in.write((escaped + (addsEnd ? ".[]" : "[]") + "\0").getBytes(UTF_8));
    in.flush();
    String answer = await(timeout);
    String plain = (addsEnd ? ADDED_END : BLANK_END).matcher(answer).replaceFirst("");
    return ESCAPED
        .matcher(plain)
        .replaceAll(match -> Matcher.quoteReplacement(match.group(1)))
        .replaceAll("\\s+", " ")
        .strip();
  }

  private String await(Duration timeout) throws IOException, InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                answer.complete(readToNul());
              } catch (IOException e) {
                answer.completeExceptionally(e);
              }
            },
            "apertium-reader");
    reader.setDaemon(true);
    reader.start();
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer in " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  private String readToNul() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = out.read(); b != 0; b = out.read()) {
      if (b < 0) {
        throw new EOFException("the process ended");
      }
      answer.write(b);
    }
    return answer.toString(UTF_8);
  }

  long pid() {
    return process.pid();
  }

  /** Ends the shell and every program of the pipeline. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
