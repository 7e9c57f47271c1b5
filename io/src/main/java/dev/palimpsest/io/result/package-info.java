/**
 * What a batch says about each picture: result lines and failure lines, with the field names of the
 * public image-translation APIs. Only values; who computes them is the business of the transforms.
 */
package dev.palimpsest.io.result;
