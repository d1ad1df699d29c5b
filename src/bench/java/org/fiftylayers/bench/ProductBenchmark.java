package org.fiftylayers.bench;

import java.util.concurrent.TimeUnit;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** C += A B of n × n matrices. In operations per nanosecond, the second result is GFLOP/s: 2n³ per product. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class ProductBenchmark {
    /** JMH's way to count something else than calls. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Flops {
        public long gflops;
    }

    @Param({"16", "64", "128", "256", "1024"})
    private int n;

    @Param({"fastest", "plain"})
    private String kernels;

    private Kernels multiplier;
    private Matrix a;
    private Matrix b;
    private Matrix c;

    @Setup
    public void prepare() {
        Generator generator = new Generator(1);
        multiplier = TrainingStep.kernels(kernels);
        a = Matrix.gaussian(n, n, 1, generator);
        b = Matrix.gaussian(n, n, 1, generator);
        c = Matrix.zeros(n, n);
    }

    @Benchmark
    public Matrix product(Flops flops) {
        multiplier.multiply(a.view(), b.view(), c.view());
        flops.gflops += 2L * n * n * n;
        return c;
    }
}
