/**
 * Texts into other languages: what needs no translation ({@code KeptTexts}), the engines and chains
 * of them, and the transform that asks each sentence once per catalog. Engines know texts and
 * language tags, no pictures.
 */
package dev.palimpsest.transforms.translate;
