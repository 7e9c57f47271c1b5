package dev.palimpsest.transforms.translate;

/** A request and what was found for it. */
record Answered(SegmentRequest request, Translation translation) {}
