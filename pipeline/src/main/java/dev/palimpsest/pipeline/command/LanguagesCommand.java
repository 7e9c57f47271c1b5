package dev.palimpsest.pipeline.command;

import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.LanguagesOptions;
import dev.palimpsest.pipeline.options.UsageException;
import dev.palimpsest.pipeline.options.Words;
import dev.palimpsest.transforms.read.OcrData;
import dev.palimpsest.transforms.read.OcrLanguages;
import dev.palimpsest.transforms.render.Fonts;
import dev.palimpsest.transforms.translate.Engines;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.options.PipelineOptions;

/** What this installation can do with which language. */
final class LanguagesCommand implements Command {
  /**
   * One language.
   *
   * @param read name of the OCR data that reads it; absent if there is none here
   * @param write whether the fonts here have every letter of its alphabet
   * @param translate engines that can translate into it from the asked source, beside the memory
   */
  private record Ability(
      String tag, String name, String read, boolean write, List<String> translate) {}

  @Override
  public String name() {
    return "languages";
  }

  @Override
  public String summary() {
    return "Lists every language: whether it can be read, written and translated into here.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return LanguagesOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException {
    List<String> problems = line.strayNames();
    LanguagesOptions options = line.as(LanguagesOptions.class, problems);
    Optional<String> source = LanguageTags.canonical(options.getTranslateFrom());
    if (source.isEmpty()) {
      problems.add("--translateFrom: no language '" + options.getTranslateFrom() + "'");
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    ObjectStores.use(options);
    List<Ability> abilities =
        abilities(
            source.get(),
            OcrData.fetch(Words.of(options.getTessdata())).codes(),
            Fonts.load(Words.of(options.getFonts()), true));
    if (options.getJson()) {
      out.print(Json.writePretty(abilities));
    } else {
      table(abilities, source.get(), out);
    }
    return ExitCode.COMPLETED;
  }

  private static List<Ability> abilities(String source, Set<String> ocrCodes, Fonts fonts) {
    List<Ability> abilities = new ArrayList<>();
    for (String language : ULocale.getISOLanguages()) {
      // Two letters: the languages in common use; regional variants follow their language.
      if (language.length() == 2 && LanguageTags.canonical(language).isPresent()) {
        String code = OcrLanguages.code(language);
        ULocale locale = new ULocale(language);
        abilities.add(
            new Ability(
                language,
                locale.getDisplayName(ULocale.ENGLISH),
                ocrCodes.contains(code) ? code : null,
                canWrite(locale, fonts),
                LanguageTags.base(source).equals(language)
                    ? List.of()
                    : Engines.supporting(source, language)));
      }
    }
    return abilities;
  }

  /** By the letters that Unicode's locale data names as the language's alphabet. */
  private static boolean canWrite(ULocale locale, Fonts fonts) {
    return StreamSupport.stream(
            LocaleData.getExemplarSet(locale, 0, LocaleData.ES_STANDARD).spliterator(), false)
        .flatMapToInt(String::codePoints)
        .allMatch(fonts::covers);
  }

  private static void table(List<Ability> abilities, String source, PrintStream out) {
    out.printf(
        "%-5s %-28s %-8s %-6s translate from %s%n", "code", "language", "read", "write", source);
    for (Ability ability : abilities) {
      out.printf(
          "%-5s %-28s %-8s %-6s %s%n",
          ability.tag(),
          ability.name(),
          ability.read() == null ? "-" : ability.read(),
          ability.write() ? "yes" : "-",
          String.join(", ", ability.translate()));
    }
    out.println("read: install tesseract-ocr-CODE or give --tessdata; write: install fonts-noto");
  }
}
