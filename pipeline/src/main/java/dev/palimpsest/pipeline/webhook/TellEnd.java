package dev.palimpsest.pipeline.webhook;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.pipeline.options.WebhookSettings;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Delivers the webhook when the final record is written, and notes in it how that went. */
public final class TellEnd extends PTransform<PCollection<BatchRecord>, PDone> {
  private static final long serialVersionUID = 1;

  private final WebhookSettings webhook;
  private final OutputTree tree;

  public TellEnd(WebhookSettings webhook, OutputTree tree) {
    this.webhook = webhook;
    this.tree = tree;
  }

  @Override
  public PDone expand(PCollection<BatchRecord> finished) {
    finished.apply("Deliver", ParDo.of(new Deliver(webhook, tree)));
    return PDone.in(finished.getPipeline());
  }

  static final class Deliver extends DoFn<BatchRecord, Void> {
    private static final long serialVersionUID = 1;

    private final WebhookSettings webhook;
    private final OutputTree tree;

    private Deliver(WebhookSettings webhook, OutputTree tree) {
      this.webhook = webhook;
      this.tree = tree;
    }

    @ProcessElement
    public void process(@Element BatchRecord record) throws IOException {
      new BatchStore(tree).finish(record.told(new Webhook(webhook).deliver(record)));
    }
  }
}
