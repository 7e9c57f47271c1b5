/** Machine translation servers: DeepL, Google Cloud Translation, LibreTranslate, Apertium. */
package dev.palimpsest.transforms.translate.mt;
