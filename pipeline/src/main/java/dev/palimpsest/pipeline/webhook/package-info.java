/** Tells a web server that a batch has ended. Knows records, not graphs. */
package dev.palimpsest.pipeline.webhook;
