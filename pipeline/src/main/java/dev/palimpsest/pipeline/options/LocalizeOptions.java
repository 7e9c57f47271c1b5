package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code localize} takes. Rows of the manifest win over these. */
public interface LocalizeOptions extends ReadOptions, TranslatorOptions {
  @Description("Languages to translate into (BCP-47, comma-separated), where the row does not say.")
  @Default.String("")
  String getTargetLanguages();

  void setTargetLanguages(String value);

  @Description(
      "Text that stays as it is, comma-separated: literal, with * wildcards, @handle, or /regex/.")
  @Default.String("")
  String getExcludeText();

  void setExcludeText(String value);

  @Description(
      "How text is laid into the picture: general, manga, e-commerce (no strokes), light-novel"
          + " (over the source text).")
  @Default.String("general")
  String getMode();

  void setMode(String value);

  @Description("Instruction for LLM engines, at most 1,000 characters.")
  String getCustomPrompt();

  void setCustomPrompt(String value);

  @Description(
      "Format of the pictures written: jpeg, png, webp, gif, bmp or tiff; that of the original if"
          + " not given.")
  String getOutputFormat();

  void setOutputFormat(String value);

  @Description(
      "ONNX inpainting model of LaMa's kind (image and mask in, image out) that fills what was"
          + " behind text on textures; a file, or a folder or prefix with one *.onnx. Continued"
          + " from around the text if not given.")
  @Default.String("")
  String getEraserModel();

  void setEraserModel(String value);

  @Description(
      "Folders with fonts (.ttf, .otf, .ttc), comma-separated, preferred over the system's Noto"
          + " and the DejaVu in the jar.")
  @Default.String("")
  String getFonts();

  void setFonts(String value);

  @Description(
      "Smallest readable font size in pixels: a longer text is drawn at it and flagged"
          + " TEXT_TOO_LONG.")
  @Default.Integer(9)
  int getMinFontSize();

  void setMinFontSize(int value);

  @Description("Most languages for one image; 0 for no limit (the public APIs take 10).")
  @Default.Integer(0)
  int getMaxLanguages();

  void setMaxLanguages(int value);

  @Description(
      "What to do again although it is found done: all, ocr, translate, render, or languages,"
          + " comma-separated.")
  @Default.String("")
  String getForce();

  void setForce(String value);

  @Description(
      "How a changed image is told: metadata (size and modification time or ETag, no download) or"
          + " content (every image is downloaded and compared).")
  @Default.String("metadata")
  String getFingerprint();

  void setFingerprint(String value);

  @Description(
      "Look whether pictures of earlier batches are still there, and make lost ones again.")
  @Default.Boolean(false)
  boolean getVerifyOutputs();

  void setVerifyOutputs(boolean value);
}
