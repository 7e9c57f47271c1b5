/** What an engine is asked: texts with what is known about them, and for whom they are meant. */
package dev.palimpsest.transforms.translate.ask;
