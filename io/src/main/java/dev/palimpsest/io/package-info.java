/**
 * The data contract and everything that touches storage.
 *
 * <p>One package per kind of thing on storage: {@code manifest} (what comes in), {@code image}
 * (bytes of pictures), {@code region} (what was read on a picture), {@code result} and {@code
 * batch} (what goes out), {@code memory} (translations bought so far), over {@code storage} (paths
 * and files), {@code language} (tags) and {@code json} (how records are written). Nothing here
 * looks at a pixel, calls an engine, or knows the graph.
 */
package dev.palimpsest.io;
