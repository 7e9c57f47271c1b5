/** Language tags as they stand in manifests, options, translation memories and file names. */
package dev.palimpsest.io.language;
