package org.fiftylayers.engine.assignment.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class BoxTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Sandbox NONE = new Unsandboxed();

    @Test
    void answersWithValues() throws Exception {
        try (Box box = box(
                """
                        import org.fiftylayers.matrix.*;
                        import java.util.*;
                        Matrix scaled(Matrix m, double by) { return m.times(by); }
                        int[][] twice(int[] a) { return new int[][] {a, a}; }
                        Map<String, List<Double>> map() { return Map.of("x", List.of(1.0)); }
                        String name = null;
                        """)) {
            Matrix scaled =
                    (Matrix) box.call("scaled", List.of("Matrix", "double"), Matrix.of(new double[] {1, -2}), 2.0);
            assertThat(scaled).isEqualTo(Matrix.of(new double[] {2, -4}));
            assertThat((int[][]) box.call("twice", List.of("int[]"), new int[] {7}))
                    .isDeepEqualTo(new int[][] {{7}, {7}});
            assertThat(box.call("map", List.of())).isEqualTo(Map.of("x", List.of(1.0)));
            assertThat(box.get("name")).isNull();
        }
    }

    @Test
    void tellsWhatIsMissingAndWhatThrew() throws Exception {
        try (Box box =
                box("""
int relu(int x) { return 1 / x; }
StringBuilder odd() { return new StringBuilder(); }
""")) {
            assertThat(catchThrowableOfType(BoxException.class, () -> box.call("relu", List.of("double"), 1.0)))
                    .hasMessage("there is no method relu(double), but relu(int)");
            assertThat(catchThrowableOfType(BoxException.class, () -> box.call("relu", List.of("int"), 0)))
                    .hasMessage("/ by zero")
                    .extracting(thrown -> thrown.classes().get(0))
                    .isEqualTo("java.lang.ArithmeticException");
            assertThat(catchThrowableOfType(BoxException.class, () -> box.call("odd", List.of())))
                    .hasMessageContaining("a java.lang.StringBuilder is no plain value");
            assertThat(box.call("relu", List.of("int"), 1)).isEqualTo(1);
        }
    }

    @Test
    void endsWhatHangsAndNoticesWhatEnds() throws Exception {
        try (Box box = box("void hang() { while (true) { } }")) {
            box.limit(Duration.ofMillis(300));
            assertThat(catchThrowableOfType(BoxException.class, () -> box.call("hang", List.of()))
                            .kind())
                    .isEqualTo(BoxException.Kind.TIMED_OUT);
        }
        try (Box box = box("int leave() { System.exit(0); return 1; }")) {
            assertThat(catchThrowableOfType(BoxException.class, () -> box.call("leave", List.of()))
                            .kind())
                    .isEqualTo(BoxException.Kind.DIED);
        }
    }

    private static Box box(String cell) throws Exception {
        try (Compiler compiler = new Compiler(CLASS_PATH)) {
            Compiler.Compiled compiled =
                    compiler.compile("Student", List.of(), List.of(new CellCode("cell", cell)), List.of());
            assertThat(compiled.faults()).isEmpty();
            Box box = new Box(NONE, CLASS_PATH, Duration.ofSeconds(20));
            box.load("Student", compiled.classes());
            return box;
        }
    }
}
