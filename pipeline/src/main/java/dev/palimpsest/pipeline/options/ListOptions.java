package dev.palimpsest.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code list} takes. */
public interface ListOptions extends OutputOptions {
  @Description("Page of the list, the newest batches on page 1.")
  @Default.Integer(1)
  int getPage();

  void setPage(int value);

  @Description("Batches on a page, at most 100.")
  @Default.Integer(20)
  int getLimit();

  void setLimit(int value);

  @Description("Print JSON in place of a table.")
  @Default.Boolean(false)
  boolean getJson();

  void setJson(boolean value);
}
