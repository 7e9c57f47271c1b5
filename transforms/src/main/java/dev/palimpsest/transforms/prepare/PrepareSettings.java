package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.read.ReadSettings;
import java.io.Serializable;

/**
 * What the once-per-image step must know.
 *
 * @param outputFormat of clean and translated pictures; {@code null} = that of the original
 * @param erase {@code false} to read only ({@code extract-text})
 * @param force do again what is found done on storage
 */
public record PrepareSettings(
    OutputTree tree,
    ReadSettings read,
    long maxImageBytes,
    long maxImagePixels,
    boolean allowPrivateHosts,
    ImageFormat outputFormat,
    boolean erase,
    boolean force)
    implements Serializable {}
