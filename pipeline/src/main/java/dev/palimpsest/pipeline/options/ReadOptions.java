package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What both {@code localize} and {@code extract-text} take. */
public interface ReadOptions extends OutputOptions {
  @Description(
      "Manifest: JSON Lines (.jsonl) or CSV (.csv), also gzipped, also a glob. Either this or"
          + " --images.")
  String getManifest();

  void setManifest(String value);

  @Description("Glob of images to take without a manifest. Either this or --manifest.")
  String getImages();

  void setImages(String value);

  @Description(
      "Language of the text on the images (BCP-47, or several, comma-separated) where the row does"
          + " not say; auto finds out.")
  @Default.String("auto")
  String getSourceLanguage();

  void setSourceLanguage(String value);

  @Description(
      "Name of the batch, at most 128 letters, digits and . _ @ + = -; made from the time if not"
          + " given.")
  String getBatchId();

  void setBatchId(String value);

  @Description("Continue the batch --batchId: what is found done is not done again.")
  @Default.Boolean(false)
  boolean getResume();

  void setResume(boolean value);

  @Description(
      "Folders with OCR data (*.traineddata), comma-separated; they win over what travels in the"
          + " jar and over the system's packages.")
  @Default.String("")
  String getTessdata();

  void setTessdata(String value);

  @Description(
      "ONNX model of the DB kind (such as PP-OCR's detectors) that finds the text; a file, or a"
          + " folder or prefix with one *.onnx. Found by its glyphs if not given.")
  @Default.String("")
  String getTextDetectorModel();

  void setTextDetectorModel(String value);

  @Description(
      "ONNX model of the CTC kind (such as PP-OCR's recognizers) that reads the lines instead of"
          + " Tesseract; a file, or a folder or prefix with one *.onnx. Needs"
          + " --textRecognizerAlphabet.")
  @Default.String("")
  String getTextRecognizerModel();

  void setTextRecognizerModel(String value);

  @Description("Characters that --textRecognizerModel knows, one a line, in its order.")
  @Default.String("")
  String getTextRecognizerAlphabet();

  void setTextRecognizerAlphabet(String value);

  @Description("Seconds that reading one image may take.")
  @Default.Integer(120)
  int getOcrTimeout();

  void setOcrTimeout(int value);

  @Description("Largest image file in bytes (the public APIs take 10 to 20 MB).")
  @Default.Long(20_000_000)
  long getMaxImageBytes();

  void setMaxImageBytes(long value);

  @Description("Largest image in pixels, width times height.")
  @Default.Long(50_000_000)
  long getMaxImagePixels();

  void setMaxImagePixels(long value);

  @Description("Also fetch http(s) images from private, loopback and link-local addresses.")
  @Default.Boolean(false)
  boolean getAllowPrivateHosts();

  void setAllowPrivateHosts(boolean value);

  @Description(
      "Folders on the workers, absolute and comma-separated, whose files a manifest may name as"
          + " images. A manifest on an object store reaches none but these; without this option a"
          + " local one reaches all that a worker can read.")
  @Default.String("")
  String getAllowLocalRoots();

  void setAllowLocalRoots(String value);

  @Description(
      "Most images in one batch; 0 for no limit (the public APIs take 10 to 100). A larger manifest"
          + " is refused before anything runs.")
  @Default.Long(0)
  long getMaxImages();

  void setMaxImages(long value);

  @Description("Most batches that may run under one output root at the same moment.")
  @Default.Integer(1)
  int getMaxConcurrentBatches();

  void setMaxConcurrentBatches(int value);

  @Description("Seconds between two looks of a worker process whether the batch was cancelled.")
  @Default.Integer(10)
  int getCancelInterval();

  void setCancelInterval(int value);

  @Description(
      "File for the batch's counters and distributions in Prometheus' text format, written at the"
          + " end by an attached run, for node_exporter's textfile collector.")
  String getMetricsFile();

  void setMetricsFile(String value);

  @Description(
      "Address that is told, by a signed POST, that the batch has ended, whatever way it ended.")
  String getWebhookUrl();

  void setWebhookUrl(String value);

  @Description("Where the key is that signs the webhook: env:NAME or file:/path.")
  String getWebhookSecret();

  void setWebhookSecret(String value);

  @Description("Also tell webhooks at private, loopback and link-local addresses.")
  @Default.Boolean(false)
  boolean getWebhookAllowPrivateHosts();

  void setWebhookAllowPrivateHosts(boolean value);
}
