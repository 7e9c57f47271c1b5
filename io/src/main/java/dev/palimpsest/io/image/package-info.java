/** Bytes of pictures: from local disks, object stores, web servers and manifest rows. */
package dev.palimpsest.io.image;
