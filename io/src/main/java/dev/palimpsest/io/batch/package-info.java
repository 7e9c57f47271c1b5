/** The status record of a batch and where it is kept. */
package dev.palimpsest.io.batch;
