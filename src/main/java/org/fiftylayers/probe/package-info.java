/**
 * What happens inside a network while it learns: statistics of every layer at every step, Jacobians, and a doctor who reads
 * them.
 *
 * <pre>{@code
 * Generator generator = new Generator(1);
 * Dataset data = Synthetic.prototypes(640, generator);
 * Sequential model = Sequential.of(
 *         new Linear("layer1", 64, 64, Initialiser.he(), generator),
 *         Activation.RELU,
 *         new Linear("layer2", 64, 10, Initialiser.he(), generator));
 * Sgd optimiser = new Sgd(model.parameters(), 0.05);
 * Probe probe = new Probe(model);
 * Tape tape = new Tape();
 * for (Dataset batch : new Batches(data, 64, generator)) {
 *     tape.reset();
 *     optimiser.zeroGradients();
 *     Losses.crossEntropy(probe.forward(tape.constant(batch.inputs())), batch.labels()).backward();
 *     optimiser.step();
 *     probe.record();
 * }
 * int rows = probe.layerTable().rowCount();
 * Spectrum whole = probe.readJacobians(data.inputs().rowAt(0)).get(2);
 * Examination examination = GradientDoctor.examine(probe);
 * }</pre>
 *
 * <p>The probe stands where the model stood, and costs one line: record, after the step.
 */
@NullMarked
package org.fiftylayers.probe;

import org.jspecify.annotations.NullMarked;
