/** Measures the steps on pictures of which the right answer is known. */
package dev.palimpsest.transforms.evaluate;
