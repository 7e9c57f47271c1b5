package dev.palimpsest.transforms.render;

import java.util.List;

/** The faces that travel in the jar. */
public final class JarFace {
  private JarFace() {}

  /** File names without extension. */
  public static List<String> names() {
    return List.of(
        "DejaVuSans",
        "DejaVuSans-Bold",
        "DejaVuSans-Oblique",
        "DejaVuSans-BoldOblique",
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
        "DejaVuSansCondensed-Oblique",
        "DejaVuSansCondensed-BoldOblique",
        "DejaVuSerif",
        "DejaVuSerif-Bold",
        "DejaVuSerif-Italic",
        "DejaVuSerif-BoldItalic",
        "DejaVuSerifCondensed",
        "DejaVuSerifCondensed-Bold",
        "DejaVuSerifCondensed-Italic",
        "DejaVuSerifCondensed-BoldItalic",
        "DejaVuSansMono",
        "DejaVuSansMono-Bold",
        "DejaVuSansMono-Oblique",
        "DejaVuSansMono-BoldOblique");
  }

  /** {@code DejaVuSansCondensed-Bold} is of the family {@code DejaVu Sans Condensed}. */
  static String family(String name) {
    return name.replaceAll("-.*", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .replace("Deja Vu", "DejaVu");
  }
}
