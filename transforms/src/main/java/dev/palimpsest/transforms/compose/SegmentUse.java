package dev.palimpsest.transforms.compose;

import dev.palimpsest.transforms.translate.SegmentRequest;

/** One text of one image that is wanted in one language. */
public record SegmentUse(String imageId, String language, SegmentRequest request) {}
