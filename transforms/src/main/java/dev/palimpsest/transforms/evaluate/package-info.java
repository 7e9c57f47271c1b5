/**
 * Measures the steps against data with known truth: reading beside plain Tesseract, erasing and
 * drawing on generated and real pictures. Nothing of the product depends on this package.
 */
package dev.palimpsest.transforms.evaluate;
