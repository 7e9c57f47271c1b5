/** How records become JSON and Beam elements. No record of the contract lives here. */
package dev.palimpsest.io.json;
