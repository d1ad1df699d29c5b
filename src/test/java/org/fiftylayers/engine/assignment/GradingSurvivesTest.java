package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.box.Bubblewrap;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class hands in, and everything goes wrong that can while it is graded: the grader, compilers and boxes are killed at
 * random moments, the disk is full, the journal is torn. Nothing is lost, and the marks are those of an undisturbed run.
 * {@code -Dfiftylayers.submissions=2000} has a large class.
 */
@Tag("slow")
class GradingSurvivesTest {
    private static final int SUBMISSIONS = Integer.getInteger("fiftylayers.submissions", 300);
    private static final int KILLS = 10;
    private static final Row.State[] OPEN = {Row.State.PENDING, Row.State.HELD};

    private final Path folder;
    private final Random random = new Random(20);

    GradingSurvivesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void killsAFullDiskAndATornJournalChangeNoMark() throws Exception {
        assumeTrue(Bubblewrap.find() != null, "bubblewrap is not installed");
        Path master = Files.createDirectories(folder.resolve("source/relu")).resolve("relu.ipynb");
        Files.writeString(master, Notebooks.toJson(assignment().notebook()));
        Course calm = course("calm");
        Course rough = course("rough");

        long start = System.nanoTime();
        finish(calm);
        double undisturbed = (System.nanoTime() - start) / 1e9;
        Map<String, String> marks = marks(calm);
        assertThat(marks).hasSize(SUBMISSIONS);
        assertThat(marks.values())
                .as("right, wrong and refused ones")
                .doesNotHaveDuplicates()
                .isNotEmpty();

        boolean smallDisk = mount(rough.gradebook());
        try {
            disturb(rough, undisturbed);
            if (smallDisk) {
                fillUp(rough);
            }
            finish(rough);
            Map<String, String> differ = marks(rough);
            differ.entrySet().removeAll(marks.entrySet());
            assertThat(differ)
                    .as("marks that differ from those of the undisturbed run")
                    .isEmpty();
            assertThat(marks(rough)).hasSize(SUBMISSIONS);
            assertThat(temporaries(rough)).as("left behind").isEmpty();
        } finally {
            if (smallDisk) {
                run("umount", rough.gradebook().toString());
            }
        }
    }

    private void disturb(Course course, double undisturbed) throws Exception {
        Set<Long> graders = new HashSet<>();
        boolean torn = false;
        boolean damaged = false;
        int most = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long before = size(course);
            Process grader = grade(course);
            graders.add(grader.pid());
            while (kill > 2 && size(course) == before && grader.isAlive()) {
                Thread.sleep(20); // but for the first two it has begun to judge
            }
            long end = System.currentTimeMillis() + (long) (1000 * random.nextDouble() * undisturbed / KILLS);
            while (System.currentTimeMillis() < end && grader.isAlive()) {
                killOne(grader, 0.05);
                Thread.sleep(50);
            }
            if (kill % 2 == 0) {
                grader.descendants().forEach(GradingSurvivesTest::kill);
            }
            kill(grader.toHandle()); // its boxes end with it
            grader.waitFor();
            most = whole(course, most);
            if (!torn && kill >= 4 && size(course) > 1000) {
                torn = true;
                tear(course);
                most = 0; // what the line said is unknown, and done again
            } else if (torn && !damaged && kill >= 7) {
                damaged = true;
                damage(course);
                most = 0;
            }
        }
        assertThat(torn && damaged).isTrue();
        // a bubblewrap whose other half is killed while the two begin waits for it for ever, a child of nobody's
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> process.info().command().orElse("").endsWith("bwrap"))
                    .filter(process -> graders.contains(session(process)))
                    .forEach(GradingSurvivesTest::kill);
        }
    }

    /** The session that a process belongs to, by its leader's number; 0 if the process has ended. */
    private static long session(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')')).split(" ")[4]); // ) state parent group session
        } catch (IOException ended) {
            return 0;
        }
    }

    private void fillUp(Course course) throws Exception {
        fill(course.gradebook());
        Process grader = grade(course, "--regrade"); // so that there is something to write
        assertThat(grader.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log(course));
        assertThat(grader.exitValue()).as(said).isEqualTo(1);
        assertThat(said).contains("cannot be written", "make room");
        whole(course, 0);
        Files.delete(course.gradebook().resolve("ballast"));
    }

    private static long size(Course course) throws IOException {
        Path journal = Path.of(journal(course));
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** Received = graded + refused + pending, and what was done stays done. */
    private int whole(Course course, int before) throws IOException {
        Gradebook book = Gradebook.read(course.gradebook());
        long done = book.count(Row.State.GRADED) + book.count(Row.State.REFUSED);
        assertThat(book.rows()).hasSize((int) (done + book.count(OPEN)));
        assertThat(book.rows().stream().map(Row::student).distinct())
                .hasSize(book.rows().size());
        assertThat(done).isGreaterThanOrEqualTo(before);
        for (Row row : book.rows()) {
            if (row.state() != Row.State.REFUSED) {
                assertThat(book.copy(row)).exists();
            }
        }
        return (int) done;
    }

    private static Assignment assignment() {
        return JudgeTest.assignment(
                JudgeTest.solution(
                        "relu",
                        """
                        double relu(double z) {
                            // BEGIN SOLUTION
                            return Math.max(0, z);
                            // MUTANT identity: return z;
                            // MUTANT ends: if (z < 0) System.exit(1); return z;
                            // MUTANT throws: if (z < 0) throw new IllegalStateException(); return z;
                            // MUTANT empty: return
                            // END SOLUTION
                        }"""),
                JudgeTest.test("test-positive", 1, "assert relu(2) == 2;"),
                JudgeTest.test("test-negative", 2, "assert relu(-3) == 0;"));
    }

    private Course course(String name) throws IOException {
        Course course = Course.at(folder.resolve(name)).withSource(folder.resolve("source"));
        Assignment master = Assignment.read("relu", course.masters("relu").get(0));
        new Rehearsal(master, System.getProperty("java.class.path")).handIn(course.submitted(), SUBMISSIONS, 7);
        for (int i = 10; i <= SUBMISSIONS; i += 30) { // some are no notebooks
            Path broken = course.submitted().resolve(String.format("s%04d", i)).resolve("relu/relu.ipynb");
            Files.writeString(broken, Files.readString(broken).substring(0, 40 + i % 100));
        }
        return course;
    }

    private void finish(Course course) throws Exception {
        Process grader = grade(course);
        assertThat(grader.waitFor(60, TimeUnit.MINUTES)).isTrue();
        assertThat(grader.exitValue()).as(Files.readString(log(course))).isZero();
        assertThat(Files.readString(log(course))).contains("received " + SUBMISSIONS + " = ", "+ pending 0");
    }

    private static Process grade(Course course, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid", // a session of its own, by which all that it started is found
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.fiftylayers.engine.cli.Main",
                "assignment",
                "grade",
                "relu",
                "--course",
                folder(course).toString(),
                "--source",
                course.source().toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(course).toFile())
                .start();
    }

    private static Path folder(Course course) {
        return Objects.requireNonNull(course.submitted().getParent());
    }

    private static Path log(Course course) {
        return folder(course).resolve("log.txt");
    }

    private void killOne(Process grader, double probability) {
        List<ProcessHandle> below = grader.descendants().toList();
        if (!below.isEmpty() && random.nextDouble() < probability) {
            kill(below.get(random.nextInt(below.size())));
        }
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly(); // SIGKILL
    }

    /** What a loss of power may leave of the last line. */
    private static void tear(Course course) throws IOException {
        try (RandomAccessFile journal = new RandomAccessFile(journal(course), "rw")) {
            journal.setLength(journal.length() - 30);
        }
    }

    private static void damage(Course course) throws IOException {
        try (RandomAccessFile journal = new RandomAccessFile(journal(course), "rw")) {
            journal.seek(journal.length() / 2);
            journal.write("#######".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String journal(Course course) {
        return course.gradebook().resolve("journal.jsonl").toString();
    }

    /** A disk of its own for a folder; only root can. */
    private static boolean mount(Path place) throws Exception {
        Files.createDirectories(place);
        int megabytes = 40 + SUBMISSIONS / 20;
        return System.getProperty("user.name").equals("root")
                && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", place.toString()) == 0;
    }

    private static void fill(Path place) throws IOException {
        byte[] ballast = new byte[4096];
        try (var out = Files.newOutputStream(place.resolve("ballast"))) {
            while (true) {
                out.write(ballast);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Map<String, String> marks(Course course) throws IOException {
        Map<String, String> marks = new TreeMap<>();
        Gradebook.read(course.gradebook())
                .rows()
                .forEach(row -> marks.put(
                        row.student(), row.student() + " " + row.state() + " " + row.marks() + " " + row.notes()));
        return marks;
    }

    private static List<Path> temporaries(Course course) throws IOException {
        List<Path> left = new ArrayList<>();
        try (var files = Files.list(course.gradebook().resolve("submissions"))) {
            files.filter(file -> !file.toString().endsWith(".ipynb")).forEach(left::add);
        }
        return left;
    }
}
