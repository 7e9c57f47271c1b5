package dev.palimpsest.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReachTest {
  @TempDir Path folder;

  private ImageSource source;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectories(folder.resolve("shop/more"));
    Files.createDirectories(folder.resolve("shopping"));
    Files.write(folder.resolve("shop/a.png"), new byte[] {1});
    Files.write(folder.resolve("shop/more/b.png"), new byte[] {2});
    Files.write(folder.resolve("secret.png"), new byte[] {3});
    Files.write(folder.resolve("shopping/c.png"), new byte[] {4});
    Files.createSymbolicLink(folder.resolve("shop/out"), folder);
    Files.createSymbolicLink(folder.resolve("shop/link.png"), folder.resolve("secret.png"));
    Files.createSymbolicLink(folder.resolve("shop/in.png"), folder.resolve("shop/a.png"));
    Files.createSymbolicLink(folder.resolve("shop/nowhere.png"), folder.resolve("gone.png"));
    source =
        new ImageSource(
            99, new ImageReach(false, false, List.of(folder.resolve("shop").toString())));
  }

  private FailureCode refusal(String path) {
    String uri = folder + "/" + path;
    FailureException read = catchThrowableOfType(FailureException.class, () -> source.read(uri));
    FailureException stamp = catchThrowableOfType(FailureException.class, () -> source.stamp(uri));
    if (read.code() == FailureCode.FORBIDDEN_LOCATION) {
      assertThat(stamp.code()).isEqualTo(FailureCode.FORBIDDEN_LOCATION);
    }
    return read.code();
  }

  @Test
  void whatLiesUnderARootIsRead() throws FailureException {
    assertThat(source.read(folder + "/shop/a.png")).containsExactly(1);
    assertThat(source.read(folder.resolve("shop/more/b.png").toUri().toString()))
        .containsExactly(2);
    assertThat(source.read(folder + "/shop/more/../a.png")).containsExactly(1);
    assertThat(source.read(folder + "/shop/in.png")).containsExactly(1);
    assertThat(refusal("shop/none.png")).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
  }

  @Test
  void whatLiesElsewhereIsRefusedWhetherItIsThereOrNot() {
    for (String path :
        List.of(
            "secret.png",
            "none.png",
            "none/at/all.png",
            "shopping/c.png",
            "shop/../secret.png",
            "shop/../none.png",
            "shop/link.png",
            "shop/nowhere.png",
            "shop/out/secret.png",
            "shop/out/none.png",
            "shop")) {
      FailureCode expected =
          path.equals("shop") ? FailureCode.IMAGE_NOT_FOUND : FailureCode.FORBIDDEN_LOCATION;
      assertThat(refusal(path)).as(path).isEqualTo(expected);
    }
    assertThat(
            catchThrowableOfType(FailureException.class, () -> source.read("/etc/hostname")).code())
        .isEqualTo(FailureCode.FORBIDDEN_LOCATION);
  }

  @Test
  void aManifestOfOnesOwnReachesAll() throws FailureException {
    assertThat(new ImageSource(99, ImageReach.OWN_FILES).read(folder + "/secret.png"))
        .containsExactly(3);
  }
}
