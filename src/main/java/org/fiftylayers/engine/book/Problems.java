package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.List;

/** What is wrong in the book's sources, collected over a build. */
final class Problems {
    private final List<Problem> all = new ArrayList<>();

    void add(Place place, String message) {
        Problem problem = new Problem(place, message);
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    List<Problem> all() {
        return List.copyOf(all);
    }

    List<Problem> in(String file) {
        return all.stream()
                .filter(problem -> problem.place().file().equals(file))
                .toList();
    }
}
