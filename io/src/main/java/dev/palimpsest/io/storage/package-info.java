/** Files and paths on local disks and object stores, over Beam's {@code FileSystems}. */
package dev.palimpsest.io.storage;
