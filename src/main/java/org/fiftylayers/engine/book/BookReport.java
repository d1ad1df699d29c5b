package org.fiftylayers.engine.book;

import java.util.List;
import org.fiftylayers.engine.execute.Execution;

/**
 * What came of a build.
 *
 * @param site the book, to be written or served
 * @param chapters what became of each chapter, in order
 * @param problems what is wrong; pages with problems are in the book, and say so
 */
public record BookReport(Site site, List<Execution> chapters, List<Problem> problems) {
    public BookReport {
        chapters = List.copyOf(chapters);
        problems = List.copyOf(problems);
    }

    public boolean succeeded() {
        return problems.isEmpty();
    }
}
