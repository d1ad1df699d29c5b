/**
 * What networks learn from: files of images and of tables, and tasks that are made up, the same on every machine.
 *
 * <pre>{@code
 * Generator generator = new Generator(1);
 * Dataset digits = Synthetic.digits(100, generator);
 * Batches batches = new Batches(digits, 32, generator);
 * double ink = 0;
 * for (Dataset batch : batches) {
 *     ink += batch.inputs().sum();
 * }
 * }</pre>
 *
 * <p>Tasks that are made up can be written in the formats of files and read back to the last bit: {@link Idx} for digits,
 * {@link Cifar10} for textures, {@link CsvData} and {@link CsvSequences} for the others.
 *
 * <p>Nothing here uses a network. Files are checked before they are believed: an error names the file, the place in it,
 * what stands there and the rule.
 */
@NullMarked
package org.fiftylayers.data;

import org.jspecify.annotations.NullMarked;
