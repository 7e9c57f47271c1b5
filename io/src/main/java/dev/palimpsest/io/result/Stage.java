package dev.palimpsest.io.result;

/** The step of a picture's journey at which something failed. */
public enum Stage {
  MANIFEST,
  LOAD,
  READ,
  ERASE,
  TRANSLATE,
  RENDER,
  WRITE
}
