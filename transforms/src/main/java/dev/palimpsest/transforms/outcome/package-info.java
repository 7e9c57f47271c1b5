/**
 * How a batch ends: result and failure lines, the numbers of the status record. Computed from the
 * data, never from metrics.
 */
package dev.palimpsest.transforms.outcome;
