/** The commands of {@code palimpsest}: words in, text and exit code out. */
package dev.palimpsest.pipeline.command;
