/**
 * Everything that happens once per image, whatever the number of languages: load, decode, read,
 * measure style, erase, write the clean plate and {@code regions.json}. Only references and text
 * leave this step; the steps themselves live in their own packages.
 */
package dev.palimpsest.transforms.prepare;
