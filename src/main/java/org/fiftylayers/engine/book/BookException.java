package org.fiftylayers.engine.book;

import java.util.List;

/** The book cannot be built at all: its configuration, bibliography or theme is wrong. */
public final class BookException extends Exception {
    @java.io.Serial
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    BookException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    BookException(Place place, String message) {
        this(List.of(new Problem(place, message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
