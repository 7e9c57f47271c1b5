package dev.palimpsest.pipeline.audit;

/** Stable codes of what an audit can find, each with what the user can do where that is clear. */
public enum FindingCode {
  STATUS_MISSING("Run the batch again with --resume"),
  STATUS_UNREADABLE("Run the batch again with --resume"),
  /** The batch may still be at work. */
  STATUS_NOT_FINAL("Audit it when it has ended, or run it again with --resume"),
  /** The status word, or the name of the batch, is not what the data say. */
  STATUS_WRONG(""),
  COUNT_WRONG(""),

  RESULTS_MISSING("Run the batch again with --resume"),
  /** Of the files of one kind, each says how many there are. */
  SHARD_MISSING("Restore the file, or run the manifest again under a new batch id"),
  LINE_UNREADABLE("Restore the file, or run the manifest again under a new batch id"),
  RESULT_MISSING("Run the manifest again under a new batch id: what is done is carried over"),
  RESULT_TWICE(""),
  /** The status of an image does not follow from those of its languages. */
  RESULT_STATUS_WRONG(""),
  OUTPUT_MISSING("Run the manifest again under a new batch id: what is done is carried over"),
  OUTPUT_UNEXPECTED(""),
  OUTPUT_WITHOUT_PICTURE("Run again with --force=render"),
  FAILURE_MISSING(""),
  FAILURE_TWICE(""),
  /** A failure of what is completed. */
  FAILURE_UNEXPECTED(""),
  /** Result and failure tell different codes. */
  FAILURE_DIFFERS(""),

  MANIFEST_UNREADABLE("Give the manifest as the batch had it"),
  ROW_TWICE("Give each row its own image_id"),
  RESULT_NOT_IN_MANIFEST("Give the manifest as the batch had it"),
  FAILURE_NOT_IN_MANIFEST("Give the manifest as the batch had it"),

  FILE_MISSING("Run again with --verifyOutputs, or with --force=all if it is no translation"),
  FILE_EMPTY("Run again with --force=all"),
  FILE_DAMAGED("Run again with --force=all"),
  FILE_UNREADABLE("Check the credentials, and audit again"),
  /** A result names a file that is not where files of this image and language belong. */
  FILE_ELSEWHERE(""),

  LEDGER_MISSING("The next batch does everything anew"),
  LEDGER_UNREADABLE("The next batch does anew what it cannot read"),
  LEDGER_ENTRY_MISSING("The next batch does this image anew"),
  LEDGER_ENTRY_TWICE(""),
  /** The batch's own ledger tells of an image what its result line does not. */
  LEDGER_DIFFERS(""),

  ORPHAN_FILE("Remove it, unless results of an earlier batch that you keep name it"),
  TEMPORARY_FILE("Remove it when no batch is running");

  private final String advice;

  FindingCode(String advice) {
    this.advice = advice;
  }

  /** What the user can do; empty where only a look can tell. */
  public String advice() {
    return advice;
  }
}
