package org.fiftylayers.check;

import java.util.List;
import org.fiftylayers.matrix.Matrix;

/**
 * A function's value at one point, its derivatives there, and theirs in one direction; without a direction the latter mean
 * nothing.
 *
 * @param gradients one matrix for each leaf, as all lists here
 */
record Evaluation(double value, double tangent, List<Matrix> gradients, List<Matrix> gradientTangents) {}
