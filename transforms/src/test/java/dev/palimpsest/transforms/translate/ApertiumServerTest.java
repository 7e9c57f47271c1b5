package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.Pacer;
import dev.palimpsest.transforms.translate.http.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's apertium-apy with Debian's pairs, and real sentences. */
class ApertiumServerTest {
  private static final Path PROGRAM = Path.of("/usr/bin/apertium-apy");
  private static final Path MODES = Path.of("/usr/share/apertium/modes");

  private Process server;
  private int port;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), "the package apertium-apy is not installed");
    assumeTrue(Files.exists(MODES.resolve("eng-spa.mode")), "Apertium eng-spa is not installed");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        new ProcessBuilder(
                PROGRAM.toString(), "-p", String.valueOf(port), "-j", "1", "/usr/share/apertium")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!listens()) {
      assertThat(server.isAlive()).as("apertium-apy runs").isTrue();
      Thread.sleep(100);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server != null) {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
      server.waitFor();
    }
  }

  private List<String> translate(String target, Segment... segments) throws InterruptedException {
    EngineSettings settings =
        new EngineSettings("http://127.0.0.1:" + port, null, null, Duration.ofMinutes(1), null);
    EngineAccess access =
        new EngineAccess(
            "job",
            Map.of(Engines.APERTIUM, settings),
            new Pacer(Waiting.REAL, 0),
            Waiting.REAL,
            (counter, amount) -> {});
    try (EngineChain chain = Engines.open(Engines.APERTIUM, access)) {
      return chain.translate(List.of(segments), Brief.of("en", target)).stream()
          .map(answer -> answer.succeeded() ? answer.text() : answer.message())
          .toList();
    }
  }

  @Test
  void translatesRealSentencesAndKeepsParts() throws InterruptedException {
    assertThat(
            translate(
                "es",
                new Segment("1", "Fresh coffee every morning", List.of()),
                new Segment("2", "WASH WITH COLD WATER", List.of()),
                new Segment(
                    "3", "Visit shop.example today, ACME-50!", List.of("shop.example", "ACME-50")),
                new Segment("4", "A fresh zyxwvut every morning & 50%", List.of())))
        .containsExactly(
            "Café fresco cada mañana",
            "LAVADO CON AGUA FRÍA",
            "Visita shop.example hoy, ACME-50!",
            "Un fresco zyxwvut cada mañana & 50%");
  }

  @Test
  void goesOverSeveralPairsAndTellsWhatItCannot() throws InterruptedException {
    Segment segment = new Segment("1", "The red house is big.", List.of());
    assumeTrue(Files.exists(MODES.resolve("es-fr.mode")), "Apertium es-fr is not installed");
    assertThat(translate("fr", segment)).containsExactly("La maison rouge est grande.");
    assertThat(translate("ja", segment)).containsExactly("no engine here translates en to ja");
  }
}
