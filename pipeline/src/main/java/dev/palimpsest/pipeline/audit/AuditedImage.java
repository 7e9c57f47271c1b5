package dev.palimpsest.pipeline.audit;

import java.util.Set;

/** What is remembered of an image with a result line. */
final class AuditedImage {
  private final String status;
  private final Set<String> languages;
  private final boolean onlyRead;
  private final boolean hasPlate;
  private final int placesHash;
  private boolean asked;
  private boolean inLedger;

  /**
   * @param languages that it has a result in
   * @param onlyRead nothing was to be translated ({@code extract-text})
   * @param hasPlate it was read and erased
   * @param placesHash of all files that the line names
   */
  AuditedImage(
      String status, Set<String> languages, boolean onlyRead, boolean hasPlate, int placesHash) {
    this.status = status;
    this.languages = languages;
    this.onlyRead = onlyRead;
    this.hasPlate = hasPlate;
    this.placesHash = placesHash;
  }

  String status() {
    return status;
  }

  Set<String> languages() {
    return languages;
  }

  boolean onlyRead() {
    return onlyRead;
  }

  boolean hasPlate() {
    return hasPlate;
  }

  int placesHash() {
    return placesHash;
  }

  boolean wasAsked() {
    return asked;
  }

  /** Notes the row that asked for the image. */
  void ask() {
    asked = true;
  }

  boolean isInLedger() {
    return inLedger;
  }

  /** Notes its entry in the ledger. */
  void meetEntry() {
    inLedger = true;
  }
}
