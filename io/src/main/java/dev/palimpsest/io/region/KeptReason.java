package dev.palimpsest.io.region;

/** Why a region is left in the picture untouched. */
public enum KeptReason {
  /** Wholly matched by {@code exclude_text}. */
  EXCLUDED,
  /** A number, price, date, SKU, URL, e-mail address or hashtag that reads the same everywhere. */
  INVARIANT
}
