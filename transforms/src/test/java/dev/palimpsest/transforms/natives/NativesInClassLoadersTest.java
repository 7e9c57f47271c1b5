package dev.palimpsest.transforms.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativesInClassLoadersTest {
  /** As on a Flink worker, where each job has a class loader of its own. */
  @Test
  void theyLoadInEveryClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    for (int job = 0; job < 3; job++) {
      URLClassLoader loader =
          new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      Class<?> natives = loader.loadClass(Natives.class.getName());
      natives.getMethod("ready").invoke(null);
      assertThat(natives.getClassLoader()).isSameAs(loader);
      Class<?> fonts = loader.loadClass("dev.palimpsest.transforms.render.Fonts");
      Object loaded =
          fonts.getMethod("load", List.class, boolean.class).invoke(null, List.of(), false);
      assertThat(loaded.getClass().getClassLoader()).isSameAs(loader);
    }
  }
}
