/** The graph of a batch, on one screen, and what launches it and keeps its record. */
package dev.palimpsest.pipeline.localize;
