package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Errors that end other programs end a cell, in a kernel of little memory. */
class FatalErrorsIT {
    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel("-Xmx160m");

    @Test
    void theStackOverflows() {
        KERNEL.runWell("int down(int n) { return down(n + 1) + 1; }");
        for (int i = 0; i < 3; i++) {
            assertThat(KERNEL.error("down(0)")).contains("StackOverflowError");
        }
        assertThat(KERNEL.error("class Deep { int x = new Deep().x; }\nnew Deep()"))
                .contains("StackOverflowError");
    }

    @Test
    void anArrayIsTooLarge() {
        assertThat(KERNEL.error("long[] vast = new long[Integer.MAX_VALUE];")).contains("OutOfMemoryError");
        assertThat(KERNEL.error("int[] negative = new int[-1];")).contains("NegativeArraySizeException");
    }

    @Test
    void memoryRunsOutInAMethod() {
        KERNEL.runWell("void hoard() { var all = new ArrayList<byte[]>(); while (true) all.add(new byte[100_000]); }");
        for (int i = 0; i < 3; i++) {
            assertThat(KERNEL.error("hoard()")).contains("OutOfMemoryError");
        }
    }

    @Test
    void memoryRunsOutAndIsKeptInAVariable() {
        KERNEL.runWell("var kept = new ArrayList<byte[]>();");
        assertThat(KERNEL.error("while (true) kept.add(new byte[100_000]);")).contains("OutOfMemoryError");

        KERNEL.runWell("kept = new ArrayList<byte[]>();"); // it may have been set to null, so that cells can run
    }

    @Test
    void memoryRunsOutInManySmallPieces() {
        assertThat(KERNEL.error("String s = \"x\"; List<Object> links = new ArrayList<>();\n"
                        + "for (Object link = null; ; ) { link = new Object[] {link}; links = null; s = s + s; }"))
                .contains("OutOfMemoryError");
    }

    @Test
    void aThreadOfTheCellDies() {
        assertThat(KERNEL
                        .runWell("Thread t = new Thread(() -> { throw new IllegalStateException(\"alone\"); });\n"
                                + "t.start(); t.join();")
                        .stream("stderr"))
                .contains("IllegalStateException", "alone");
        KERNEL.runWell("Thread u = new Thread(() -> { System.exit(1); }); u.start(); u.join();");
    }

    @Test
    void aMessageIsTooLong() {
        String name = "n".repeat(24 << 20);

        assertThat(KERNEL.error(name)).containsIgnoringCase("memory");
    }

    @Test
    void anErrorIsThrownAsIs() {
        assertThat(KERNEL.error("throw new Error(\"plain\");")).contains("java.lang.Error", "plain");
        assertThat(KERNEL.error("throw new ThreadDeath();")).contains("ThreadDeath");
        assertThat(KERNEL.error("throw new LinkageError();")).contains("LinkageError");
        assertThat(KERNEL.error("Object o = \"\"; Integer i = (Integer) o;")).contains("ClassCastException");
        assertThat(KERNEL.error("assert false : \"never\";")).contains("AssertionError", "never");
    }

    @Test
    void whatIsShownFails() {
        KERNEL.run("new Object() { public String toString() { throw new IllegalStateException(\"mute\"); } }");
        KERNEL.run("new Object() { public String toString() { return null; } }");
        KERNEL.run("new Object() { public String toString() { return toString(); } }");
        KERNEL.run("throw new RuntimeException() { public String getMessage() { throw new Error(\"again\"); } };");
        KERNEL.run("throw new RuntimeException() { public synchronized Throwable getCause() { return this; } };");
        KERNEL.run("org.fiftylayers.display.Displayable broken = () -> null;\nbroken");
    }

    @Test
    void aCellMeddlesWithTheProcess() {
        for (String stream : new String[] {"In", "Out", "Err"}) {
            KERNEL.runWell("System.set" + stream + "(null);");
        }
        KERNEL.runWell("Thread.currentThread().interrupt();");
        KERNEL.runWell("System.out.close();");
        KERNEL.runWell("Thread.setDefaultUncaughtExceptionHandler(null); System.setProperty(\"user.dir\", \"\");");
        KERNEL.runWell("Thread.currentThread().setContextClassLoader(null); Locale.setDefault(Locale.ROOT);");
        assertThat(KERNEL.runWell("System.out.print(\"still here\");").stream("stdout"))
                .isEqualTo("still here");
    }
}
