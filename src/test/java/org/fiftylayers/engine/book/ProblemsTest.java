package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author is told, and where. */
class ProblemsTest {
    private static final String CELL = "notebooks/01-test.ipynb, cell 1 (c1), line ";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("text\n\n:::{notee}\nx\n:::", "3: unknown directive {notee}; known are admonition, aside, "),
                arguments(":::{note}\n:colour: red\nx\n:::", "1: {note}: unknown option :colour:; known are class, "),
                arguments(":::{note}\nx", "1: {note}: its closing fence is missing"),
                arguments(":::{admonition}\nx\n:::", "1: {admonition}: needs a title on its first line"),
                arguments("{reff}`x`", "1: unknown role {reff}; known are cite, cite:p, "),
                arguments("one\ntwo {ref}`nowhere`", "1: nothing in the book has the label 'nowhere'"),
                arguments("[x](#nowhere)", "1: nothing in the book has the label 'nowhere'"),
                arguments("[x](other.ipynb)", "1: link to 'other.ipynb': must be #label, a page of the book, or an "),
                arguments("[x](javascript:alert)", "1: link to 'javascript:alert': must be #label, "),
                arguments("{doc}`other`", "1: {doc}: the book has no page 'other'"),
                arguments("{cite:p}`he2015, nobody1900`", "1: the bibliography has no entry 'nobody1900'"),
                arguments("(a)=\ntext [](#a)", "2: 'a' has neither number nor title; give the words: [words](#a)"),
                arguments("(a)=\ntext {numref}`a`", "2: {numref}: 'a' has no number; use {ref}"),
                arguments("(a)=\n## A\n\n{eq}`a`", "4: {eq}: 'a' is not an equation; use {ref}"),
                arguments("(a)=\n## A\n\n(a)=\n## B", "5: the label 'a' is already used at " + CELL + "2"),
                arguments("(1 a)=\ntext", ""),
                arguments("(1a)=\ntext", "2: the label '1a' must begin with a letter and consist of "),
                arguments("text\n\n$\\frac{1}$", "3: formula $\\frac{1}$: KaTeX parse error: "),
                arguments("$$ x", "1: $$ is not closed by another $$"),
                arguments("text<br>text", "1: HTML is not rendered; use Markdown or a directive, and {math} or "),
                arguments(
                        "<div>\ntext\n</div>", "1: HTML is not rendered; use Markdown or a directive, and {math} or "),
                arguments("text[^a]", "1: footnote [^a] is not defined in this cell"),
                arguments("{eq}`nowhere`", "1: nothing in the book has the label 'nowhere'"),
                arguments("{numref}`Figure %s <nowhere>`", "1: nothing in the book has the label 'nowhere'"),
                arguments("[x](01-test.ipynb#nowhere)", "1: nothing in the book has the label 'nowhere'"),
                arguments("{cite:t}`nobody1900`", "1: the bibliography has no entry 'nobody1900'"),
                arguments("{term}`the words <nothing>`", "1: {term}: the glossary does not define 'nothing'"),
                arguments("[x](https://)", "1: link to 'https://': is no address: Expected authority at character 9"),
                arguments("[x](<https://openjdk.org/a b>)", "1: link to 'https://openjdk.org/a b': is no address: "),
                arguments("[x](https://openjdk)", "1: link to 'https://openjdk': must name a host after https://, "),
                arguments("<https://openjdk.org/x.>", "1: link to 'https://openjdk.org/x.': must not end in "),
                arguments("<https://openjdk.org/x_(y)>", ""),
                arguments("<https://doi.org/10.1/x>", "1: link to 'https://doi.org/10.1/x': is no DOI; must be like "),
                arguments("<https://doi.org/10.1109/5.771073>", ""),
                arguments(
                        "<https://arxiv.org/abs/1502.018>",
                        "1: link to 'https://arxiv.org/abs/1502.018': is no arXiv "),
                arguments("<https://arxiv.org/abs/1502.01852v2> <https://arxiv.org/pdf/cs/0112017>", ""),
                arguments("[x](mailto:nobody)", "1: link to 'mailto:nobody': must be mailto:name@host"),
                arguments("![](book/theme/icon.svg)", "1: image 'book/theme/icon.svg': no such file in the book's "),
                arguments("![](../book/theme/icon.svg)", "1: image '../book/theme/icon.svg': has no text for those "),
                arguments("![x](../../../etc/passwd)", "1: image '../../../etc/passwd': no such file in the book's "),
                arguments("| $|a|$ |\n|---|\n", ""),
                arguments("| a | b | c |\n|---|---|---|\n| $|x|$ |", "1: a formula in a table seems to be cut by '|'"),
                arguments(
                        ":::{solution} ex\nx\n:::",
                        "1: {solution}: its argument 'ex' must be the label of an exercise"),
                arguments(":::{solution-start} ex\n:::", "1: solution-start: no solution-end follows"),
                arguments(":::{exercise-end}\n:::", "1: exercise-end: no exercise-start comes before it"),
                arguments("{term}`x`", "1: {term}: the glossary does not define 'x'"),
                arguments(
                        ":::{glossary}\nx\n: one\n\nX\n: two\n:::",
                        "6: the term 'X' is already defined at " + CELL + "3"),
                arguments(
                        ":::{glossary}\nx\n: one\ny\n: two\n:::", "5: a definition without a term; the line before it"),
                arguments(
                        ":::{glossary}\n: one\n:::", "2: a definition without a term; the line before it is the term"),
                arguments(
                        ":::{glossary}\nx\n\ny\n: two\n:::",
                        "2: {glossary}: consists of terms, each on a line of its "),
                arguments(":::{bibliography}\n:all:\n:::", "1: {bibliography}: unknown option :all:; known are cited"),
                arguments(
                        ":::{bibliography}\n:::\n\n:::{bibliography}\n:::",
                        "4: {bibliography}: the book has one already, at " + CELL + "1"),
                arguments("# A\n\n# B", "3: a second title; a page has one heading of level 1, sections begin with ##"),
                arguments("text\n:::\nmore", "1: ':::' opens or closes no directive; is its name in braces, "));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesPlaceAndRule(String source, String expected) {
        List<String> problems = Rendered.cells(source).problems();

        if (expected.isEmpty()) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(problem -> assertThat(problem).startsWith(CELL + expected));
        }
    }

    @Test
    void reportsAllProblemsOfAPageAtOnce() {
        Rendered page = Rendered.cells("# T", "{ref}`a` {ref}`b`", "{cite:p}`c`\n\n$\\x$");

        assertThat(page.problems()).hasSize(4);
        assertThat(page.problems().get(3)).startsWith("notebooks/01-test.ipynb, cell 3 (c3), line 3: formula $\\x$");
    }

    @Test
    void aGateMustStandAtTheTopOfACell() {
        assertThat(Rendered.cells("- :::{exercise-start}\n  :::\n\n:::{exercise-end}\n:::")
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("must not stand inside another block"));
    }
}
