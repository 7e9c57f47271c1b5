/**
 * Native libraries: all come out of the jar, into one folder, and are loaded in one place.
 *
 * <ul>
 *   <li>{@code Natives}: loads them all, or says in one line why that cannot be done here;
 *   <li>{@code NativeFolder}: where they are unpacked to;
 *   <li>{@code SkiaLibrary}: Skija's own way of loading, made to use that folder;
 *   <li>{@code NativesException}: that line.
 * </ul>
 *
 * Nothing here knows pictures or text, and no other package unpacks or loads a library. Whoever
 * touches a class with native methods first calls {@code Natives.ready()}.
 */
package dev.palimpsest.transforms.natives;
