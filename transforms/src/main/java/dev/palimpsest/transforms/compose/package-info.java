/**
 * The last step of a picture's journey: the clean plate and the translations of one image become
 * its translated pictures and its result line. How text is drawn lives in {@code render}.
 */
package dev.palimpsest.transforms.compose;
