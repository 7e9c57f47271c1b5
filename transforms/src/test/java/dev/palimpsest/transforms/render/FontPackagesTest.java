package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FontPackagesTest {
  @Test
  void namesThePackageOfEveryCharacter() {
    assertThat(FontPackages.holding("特価、")).isEqualTo("fonts-noto-cjk");
    assertThat(FontPackages.holding("ราคา")).isEqualTo("fonts-noto-core");
    assertThat(FontPackages.holding("नया特😀"))
        .isEqualTo("fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core");
  }
}
