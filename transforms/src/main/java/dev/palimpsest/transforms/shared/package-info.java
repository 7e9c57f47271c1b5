/**
 * What the threads of one worker process share: the elements that each of them was dealt. Knows
 * nothing of pictures or texts; the steps {@code prepare} and {@code compose} build on it.
 */
package dev.palimpsest.transforms.shared;
