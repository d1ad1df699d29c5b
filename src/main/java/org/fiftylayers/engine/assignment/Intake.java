package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.jspecify.annotations.Nullable;

/** Finds what students handed in, and receives it: {@code submitted/<student>/<assignment>/<notebook>.ipynb}. */
final class Intake {
    private static final String TIME = "timestamp.txt";
    /** As nbgrader writes it: {@code 2026-11-29 14:45:14.948203 UTC}. */
    private static final Pattern STAMP =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d+)?(?: (\\S+))?");

    private static final int TOGETHER = 100;

    private final Course course;
    private final Gradebook book;
    private final List<String> remarks = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private Intake(Course course, Gradebook book) {
        this.course = course;
        this.book = book;
    }

    /**
     * Receives what is new for some assignments.
     *
     * @return what was found and is no submission, a line each
     * @throws IOException if the gradebook cannot be written
     */
    static List<String> receive(Course course, List<Assignment> masters, Gradebook book) throws IOException {
        Intake intake = new Intake(course, book);
        if (!Files.isDirectory(course.submitted())) {
            throw new AssignmentException(
                    course.submitted().toString(),
                    "",
                    "is no folder; what students hand in lies in submitted/<student>/<assignment>/ of the course");
        }
        for (Path student : list(course.submitted())) {
            String name = name(student);
            if (!Files.isDirectory(student, LinkOption.NOFOLLOW_LINKS)) {
                intake.remark(student, "is no student's folder, and nothing in it was looked at");
            } else if (!Course.isName(name)) {
                intake.remark(student, "cannot be a student's id; rename the folder");
            } else {
                for (String assignment :
                        masters.stream().map(Assignment::name).distinct().toList()) {
                    intake.student(
                            name,
                            student.resolve(assignment),
                            masters.stream()
                                    .filter(master -> master.name().equals(assignment))
                                    .toList());
                }
            }
        }
        book.write(intake.rows);
        return intake.remarks;
    }

    private void student(String student, Path folder, List<Assignment> masters) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            remark(folder, "is no folder; hand in " + student + "/" + name(folder) + "/<notebook>.ipynb");
            return;
        }
        List<Path> files = new ArrayList<>(list(folder));
        files.removeIf(file -> name(file).equals(TIME));
        for (Assignment master : masters) {
            String wanted = name(Path.of(master.file()));
            Path file = file(files, wanted, masters.size() == 1);
            if (file == null) {
                remark(folder, "has no " + wanted + "; nothing of it is graded");
            } else {
                files.remove(file);
                receive(student, master.name(), wanted, file);
            }
        }
        files.stream()
                .filter(file -> name(file).endsWith(".ipynb"))
                .forEach(file -> remark(file, "is no notebook of the assignment and was not looked at"));
    }

    /** The file of that name; where an assignment has one notebook, the only one there is, whatever it is called. */
    private static @Nullable Path file(List<Path> files, String wanted, boolean single) {
        for (Path file : files) {
            if (name(file).equals(wanted)) {
                return file;
            }
        }
        List<Path> notebooks =
                files.stream().filter(file -> name(file).endsWith(".ipynb")).toList();
        List<Path> candidates = notebooks.isEmpty() ? files : notebooks;
        return single && candidates.size() == 1 ? candidates.get(0) : null;
    }

    private void receive(String student, String assignment, String notebook, Path file) throws IOException {
        byte[] bytes = null;
        String digest;
        Instant time;
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile() && attributes.size() <= SubmittedFile.LARGEST) {
                bytes = Files.readAllBytes(file);
            }
            time = time(file, attributes);
            // what is too large, or no file at all, will be refused; its row needs a name all the same
            digest = Digest.of(
                    bytes != null
                            ? bytes
                            : (attributes.size() + " " + attributes.lastModifiedTime())
                                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            remark(file, "cannot be read (" + e + "); see to it, and grade again");
            return;
        }
        String shown = course.submitted().getFileName() + "/" + student + "/" + assignment + "/" + name(file);
        Row row = book.receive(student, assignment, notebook, shown, digest, time, bytes);
        if (row != null) {
            rows.add(row);
        }
        if (rows.size() >= TOGETHER) {
            book.write(rows);
            rows.clear();
        }
    }

    /** When it was handed in: what nbgrader's collector noted; else when the file was last written. */
    private Instant time(Path file, BasicFileAttributes attributes) throws IOException {
        Path noted = file.resolveSibling(TIME);
        if (Files.isRegularFile(noted, LinkOption.NOFOLLOW_LINKS) && Files.size(noted) < 1000) {
            String text = new String(Files.readAllBytes(noted), StandardCharsets.ISO_8859_1).strip();
            Matcher stamp = STAMP.matcher(text);
            if (stamp.matches()) {
                try {
                    ZoneId zone = stamp.group(3) == null ? ZoneOffset.UTC : ZoneId.of(stamp.group(3));
                    return LocalDateTime.parse(stamp.group(1) + "T" + stamp.group(2))
                            .atZone(zone)
                            .toInstant();
                } catch (DateTimeException e) {
                    // told below
                }
            }
            remark(noted, "is no time that can be read; the notebook's own time counts");
        }
        return attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private void remark(Path place, String what) {
        remarks.add(place + " " + what);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !name(file).startsWith(".")).sorted().toList();
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }
}
