/**
 * One package per step of a picture's journey: {@code read} (OCR), {@code erase}, {@code
 * translate}, {@code render}, with {@code pixels} and {@code natives} beneath them and {@code
 * prepare} (all that happens once per image) above. Core logic imports no Beam; the transforms
 * around it are thin.
 */
package dev.palimpsest.transforms;
