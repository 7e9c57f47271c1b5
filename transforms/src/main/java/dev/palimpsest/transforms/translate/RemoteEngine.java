package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.ask.Asker;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import dev.palimpsest.transforms.translate.http.CallException;
import dev.palimpsest.transforms.translate.http.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An engine behind a server. Each text's answer is checked by itself; those that got none, or none
 * that can be right, are asked once more together, then in halves, down to one by one. What is left
 * then fails alone: no other text is shifted or lost.
 */
final class RemoteEngine implements TranslationEngine {
  /** After so many answers in a row without one good text, the server is taken to be unfit. */
  private static final int MAX_USELESS_ANSWERS = 8;

  private final String name;
  private final Asker asker;
  private final Meter meter;
  private int uselessAnswers;

  /** Not where a filter or the size of the request decided: these decide the same way again. */
  private boolean retryMayHelp;

  RemoteEngine(String name, Asker asker, Meter meter) {
    this.name = name;
    this.asker = asker;
    this.meter = meter;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean supports(String sourceTag, String targetTag) {
    return asker.supports(sourceTag, targetTag);
  }

  @Override
  public boolean followsTerms() {
    return asker.followsTerms();
  }

  @Override
  public List<Translation> translate(List<Segment> batch, Brief brief)
      throws FailureException, InterruptedException {
    Map<String, Translation> answers = new HashMap<>();
    try {
      int size = Math.min(batch.size(), asker.maxTexts());
      for (int from = 0; from < batch.size(); from += size) {
        if (from > 0) {
          meter.count(Meter.REQUESTS, 1);
        }
        int to = Math.min(batch.size(), from + size);
        List<Segment> asked = batch.subList(from, to);
        List<Segment> open = ask(asked, brief, answers);
        if (!open.isEmpty() && retryMayHelp) {
          asked = open;
          open = askAgain(asked, brief, answers);
        }
        askInParts(open, asked.size(), brief, answers);
      }
    } catch (CallException e) {
      fillIn(batch, answers, e.toFailure());
    } catch (FailureException e) {
      fillIn(batch, answers, e);
    }
    return batch.stream().map(segment -> answers.get(segment.id())).toList();
  }

  /** What was answered before the server failed is bought and stays. */
  private void fillIn(
      List<Segment> batch, Map<String, Translation> answers, FailureException failure)
      throws FailureException {
    if (answers.values().stream().noneMatch(Translation::succeeded)) {
      throw failure;
    }
    Translation failed = Translation.failed(failure.code(), name + ": " + failure.getMessage());
    for (Segment segment : batch) {
      if (!Optional.ofNullable(answers.get(segment.id()))
          .map(Translation::succeeded)
          .orElse(false)) {
        answers.put(segment.id(), failed);
      }
    }
  }

  private List<Segment> askAgain(
      List<Segment> segments, Brief brief, Map<String, Translation> answers)
      throws FailureException, InterruptedException {
    meter.count(Meter.REPEATED, 1);
    return ask(segments, brief, answers);
  }

  /**
   * Halves what is open until each text was asked alone.
   *
   * @param askedTogether in the last request; 1 if the open text stood alone
   */
  private void askInParts(
      List<Segment> open, int askedTogether, Brief brief, Map<String, Translation> answers)
      throws FailureException, InterruptedException {
    if (open.isEmpty() || (open.size() == 1 && askedTogether == 1)) {
      return;
    }
    int half = (open.size() + 1) / 2;
    for (List<Segment> part : List.of(open.subList(0, half), open.subList(half, open.size()))) {
      if (!part.isEmpty()) {
        askInParts(askAgain(part, brief, answers), part.size(), brief, answers);
      }
    }
  }

  /** Sends one request and files its answers; returns the segments that are still open. */
  private List<Segment> ask(List<Segment> segments, Brief brief, Map<String, Translation> answers)
      throws FailureException, InterruptedException {
    Map<String, String> texts;
    try {
      texts = asker.ask(segments, brief);
    } catch (CallException e) {
      boolean concernsTheseOnly =
          switch (e.kind()) {
            case FILTERED, THIS_REQUEST, UNREADABLE -> true;
            case RATE_LIMITED, UNAVAILABLE, REJECTED, INTERRUPTED -> false;
          };
      if (!concernsTheseOnly) {
        throw e;
      }
      FailureException failure = e.toFailure();
      segments.forEach(s -> answers.put(s.id(), failed(failure.code(), e.getMessage())));
      retryMayHelp = e.kind() == CallException.Kind.UNREADABLE;
      countUseless(retryMayHelp, e.getMessage());
      return segments;
    }
    retryMayHelp = true;
    List<Segment> open = new ArrayList<>();
    for (Segment segment : segments) {
      Translation answer = check(segment, texts.get(segment.id()), brief);
      answers.put(segment.id(), answer);
      if (!answer.succeeded()) {
        open.add(segment);
      }
    }
    countUseless(open.size() == segments.size(), "no answer was of use");
    return open;
  }

  private Translation check(Segment segment, String text, Brief brief) {
    if (text == null) {
      return failed(FailureCode.TRANSLATION_MISSING, "left the text out");
    }
    return AnswerCheck.problem(segment.text(), text, brief.target())
        .map(p -> failed(FailureCode.TRANSLATION_MISSING, "the answer " + p))
        .orElseGet(() -> Translation.of(text.strip(), name));
  }

  private void countUseless(boolean isUseless, String message) {
    uselessAnswers = isUseless ? uselessAnswers + 1 : 0;
    if (uselessAnswers >= MAX_USELESS_ANSWERS) {
      uselessAnswers = 0;
      throw new CallException(
          CallException.Kind.UNREADABLE,
          "%d answers in a row were of no use; the last: %s"
              .formatted(MAX_USELESS_ANSWERS, message));
    }
  }

  private Translation failed(FailureCode code, String message) {
    return Translation.failed(code, name + ": " + message);
  }
}
