package dev.palimpsest.pipeline.options;

import dev.palimpsest.io.memory.TranslationMemory;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.erase.InpaintingModel;
import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.read.ModelFiles;
import dev.palimpsest.transforms.read.TextModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.Compression;

/** The files and folders that options name: looked at before anything runs. */
public final class NamedFiles {
  /** What a row takes in a manifest, for images that are matched without one. */
  private static final long BYTES_PER_ROW = 300;

  private final List<String> problems;

  /**
   * @param problems found so far; more are added
   */
  public NamedFiles(List<String> problems) {
    this.problems = problems;
  }

  OutputTree output(String root) {
    if (root == null || root.isBlank()) {
      problems.add("--output: name the folder or prefix to write to");
      return new OutputTree("unknown");
    }
    if (root.matches(".*[*?\\[\\]{}].*")) {
      problems.add("--output: its own files are found by globs; use a name without * ? [ ] { }");
      return new OutputTree("unknown");
    }
    OutputTree tree = new OutputTree(root);
    String probe = tree.root() + "/.palimpsest-write-test-" + UUID.randomUUID();
    try {
      Storage.write(probe, new byte[0], "text/plain");
      Storage.delete(probe);
    } catch (IOException | RuntimeException e) {
      problems.add("--output: cannot write to %s (%s)".formatted(root, e.getMessage()));
    }
    return tree;
  }

  /** Bytes of all manifests, or what they would have for images that are matched. */
  long inputBytes(ReadOptions options) {
    if ((options.getManifest() == null) == (options.getImages() == null)) {
      problems.add("--manifest or --images: give exactly one of them");
      return 0;
    }
    if (options.getImages() != null) {
      int images = match("--images", options.getImages()).size();
      checkImages(images, options.getMaxImages());
      return BYTES_PER_ROW * images;
    }
    List<Storage.FileInfo> manifests = match("--manifest", options.getManifest());
    if (options.getMaxImages() > 0) {
      checkImages(manifests.stream().mapToLong(NamedFiles::rows).sum(), options.getMaxImages());
    }
    return manifests.stream().mapToLong(Storage.FileInfo::sizeBytes).sum();
  }

  private void checkImages(long images, long most) {
    if (most > 0 && images > most) {
      problems.add("--maxImages: the batch has %d images, at most %d".formatted(images, most));
    }
  }

  /** Lines that are not blank; a CSV's header is one too many, which a limit can bear. */
  private static long rows(Storage.FileInfo manifest) {
    try (BufferedReader reader =
        new BufferedReader(
            Channels.newReader(
                Compression.detect(manifest.uri())
                    .readDecompressed(Channels.newChannel(Storage.open(manifest.uri()))),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word that changes when one of the files does; each must be there. */
  String state(String option, List<String> uris) {
    return uris.stream().map(uri -> match(option, uri).toString()).collect(Collectors.joining());
  }

  /** As {@link #state}; each is read through, for a broken one would stop every worker. */
  String memoryState(List<String> uris) {
    int before = problems.size();
    String state = state("--memory", uris);
    if (problems.size() == before) {
      for (String uri : uris) {
        try {
          TranslationMemory.check(uri);
        } catch (IOException e) {
          problems.add("--memory: " + e.getMessage());
        }
      }
    }
    return state;
  }

  /** The files that a glob matches; one at least must be there. */
  public List<Storage.FileInfo> match(String option, String pattern) {
    try {
      List<Storage.FileInfo> files = Storage.list(pattern);
      if (files.isEmpty()) {
        problems.add("%s: no such file: %s".formatted(option, pattern));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      problems.add("%s: cannot look at %s (%s)".formatted(option, pattern, e.getMessage()));
      return List.of();
    }
  }

  /** Folders or prefixes, each of which must have files. */
  List<String> folders(String option, String commaSeparated) {
    List<String> folders = Words.of(commaSeparated);
    for (String folder : folders) {
      try {
        if (Storage.listFolder(folder).isEmpty()) {
          problems.add("%s: no files under %s".formatted(option, folder));
        }
      } catch (NoSuchFileException e) {
        problems.add("%s: no such folder: %s".formatted(option, folder));
      } catch (IOException | RuntimeException e) {
        problems.add("%s: cannot look at %s (%s)".formatted(option, folder, e.getMessage()));
      }
    }
    return folders;
  }

  /** The user's own models, fetched and run once: a batch that fails on them would cost more. */
  ModelFiles models(ReadOptions options) {
    ModelFiles models =
        new ModelFiles(
            options.getTextDetectorModel(),
            options.getTextRecognizerModel(),
            options.getTextRecognizerAlphabet());
    if (models.recognizer().isEmpty() != models.alphabet().isEmpty()) {
      problems.add("--textRecognizerModel and --textRecognizerAlphabet: give both or none");
      return ModelFiles.NONE;
    }
    try {
      TextModels.fetch(models).tryOut();
    } catch (BadModelException e) {
      problems.add(e.getMessage());
    } catch (UncheckedIOException e) {
      problems.add("--textDetectorModel, --textRecognizerModel: " + e.getMessage());
    }
    return models;
  }

  /** The checksum of the user's own inpainting model, which is run once; empty if there is none. */
  String eraserChecksum(LocalizeOptions options) {
    try {
      Optional<InpaintingModel> model = InpaintingModel.fetch(options.getEraserModel());
      model.ifPresent(InpaintingModel::tryOut);
      return model.map(InpaintingModel::checksum).orElse("");
    } catch (UncheckedIOException | BadModelException e) {
      problems.add("--eraserModel: %s: %s".formatted(options.getEraserModel(), e.getMessage()));
      return "";
    }
  }

  /** Names and sizes of all files in folders: changes when a file is added or replaced. */
  String listing(List<String> folders) {
    StringBuilder listing = new StringBuilder();
    for (String folder : folders) {
      try {
        for (Storage.FileInfo file : Storage.listFolder(folder)) {
          String name = file.uri().substring(file.uri().lastIndexOf('/') + 1);
          listing.append(name).append(' ').append(file.sizeBytes()).append('\n');
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + folder, e);
      }
    }
    return listing.toString();
  }
}
