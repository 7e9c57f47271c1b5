/**
 * Holds a finished batch against its manifest and against the files on storage. Counts everything
 * anew: nothing here calls the code that writes results, counts or ledger.
 *
 * <ul>
 *   <li>{@code Audit}: the order of the checks; {@code AuditSettings} in, {@code AuditReport} out
 *   <li>{@code Finding}, {@code FindingCode}, {@code Findings}: what is found
 *   <li>{@code BatchFiles}, {@code Shards}, {@code JsonLines}: the lines that a batch left
 *   <li>{@code FailureLines}, {@code ResultLines}, {@code Counts}, {@code AuditedImage}: every
 *       image x language once, done or failed
 *   <li>{@code ManifestRows}, {@code StatusRecord}, {@code LedgerEntries}: what else tells of them
 *   <li>{@code ResultFiles}, {@code FileLooks}, {@code PictureEnds}, {@code Strays}: the files
 * </ul>
 */
package dev.palimpsest.pipeline.audit;
