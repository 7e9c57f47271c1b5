/**
 * What starts and watches a batch: {@code options} (command line to validated settings), {@code
 * localize} (the graph and its launcher), {@code command} (the commands of {@code palimpsest}). How
 * a step works is the business of the transforms.
 */
package dev.palimpsest.pipeline;
