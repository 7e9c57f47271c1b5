package dev.palimpsest.transforms.shared;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work that threads of one process share. Each brings elements of its own and gets their results
 * back in that order, but works on the oldest element that waits, whoever brought it, and goes on
 * helping when its own are done. A runner deals out parts beforehand that take longer or shorter by
 * chance; so no thread is idle while another has elements left.
 *
 * @param <I> element
 * @param <O> its result
 */
final class SharedWork<I, O> {
  private final Queue<Task<I, O>> waiting = new ConcurrentLinkedQueue<>();

  /**
   * Takes part.
   *
   * @param work what the caller's thread does with an element of anyone's; what it throws is thrown
   *     at the thread that brought the element
   */
  Share join(Function<I, O> work) {
    return new Share(work);
  }

  private record Task<I, O>(I element, CompletableFuture<O> result) {
    private void run(Function<I, O> work) {
      try {
        O done = work.apply(element);
        if (Thread.currentThread().isInterrupted()) {
          // What a thread that is to stop makes of an element may be wrong: its owner does it
          // again.
          result.cancel(false);
        } else {
          result.complete(done);
        }
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }
  }

  /** One thread's part; not for several threads. */
  final class Share implements AutoCloseable {
    private final Function<I, O> work;
    private final Deque<Task<I, O>> own = new ArrayDeque<>();

    private Share(Function<I, O> work) {
      this.work = work;
    }

    void add(I element) {
      Task<I, O> task = new Task<>(element, new CompletableFuture<>());
      own.add(task);
      waiting.add(task);
    }

    /** Works until at most so many of its own elements are without result. */
    void workDownTo(int left, Consumer<O> results) throws InterruptedException {
      while (own.size() > left) {
        Task<I, O> next = own.peek().result().isDone() ? null : waiting.poll();
        if (next == null) {
          results.accept(result(own.remove()));
        } else {
          next.run(work);
        }
      }
    }

    /** Ends its own elements, then helps until none waits. */
    void finish(Consumer<O> results) throws InterruptedException {
      workDownTo(0, results);
      while (!Thread.currentThread().isInterrupted()) {
        Task<I, O> next = waiting.poll();
        if (next == null) {
          return;
        }
        next.run(work);
      }
    }

    private O result(Task<I, O> task) throws InterruptedException {
      try {
        return task.result().get();
      } catch (CancellationException e) {
        return work.apply(task.element());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      }
    }

    /** Takes back what nobody has begun; its results are not asked for any more. */
    @Override
    public void close() {
      waiting.removeAll(own);
      own.clear();
    }
  }
}
