package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What {@code evaluate} takes. */
public interface EvaluateOptions extends PipelineOptions {
  @Description(
      "Folder with the truth: gt.jsonl for ocr, index.jsonl for erase; erase and render also work"
          + " without one, on generated pictures.")
  String getData();

  void setData(String value);

  @Description("File for what was measured: predictions for ocr, figures as JSON for the others.")
  String getOut();

  void setOut(String value);

  @Description("Languages to expect on the pictures, comma-separated; auto finds out.")
  @Default.String("auto")
  String getSourceLanguage();

  void setSourceLanguage(String value);
}
