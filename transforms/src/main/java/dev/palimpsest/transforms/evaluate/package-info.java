/**
 * Measures erasing and drawing against exact truth: pictures drawn here with known text, and
 * folders of pictures with their clean counterparts. Uses the other steps as they are; nothing of
 * the pipeline uses it.
 */
package dev.palimpsest.transforms.evaluate;
