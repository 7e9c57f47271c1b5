package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.server.TestStore;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite on the direct runner, and its first batch on the embedded Flink. */
@Tag("store")
class ObjectStoreBatchTest extends ObjectStoreSuite {
  ObjectStoreBatchTest() {
    super(List.of());
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void theSameOnFlink(TestStore.Kind kind) throws IOException {
    use(kind);
    completed("f1", localize("f1", "de", "--runner=FlinkRunner", "--flinkMaster=[local]"));
    assertNothingLost("f1");
  }
}
