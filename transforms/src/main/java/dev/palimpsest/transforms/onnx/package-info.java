/**
 * The user's own ONNX models: fetched from a file, folder or prefix, and loaded as networks of
 * OpenCV's DNN module. What a network is asked, and what its answer means, is the business of the
 * steps.
 */
package dev.palimpsest.transforms.onnx;
