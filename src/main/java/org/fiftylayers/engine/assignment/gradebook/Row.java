package org.fiftylayers.engine.assignment.gradebook;

import java.time.Instant;
import java.util.List;

/**
 * A notebook that a student handed in, and what became of it. Another text of the same notebook is another row.
 *
 * @param student whose folder it was in
 * @param assignment the assignment's name
 * @param notebook the name of the instructor's notebook that it answers
 * @param file where it was found, from the course's folder
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param submitted when it was handed in
 * @param basis what decides its marks besides itself: a digest of the instructor's notebook and the grader's version;
 *     empty while there are no marks
 * @param attempts how often its judging began and did not end
 * @param verified whether it was judged in a sandbox
 * @param marks one for each item, in the order of the notebook; none unless it is graded
 * @param notes what is odd about it; where it is refused or held, why
 */
public record Row(
        String student,
        String assignment,
        String notebook,
        String file,
        String digest,
        Instant submitted,
        State state,
        String basis,
        int attempts,
        boolean verified,
        List<Mark> marks,
        List<String> notes) {
    /** Where a row is on its way. */
    public enum State {
        /** Not yet judged. */
        PENDING,
        /** Not judged, since judging ended the grader itself too often; a person has to look. Counts as pending. */
        HELD,
        GRADED,
        /** It cannot be taken: no notebook, or a hostile one. The notes say why. */
        REFUSED
    }

    public Row {
        marks = List.copyOf(marks);
        notes = List.copyOf(notes);
    }

    /** A row that has just been received. */
    static Row received(
            String student, String assignment, String notebook, String file, String digest, Instant submitted) {
        return new Row(
                student,
                assignment,
                notebook,
                file,
                digest,
                submitted,
                State.PENDING,
                "",
                0,
                false,
                List.of(),
                List.of());
    }

    /** What makes it this row and no other. */
    public Key key() {
        return new Key(student, assignment, notebook, digest);
    }

    /** The identity of a row. */
    public record Key(String student, String assignment, String notebook, String digest) {}

    /** The same, handed in at another time: a student came back to an earlier text. */
    Row submittedAt(Instant time) {
        return new Row(
                student, assignment, notebook, file, digest, time, state, basis, attempts, verified, marks, notes);
    }

    Row pending(int begun) {
        return with(State.PENDING, "", begun, false, List.of(), List.of());
    }

    Row held(String why) {
        return with(State.HELD, "", attempts, false, List.of(), List.of(why));
    }

    Row refused(String with, String why) {
        return with(State.REFUSED, with, 0, false, List.of(), List.of(why));
    }

    Row graded(String with, boolean inSandbox, List<Mark> earned, List<String> odd) {
        return with(State.GRADED, with, 0, inSandbox, earned, odd);
    }

    private Row with(State next, String with, int begun, boolean inSandbox, List<Mark> earned, List<String> odd) {
        return new Row(
                student, assignment, notebook, file, digest, submitted, next, with, begun, inSandbox, earned, odd);
    }
}
