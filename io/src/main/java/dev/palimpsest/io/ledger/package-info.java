/**
 * What the last finished batch left: one entry per image with all that decides whether its work
 * must be done again, in sharded files behind a pointer that is switched at once.
 */
package dev.palimpsest.io.ledger;
