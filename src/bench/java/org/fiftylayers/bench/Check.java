package org.fiftylayers.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.data.Safetensors;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/**
 * {@code Check <workload> <file>} writes the weights and the batch for the peers, then prints {@code CHECK <name> <number>}
 * for the loss and for the Frobenius norm of every parameter's gradient.
 *
 * <p>In the file are the parameters by name as the library has them (weights of linear layers in × out, of an LSTM
 * in × 4·hidden with gates i, f, g, o, of convolutions out × (in·3·3)), {@code batch.inputs} (a sequence's steps one below
 * the other) and {@code batch.labels} (1 × batch).
 */
public final class Check {
    private Check() {}

    public static void main(String[] args) throws IOException {
        Workload workload = Workload.of(args[0]);
        Map<String, Matrix> shared = new LinkedHashMap<>();
        workload.parameters().forEach(parameter -> shared.put(parameter.name(), parameter.value()));
        shared.put("batch.inputs", stacked(workload.inputs()));
        shared.put(
                "batch.labels",
                Matrix.row(Arrays.stream(workload.labels()).asDoubleStream().toArray()));
        Safetensors.write(Path.of(args[1]), shared, Map.of("workload", args[0]));

        System.out.println("CHECK loss " + new TrainingStep(workload, Kernels.fastest()).gradients());
        for (Parameter parameter : workload.parameters()) {
            System.out.println(
                    "CHECK " + parameter.name() + " " + parameter.gradient().norm());
        }
    }

    private static Matrix stacked(List<Matrix> matrices) {
        double[] numbers = matrices.stream()
                .flatMapToDouble(matrix -> Arrays.stream(matrix.data()))
                .toArray();
        int columns = matrices.get(0).columns();
        return Matrix.wrap(numbers.length / columns, columns, numbers);
    }
}
