package dev.palimpsest.transforms.render;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.natives.Natives;
import io.github.humbleui.skija.Data;
import io.github.humbleui.skija.FontMgr;
import io.github.humbleui.skija.FontStyle;
import io.github.humbleui.skija.Typeface;
import io.github.humbleui.skija.paragraph.FontCollection;
import io.github.humbleui.skija.paragraph.TypefaceFontProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fonts of this process: DejaVu from the jar, the user's folders, and Noto where the system has
 * it. Load once and share between threads; typefaces live as long as the process.
 *
 * <p>Order matters and is fixed (user's folders, Noto, DejaVu, each by file name), so that the same
 * installation always draws the same picture.
 */
public final class Fonts {
  private static final String JAR_FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
  private static final Path SYSTEM_FONTS = Path.of("/usr/share/fonts");

  /** One regular and one bold face of each script are enough; display weights are not drawn. */
  private static final String SYSTEM_NOTO =
      "Noto(Sans|Serif|SansMono|NaskhArabic)[A-Za-z]*-(Regular|Bold|Italic|BoldItalic)\\.(ttf|otf|ttc)";

  /** Faces of a collection file, one for each of the CJK languages. */
  private static final int MAX_COLLECTION_FACES = 16;

  private static final int IDEOGRAPHIC_COMMA = 0x3001;

  private static final long MAX_FONT_BYTES = 256L << 20;

  private final TypefaceFontProvider provider = new TypefaceFontProvider();
  private final Map<String, Typeface> regularByFamily = new LinkedHashMap<>();
  private final List<String> userFamilies = new ArrayList<>();
  private final ThreadLocal<FontCollection> collections =
      ThreadLocal.withInitial(() -> new FontCollection().setAssetFontManager(provider));

  private Fonts() {}

  /**
   * Loads fonts.
   *
   * @param folders folders or object-store prefixes with further fonts ({@code .ttf}, {@code .otf},
   *     {@code .ttc}), preferred over the rest
   * @param system whether to look for Noto under {@code /usr/share/fonts}
   * @throws UncheckedIOException if a folder cannot be read
   */
  public static Fonts load(List<String> folders, boolean system) {
    Natives.ready();
    Fonts fonts = new Fonts();
    for (String folder : folders) {
      for (String file : fontFiles(folder)) {
        fonts.userFamilies.addAll(fonts.registerFile(file));
      }
    }
    if (system && Files.isDirectory(SYSTEM_FONTS)) {
      for (String file : fontFiles(SYSTEM_FONTS.toString())) {
        if (file.substring(file.lastIndexOf('/') + 1).matches(SYSTEM_NOTO)) {
          fonts.registerFile(file);
        }
      }
    }
    for (String name : JarFace.names()) {
      fonts.registerResource(name);
    }
    return fonts;
  }

  private static List<String> fontFiles(String folder) {
    try {
      return Storage.listFolder(folder).stream()
          .map(Storage.FileInfo::uri)
          .filter(uri -> uri.toLowerCase(Locale.ROOT).matches(".*\\.(ttf|otf|ttc)"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("fonts under " + folder + " cannot be listed", e);
    }
  }

  private Set<String> registerFile(String uri) {
    Set<String> families = new LinkedHashSet<>();
    Optional<Path> local = Storage.localPath(uri);
    Optional<Data> fetched = local.isPresent() ? Optional.empty() : Optional.of(fetch(uri));
    int faces = uri.toLowerCase(Locale.ROOT).endsWith(".ttc") ? MAX_COLLECTION_FACES : 1;
    for (int i = 0; i < faces; i++) {
      Typeface face =
          fetched.isPresent()
              ? FontMgr.getDefault().makeFromData(fetched.get(), i)
              : FontMgr.getDefault().makeFromFile(local.orElseThrow().toString(), i);
      if (face == null) {
        break;
      }
      families.add(register(face, face.getFamilyName()));
    }
    return families;
  }

  private static Data fetch(String uri) {
    try {
      return Data.makeFromBytes(Storage.read(uri, MAX_FONT_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("the font " + uri + " cannot be read", e);
    }
  }

  private void registerResource(String name) {
    try (InputStream in = Fonts.class.getResourceAsStream(JAR_FOLDER + name + ".ttf")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the font " + name);
      }
      Typeface face = FontMgr.getDefault().makeFromData(Data.makeFromBytes(in.readAllBytes()), 0);
      register(face, JarFace.family(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the font " + name + " cannot be read", e);
    }
  }

  private String register(Typeface face, String family) {
    provider.registerTypeface(face, family);
    boolean regular = !face.isBold() && !face.isItalic();
    if (regular || !regularByFamily.containsKey(family)) {
      regularByFamily.put(family, face);
    }
    return family;
  }

  /** Skia's view of these fonts for the calling thread (it caches and is not thread-safe). */
  FontCollection collection() {
    return collections.get();
  }

  /**
   * The families to draw a text with: the best match of the style first, then those that fill its
   * gaps, in the order they are needed.
   */
  List<String> familiesFor(String text, Style style, String languageTag) {
    Set<String> chosen = new LinkedHashSet<>();
    preferred(style).stream()
        .filter(regularByFamily::containsKey)
        .findFirst()
        .ifPresent(chosen::add);
    text.codePoints()
        .filter(Fonts::visible)
        .distinct()
        .filter(c -> chosen.stream().noneMatch(f -> has(f, c)))
        .forEach(c -> coverFor(c, style, languageTag, chosen));
    return List.copyOf(chosen);
  }

  private void coverFor(int codePoint, Style style, String languageTag, Set<String> chosen) {
    if (chosen.stream().anyMatch(f -> has(f, codePoint))) {
      return;
    }
    String kind = style.family() == Style.Family.SERIF ? "Serif" : "Sans";
    Stream.of(
            cjkFamilies(style, languageTag).stream(),
            regularByFamily.keySet().stream().filter(f -> f.contains(kind)),
            regularByFamily.keySet().stream())
        .flatMap(families -> families)
        .filter(regularByFamily::containsKey)
        .filter(f -> has(f, codePoint))
        .findFirst()
        .ifPresent(chosen::add);
  }

  /** Han characters look different in each language; the face must be the target's. */
  private static List<String> cjkFamilies(Style style, String languageTag) {
    String tag = languageTag.toLowerCase(Locale.ROOT);
    String region = "SC";
    if (tag.startsWith("ja")) {
      region = "JP";
    } else if (tag.startsWith("ko")) {
      region = "KR";
    } else if (tag.contains("hant") || tag.endsWith("-tw")) {
      region = "TC";
    } else if (tag.endsWith("-hk")) {
      region = "HK";
    }
    String serif = style.family() == Style.Family.SERIF ? "Serif" : "Sans";
    return List.of("Noto " + serif + " CJK " + region, "Noto Sans CJK " + region);
  }

  private List<String> preferred(Style style) {
    List<String> families = new ArrayList<>(userFamilies);
    // DejaVu's normal width is wider than what is usually printed: its condensed faces match
    // better.
    families.addAll(
        switch (style.family()) {
          case MONO -> List.of("Noto Sans Mono", "DejaVu Sans Mono");
          case SERIF -> List.of("Noto Serif", "DejaVu Serif Condensed");
          case SANS -> List.of("Noto Sans", "DejaVu Sans Condensed");
        });
    return families;
  }

  /** Whether any font has the character, or it needs no glyph. */
  public boolean covers(int codePoint) {
    return !visible(codePoint)
        || regularByFamily.keySet().stream().anyMatch(f -> has(f, codePoint));
  }

  private boolean has(String family, int codePoint) {
    return regularByFamily.get(family).getUTF32Glyph(codePoint) != 0;
  }

  /** Blanks, controls, joiners and variation selectors ask for no glyph of their own. */
  private static boolean visible(int codePoint) {
    return !Character.isWhitespace(codePoint)
        && !Character.isISOControl(codePoint)
        && !UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
  }

  /** The face for one character; those made for columns go before those that know lines only. */
  Typeface faceInColumns(int codePoint, List<String> families, Style style) {
    String family =
        families.stream()
            .filter(f -> has(f, codePoint))
            .min(Comparator.comparing(f -> !has(f, IDEOGRAPHIC_COMMA)))
            .orElse(families.get(0));
    FontStyle fontStyle = TextStyles.fontStyle(style, Character.toString(IDEOGRAPHIC_COMMA));
    return collection().findTypefaces(new String[] {family}, fontStyle)[0];
  }

  /** The face that most of a text in this style is drawn with, for its measures. */
  Typeface mainFace(String text, Style style, String languageTag) {
    List<String> families = familiesFor(text, style, languageTag);
    return collection()
        .findTypefaces(new String[] {families.get(0)}, TextStyles.fontStyle(style, text))[0];
  }
}
