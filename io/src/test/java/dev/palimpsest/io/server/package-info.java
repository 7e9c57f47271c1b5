/** Object stores on loopback for tests, with faults on demand. */
package dev.palimpsest.io.server;
