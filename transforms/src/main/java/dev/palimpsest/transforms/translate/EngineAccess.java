package dev.palimpsest.transforms.translate;

import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import dev.palimpsest.transforms.translate.http.Meter;
import dev.palimpsest.transforms.translate.http.Pacer;
import dev.palimpsest.transforms.translate.http.Waiting;
import java.util.Map;

/**
 * What the engines of one worker thread share.
 *
 * @param job the same for all threads of one job
 * @param settings by engine; an engine without any has its defaults
 * @param pacer for the requests of all engines together
 */
record EngineAccess(
    String job, Map<String, EngineSettings> settings, Pacer pacer, Waiting waiting, Meter meter) {
  /** For engines that need no server. */
  static EngineAccess local() {
    return new EngineAccess(
        "", Map.of(), new Pacer(Waiting.REAL, 0), Waiting.REAL, (counter, amount) -> {});
  }

  HttpCaller caller(String engine, EngineSettings of) {
    return new HttpCaller(job, engine, of, pacer, waiting, meter);
  }
}
