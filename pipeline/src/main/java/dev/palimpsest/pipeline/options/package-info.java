/**
 * From the command line to one immutable, validated settings object. Every problem is reported at
 * once, before any graph exists.
 */
package dev.palimpsest.pipeline.options;
