package org.fiftylayers.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.fiftylayers.matrix.Kernels;

/**
 * {@code AllocationCheck <seconds> <workload>}: what a training step allocates in steady state,
 * after so many seconds of warm-up, as {@code ALLOCATION <workload> <bytes per step> <arrays of numbers per step>}. Exits with 3 if there is any array of numbers.
 *
 * <p>Run it with {@code -XX:-UseTLAB}: then every allocation takes the slow path, where Flight Recorder sees it.
 */
public final class AllocationCheck {
    private static final String EVENT = "jdk.ObjectAllocationOutsideTLAB";
    private static final int STEPS = 20;

    private AllocationCheck() {}

    public static void main(String[] args) throws IOException {
        if (!ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:-UseTLAB")) {
            throw new IllegalStateException("start Java with -XX:-UseTLAB; otherwise most allocations go unseen");
        }
        TrainingStep step = new TrainingStep(Workload.of(args[1]), Kernels.fastest());
        try (Recording recording = new Recording()) {
            // started before the warm-up: the start makes Java forget what it has compiled
            recording.start();
            warm(Double.parseDouble(args[0]), step);
            long bytes = bytesPerStep(step);
            Map<String, Integer> arrays = arraysOfNumbers(recording, step);
            int count = arrays.values().stream().mapToInt(Integer::intValue).sum();
            System.out.println("ALLOCATION " + args[1] + " " + bytes + " " + (double) count / STEPS);
            arrays.forEach((place, times) -> System.out.println("  " + times + " in " + STEPS + " steps: " + place));
            System.exit(count > 0 ? 3 : 0);
        }
    }

    private static void warm(double seconds, TrainingStep step) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            repeat(STEPS, step);
        }
    }

    private static void repeat(int times, TrainingStep step) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    private static long bytesPerStep(TrainingStep step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(STEPS, step);
        return (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
    }

    /** How many there are, by the place in the code. */
    private static Map<String, Integer> arraysOfNumbers(Recording recording, TrainingStep step) throws IOException {
        recording.enable(EVENT).withStackTrace();
        double[] known = new double[3];
        repeat(STEPS, step);
        recording.stop();
        known[0] = 1;
        Path file = Files.createTempFile("allocations", ".jfr");
        try {
            recording.dump(file);
            Map<String, Integer> found = new TreeMap<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.hasField("objectClass")
                        && event.getClass("objectClass").getName().equals("[D")) {
                    found.merge(place(event), 1, Integer::sum);
                }
            }
            if (!found.keySet().removeIf(place -> place.startsWith(AllocationCheck.class.getName()))) {
                throw new IllegalStateException("Flight Recorder did not see an array that was allocated here");
            }
            return found;
        } finally {
            Files.delete(file);
        }
    }

    /** The method of ours that the array is allocated in, or called from. */
    private static String place(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        List<RecordedFrame> frames = trace == null ? List.of() : trace.getFrames();
        return frames.stream()
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName() + " line " + frame.getLineNumber())
                .filter(place -> place.startsWith("org.fiftylayers."))
                .findFirst()
                .orElse("an unknown place");
    }
}
