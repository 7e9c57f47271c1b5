package dev.palimpsest.transforms.shared;

import dev.palimpsest.transforms.outcome.RunningBatch;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A step whose elements take long: the slots of a worker share those that they were dealt. See
 * {@link SharedWork}.
 *
 * @param <I> element
 * @param <O> main output
 */
public abstract class SharedWorkFn<I, O> extends DoFn<I, O> {
  private static final long serialVersionUID = 1;

  /** Enough to help with; few enough to keep in memory. */
  private static final int MAX_WAITING = 256;

  private static final Map<Step, SharedWork<?, Consumer<Outputs>>> WORK = new ConcurrentHashMap<>();

  private final RunningBatch batch;
  private transient SharedWork<I, Consumer<Outputs>>.Share share;

  protected SharedWorkFn(RunningBatch batch) {
    this.batch = batch;
  }

  /** Where the results of an element go. */
  public interface Outputs {
    /** To the main output or another one. */
    <T> void output(TupleTag<T> tag, T value);
  }

  private record Step(Class<?> fn, RunningBatch batch) {}

  /** What a thread needs for {@link #work}. */
  protected abstract void open() throws IOException;

  /**
   * The work on an element, in any slot's thread. What it returns runs in that of the slot that
   * brought the element, where outputs and metrics belong.
   */
  protected abstract Consumer<Outputs> work(I element);

  /** Closes what was opened; nothing may have been. */
  protected abstract void close();

  /** Joins the others. */
  @Setup
  public final void setUp() throws IOException {
    open();
    share = shared(new Step(getClass(), batch)).join(this::work);
  }

  // One step of a batch always brings elements of one type.
  @SuppressWarnings("unchecked")
  private SharedWork<I, Consumer<Outputs>> shared(Step step) {
    return (SharedWork<I, Consumer<Outputs>>)
        WORK.computeIfAbsent(step, key -> new SharedWork<I, Consumer<Outputs>>());
  }

  /** Takes an element on. */
  @ProcessElement
  public final void process(@Element I element, MultiOutputReceiver out)
      throws InterruptedException {
    share.add(element);
    share.workDownTo(MAX_WAITING, result -> result.accept(outputs(out)));
  }

  /** Ends its own elements and helps with those of others. */
  @FinishBundle
  public final void finish(FinishBundleContext out) throws InterruptedException {
    share.finish(result -> result.accept(outputs(out)));
  }

  private static Outputs outputs(MultiOutputReceiver out) {
    return new Outputs() {
      @Override
      public <T> void output(TupleTag<T> tag, T value) {
        out.get(tag).output(value);
      }
    };
  }

  private static Outputs outputs(DoFn<?, ?>.FinishBundleContext out) {
    return new Outputs() {
      @Override
      public <T> void output(TupleTag<T> tag, T value) {
        out.output(tag, value, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
      }
    };
  }

  /** Leaves the others. */
  @Teardown
  public final void tearDown() {
    if (share != null) {
      share.close();
    }
    close();
  }
}
