package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What every command that looks at an output root takes. */
public interface OutputOptions extends PipelineOptions {
  @Description("Root of the output tree: a folder, or a gs:// or s3:// prefix.")
  String getOutput();

  void setOutput(String value);
}
