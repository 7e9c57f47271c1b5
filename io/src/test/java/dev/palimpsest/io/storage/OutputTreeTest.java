package dev.palimpsest.io.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutputTreeTest {
  private final OutputTree tree = new OutputTree("gs://bucket/out/");

  @Test
  void buildsTheTree() {
    assertThat(tree.clean("mug", "0a1b", "png"))
        .isEqualTo("gs://bucket/out/images/mug/0a1b/clean.png");
    assertThat(tree.translated("mug", "0a1b", "pt-BR", "jpg"))
        .isEqualTo("gs://bucket/out/images/mug/0a1b/pt-BR.jpg");
    assertThat(tree.regions("mug", "0a1b")).endsWith("/images/mug/0a1b/regions.json");
    assertThat(tree.status("2026-01-01"))
        .isEqualTo("gs://bucket/out/batches/2026-01-01/status.json");
    assertThat(tree.memory("en", "de", "ff")).isEqualTo("gs://bucket/out/memory/en/de/ff.jsonl");
  }

  @Test
  void noNameLeavesTheTree() {
    for (String name : new String[] {"..", ".", "a/b", "", "a\\b", "-x", "a*", "x.", " a", "a\n"}) {
      assertThat(OutputTree.isSafeName(name)).as(name).isFalse();
      assertThatThrownBy(() -> tree.regions(name, "0a"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(OutputTree.isSafeName("SKU_12.5@x-ü表")).isTrue();
  }
}
