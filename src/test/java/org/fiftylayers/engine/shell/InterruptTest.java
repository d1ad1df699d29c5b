package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interruption ends what takes long in Fifty Layers, on every Java: a new kind of loop is a new row. */
@Timeout(60)
class InterruptTest {
    /** By the clock or, on a machine that does other things too, by the processor time that it gives us. */
    private static final long SOON_NANOS = 1_000_000_000;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
        for (String cell : List.of(
                "import org.fiftylayers.matrix.*; import org.fiftylayers.autodiff.*; import org.fiftylayers.nn.*;",
                "import org.fiftylayers.optim.*; import org.fiftylayers.data.*; import org.fiftylayers.probe.*;"
                        + "import org.fiftylayers.check.*; import org.fiftylayers.training.*;",
                """
                Generator generator = new Generator(7);
                Matrix square(int n) { return Matrix.gaussian(n, n, 1, generator); }
                Linear layer = new Linear("layer", 400, 400, Initialiser.xavier(), generator);
                Linear small = new Linear("small", 64, 10, Initialiser.xavier(), generator);
                Layer deep() {
                    List<Layer> layers = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        layers.add(new Linear("deep" + i, 300, 300, Initialiser.orthogonal(), generator));
                        layers.add(Activation.TANH);
                    }
                    return Sequential.of(layers);
                }
                Layer deep = deep();
                Batches batches = new Batches(Synthetic.prototypes(600, generator), 20, generator);
                void forever(Runnable step) { while (true) { step.run(); } }
                """)) {
            assertThat(shell.run(cell).error()).isNull();
        }
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Training(small, new Sgd(small.parameters(), 1e-3), batches).quietly().run(1_000_000);",
                "SingularValues.of(square(1500));",
                "forever(() -> Jacobian.singularValues(deep::forward, square(300).rowAt(0)));",
                "square(4000).matmul(square(4000));",
                "Tape tape = new Tape(); tape.constant(square(4000)).matmul(tape.constant(square(4000)));",
                "Initialiser.orthogonal().draw(3000, 3000, generator);",
                "Synthetic.digits(50_000, generator);",
                "forever(() -> layer.forward(new Tape().constant(square(400))));",
                "forever(() -> GradientCheck.matrices(1, x -> x[0].square().sum(), square(20)));",
                "forever(() -> Synthetic.digits(20, generator));",
                "Thread.sleep(100_000);",
            })
    void endsWithinASecond(String source) throws Exception {
        CompletableFuture<CellResult> running = CompletableFuture.supplyAsync(() -> shell.run(source));
        TimeUnit.MILLISECONDS.sleep(700);
        assertThat(running).isNotDone();

        long start = System.nanoTime();
        long startOfWork = MACHINE.getProcessCpuTime();
        shell.shell().interrupt();
        CellResult result = running.get();
        long waited = System.nanoTime() - start;
        long worked = MACHINE.getProcessCpuTime() - startOfWork;

        assertThat(result.error()).isNotNull().extracting(CellError::kind).isEqualTo(Kind.INTERRUPTED);
        assertThat(result.stillRunning()).isFalse();
        assertThat(Math.min(waited, worked)).isLessThan(SOON_NANOS);
    }
}
