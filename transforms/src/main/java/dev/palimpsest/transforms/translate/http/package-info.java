/**
 * Calls to paid or shared servers: keys by reference, one settings record per engine, pace,
 * retries, and failures that tell what to do. Knows nothing of translation.
 */
package dev.palimpsest.transforms.translate.http;
