package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What {@code languages} takes. */
public interface LanguagesOptions extends PipelineOptions {
  @Description("Language of the source, for the column of engines that translate from it.")
  @Default.String("en")
  String getTranslateFrom();

  void setTranslateFrom(String value);

  @Description("Folders with OCR data (*.traineddata), comma-separated, as for localize.")
  @Default.String("")
  String getTessdata();

  void setTessdata(String value);

  @Description("Folders with fonts, comma-separated, as for localize.")
  @Default.String("")
  String getFonts();

  void setFonts(String value);

  @Description("Print JSON in place of a table.")
  @Default.Boolean(false)
  boolean getJson();

  void setJson(boolean value);
}
