package org.fiftylayers.engine.assignment.report;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an assignment: feedback for each student, the class at a glance, and what a person has to read.
 *
 * @param classPage where the class page is
 * @param readingPage where the page is with the answers that a person reads; null if there are none
 * @param feedback how many pages of feedback there are
 * @param written how many pages of all kinds are new or other than they were
 * @param unread how many answers nobody has read yet
 * @param gone pages of feedback for which there is nothing in the gradebook any more; they are left as they are
 */
public record Report(
        Path classPage, @Nullable Path readingPage, int feedback, int written, long unread, List<Path> gone) {
    /**
     * Writes an assignment's pages. From the same gradebook and marks by hand come the same bytes.
     *
     * @param due until when it was to be handed in; null if nothing is late
     * @throws IOException if a page cannot be written; then others may have been
     */
    public static Report write(Course course, Results results, @Nullable OffsetDateTime due) throws IOException {
        Times times = new Times(due);
        String name = results.assignment();
        Map<Path, String> pages = new LinkedHashMap<>();
        for (Results.Student student : results.students()) {
            for (Result result : student.results()) {
                List<Row> all = results.rows().stream()
                        .filter(row -> row.student().equals(student.id())
                                && row.notebook().equals(result.row().notebook()))
                        .toList();
                pages.put(page(course, result.row()), FeedbackPage.of(result, all, times));
            }
        }
        int feedback = pages.size();
        List<Path> gone = gone(course, name, pages);
        Path classPage = course.gradebook().resolve(name + ".html");
        Path reading = course.gradebook().resolve(name + "-to-read.html");
        boolean anyToRead = results.masters().stream()
                .flatMap(master -> master.cells().stream())
                .map(Assignment.Entry::role)
                .anyMatch(role -> role != null && Results.isReadByPerson(role));
        if (anyToRead) {
            pages.put(reading, ReadingPage.of(results, Results.manualFile(course, name)));
        }
        pages.put(
                classPage,
                ClassPage.of(
                        results,
                        times,
                        row -> address(course.gradebook(), page(course, row)),
                        address(course.gradebook(), reading)));
        int written = 0;
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            written += WholeFile.write(page.getKey(), page.getValue().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        return new Report(classPage, anyToRead ? reading : null, feedback, written, ReadingPage.unread(results), gone);
    }

    /** Where a student's page is: {@code feedback/<student>/<assignment>/<notebook>.html}. */
    private static Path page(Course course, Row row) {
        Path page = course.feedback()
                .resolve(row.student())
                .resolve(row.assignment())
                .resolve(row.notebook().replaceFirst("\\.ipynb$", "") + ".html")
                .normalize();
        Path folder = course.feedback().normalize();
        if (!page.startsWith(folder) || page.getNameCount() != folder.getNameCount() + 3) {
            throw new AssignmentException(
                    course.gradebook().toString(),
                    "",
                    "'" + row.student() + "' or '" + row.notebook() + "' cannot name a page below "
                            + course.feedback());
        }
        return page;
    }

    private static List<Path> gone(Course course, String assignment, Map<Path, String> pages) throws IOException {
        List<Path> gone = new ArrayList<>();
        if (Files.isDirectory(course.feedback())) {
            try (Stream<Path> students = Files.list(course.feedback())) {
                for (Path student : students.sorted().toList()) {
                    Path folder = student.resolve(assignment);
                    if (Files.isDirectory(folder)) {
                        try (Stream<Path> files = Files.list(folder)) {
                            files.filter(file -> file.toString().endsWith(".html"))
                                    .map(Path::normalize)
                                    .filter(file -> !pages.containsKey(file))
                                    .sorted()
                                    .forEach(gone::add);
                        }
                    }
                }
            }
        }
        return gone;
    }

    /** The relative address of a file, for a page in a folder. */
    private static String address(Path from, Path to) {
        StringBuilder address = new StringBuilder();
        for (Path part :
                from.toAbsolutePath().normalize().relativize(to.toAbsolutePath().normalize())) {
            address.append(address.isEmpty() ? "" : "/")
                    .append(URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return address.toString();
    }
}
