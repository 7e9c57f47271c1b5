package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code audit} takes. */
public interface AuditOptions extends OutputOptions {
  @Description("The batch's manifest as it was given to it: each row must be accounted for.")
  String getManifest();

  void setManifest(String value);

  @Description("The batch's glob of images as it was given to it, if it had no manifest.")
  String getImages();

  void setImages(String value);

  @Description(
      "Languages of rows that name none, comma-separated; those of the status record if not"
          + " given.")
  @Default.String("")
  String getTargetLanguages();

  void setTargetLanguages(String value);

  @Description(
      "Also look for files under images/ that neither this batch nor the ledger names, and for"
          + " temporary files anywhere under the root.")
  @Default.Boolean(false)
  boolean getOrphans();

  void setOrphans(boolean value);

  @Description("Print one JSON object in place of lines.")
  @Default.Boolean(false)
  boolean getJson();

  void setJson(boolean value);
}
