package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipInputStream;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Failure;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookBuilderTest {

    private final Path folder;
    private final Sample sample;

    BookBuilderTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        sample = new Sample(folder);
    }

    @Test
    void buildsTheSampleWithoutAProblem() throws Exception {
        BookReport report = sample.build();

        assertThat(report.problems()).isEmpty();
        assertThat(report.site().files().keySet())
                .isEqualTo(sample.files().keySet())
                .contains("index.html");
        assertThat(report.chapters()).hasSize(2);
        assertThat(sample.page("01-sample.html"))
                .contains("<h1>The sample <em>chapter</em></h1>")
                .contains("id=\"fig-collapse\"")
                .contains("✓")
                .doesNotContain("secret");
    }

    @Test
    void gathersTheWholeBookOnOnePage() throws Exception {
        sample.build();

        assertThat(sample.page("appendix.html"))
                .contains("Used in <a href=\"01-sample.html#use-term-jacobian-in-sec-mathematics\">1.1</a>")
                .contains("Cited in <a href=\"01-sample.html#cite-he2015-in-a-smaller-heading\">1.1.1</a>")
                .contains("Cited in <a href=\"appendix.html#cite-higham2002\">Appendix</a>")
                .contains("<a class=\"reference\" href=\"01-sample.html#fig-bars\">Figure 1.2</a> Another figure")
                .contains("3 claims in 1 chapter,")
                .contains("<a href=\"01-sample.html#cell-claims-2\">Claim 1.2</a> ∂L/∂w₁ is about 0.0064");
        assertThat(sample.page("02-second.html"))
                .contains("<a class=\"reference\" href=\"01-sample.html#cell-claims-2\">Claim 1.2</a>");
    }

    @Test
    void anIdOfSeveralPagesMustBeNamedWithItsPage() throws Exception {
        sample.replace("book/index.md", "{ref}`sec-mathematics`", "[](#short)");
        sample.replace("book/appendix.md", "## Glossary", "## Short");

        assertThat(sample.build().problems())
                .map(Problem::toString)
                .contains("book/index.md, line 3: 'short' stands on several pages; write page.ipynb#short or give what"
                        + " you mean a label of its own");
        sample.replace("book/index.md", "[](#short)", "[](../notebooks/02-second.ipynb#short)");
        assertThat(sample.build().problems()).isEmpty();
        assertThat(sample.page("index.html")).contains("href=\"02-second.html#short\">Section 2.1</a>");
    }

    @Test
    void givesTheSameBytesEachTime() throws Exception {
        sample.build();
        Map<String, byte[]> first = sample.files();
        sample.build();
        Map<String, byte[]> cached = sample.files();
        Path otherCache = folder.resolve("cache");
        sample.build(otherCache, Sample::stored);

        assertThat(cached.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(cached.get(name)).as(name).isEqualTo(bytes));
        Map<String, byte[]> anew = sample.files();
        first.forEach((name, bytes) -> assertThat(anew.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void aRebuildGivesTheSameBytesAsABuildFromNothing() throws Exception {
        BookBuilder warm = new BookBuilder(sample.root, folder.resolve("warm"));
        warm.build(Sample::stored);
        sample.replace("book/appendix.md", "# ", "# Newly $a^7_{new}$ ");
        warm.build(Sample::stored);
        sample.replace("notebooks/02-second.ipynb", "\"# ", "\"# Newly ");
        sample.replace("book/theme/templates/page.jte", "<main", "<main class=\"new\"");
        sample.replace("book/myst.yml", "title: ", "title: New ");
        Map<String, byte[]> rebuilt = warm.build(Sample::stored).site().files();
        Map<String, byte[]> anew = new BookBuilder(sample.root, folder.resolve("cold"))
                .build(Sample::stored)
                .site()
                .files();

        assertThat(rebuilt.keySet()).isEqualTo(anew.keySet());
        anew.forEach((name, bytes) -> assertThat(rebuilt.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void aRehearsalWhileNotebooksRunLeavesNoTrace() throws Exception {
        sample.build();
        Map<String, byte[]> plain = sample.files();
        sample.replace("book/index.md", "{ref}`sec-mathematics`", "{ref}`sec-nowhere`");
        BookReport unrehearsed = sample.build();
        Map<String, byte[]> faulty = sample.files();

        BookBuilder builder = new BookBuilder(sample.root, folder.resolve("rehearsed"), Duration.ZERO);
        AtomicInteger rehearsals = new AtomicInteger();
        BookReport rehearsed = builder.build(files -> {
            while (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("rehearsal"))) {
                rehearsals.incrementAndGet();
                Thread.sleep(10);
            }
            return Sample.stored(files);
        });
        assertThat(rehearsals).hasPositiveValue();
        assertThat(rehearsed.problems()).isEqualTo(unrehearsed.problems()).hasSize(1);
        faulty.forEach((name, bytes) ->
                assertThat(rehearsed.site().files().get(name)).as(name).isEqualTo(bytes));

        sample.replace("book/index.md", "{ref}`sec-nowhere`", "{ref}`sec-mathematics`");
        Map<String, byte[]> cutShort = new BookBuilder(sample.root, folder.resolve("cut short"), Duration.ZERO)
                .build(Sample::stored)
                .site()
                .files();
        assertThat(cutShort.keySet()).isEqualTo(plain.keySet());
        plain.forEach((name, bytes) -> assertThat(cutShort.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void everyLinkLeadsSomewhereAndNothingIsLoadedFromElsewhere() throws Exception {
        Links links = Links.of(sample.build().site());
        assertThat(links.problems()).isEmpty();
        assertThat(links.within()).isGreaterThan(20);
        Map<String, byte[]> files = sample.files();
        String css = new String(files.get("assets/book.css"), StandardCharsets.UTF_8);
        Matcher url = Pattern.compile("url\\((?!data:)([^)]*)\\)").matcher(css);
        while (url.find()) {
            assertThat(files).containsKey("assets/" + url.group(1));
        }
    }

    @Test
    void offersTheNotebookAndTheDataOfItsFigures() throws Exception {
        sample.build();
        Map<String, byte[]> files = sample.files();
        Notebook source = Notebooks.read(sample.root.resolve("notebooks/01-sample.ipynb"));
        byte[] csv = Objects.requireNonNull(files.get("downloads/01-sample/fig-collapse.csv"));

        assertThat(notebook(files, "downloads/01-sample.ipynb")).isEqualTo(source);
        assertThat(notebook(files, "downloads/01-sample-bare.ipynb")).isEqualTo(source.withoutOutputs());
        assertThat(csv).asString().isEqualTo("layer,sigmoid,tanh,ReLU\n1,1.0216E-7,0.0286,1\n");
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(files.get("downloads/01-sample-data.zip")))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("01-sample-data/fig-collapse.csv");
            assertThat(zip.readAllBytes()).isEqualTo(csv);
            assertThat(zip.getNextEntry()).isNull();
        }
        assertThat(sample.page("01-sample.html"))
                .containsSubsequence(
                        "href=\"downloads/01-sample/fig-collapse.csv\" download>All points as CSV</a>, 1 kB",
                        "</details>",
                        "href=\"downloads/01-sample-data.zip\" download>");
        assertThat(sample.page("index.html")).doesNotContain("downloads/");
    }

    private static Notebook notebook(Map<String, byte[]> files, String name) {
        return Notebooks.parse(new String(files.get(name), StandardCharsets.UTF_8), name);
    }

    @Test
    void putsEverySectionIntoTheSearch() throws Exception {
        sample.build();
        String index = new String(sample.files().get("assets/search-index.js"), StandardCharsets.UTF_8);

        for (String name : List.of("index.html", "01-sample.html", "02-second.html")) {
            Matcher heading = Pattern.compile("<h[23] id=\"([^\"]*)\"")
                    .matcher(sample.page(name).split("id=\"references\"")[0]);
            while (heading.find()) {
                assertThat(index).contains("[\"" + heading.group(1) + "\",0,");
            }
        }
    }

    @Test
    void aPageWeighsLessThan150Kilobytes() throws Exception {
        sample.build();
        Map<String, byte[]> files = sample.files();
        int weight = 0;
        for (String name : List.of("01-sample.html", "assets/book.css", "assets/book.js")) {
            weight += gzipped(files.getOrDefault(name, new byte[0]));
        }

        assertThat(weight).isLessThan(150_000);
    }

    @Test
    void buildsTheOtherChaptersWhenOneFails() throws Exception {
        Failure failure = new Failure(
                5, 2, "java.lang.ArithmeticException: / by zero", "int x = 1 / 0;", List.of(), "do not divide by zero");
        BookReport report = sample.build(Sample.CACHE, files -> {
            Execution first = Sample.stored(files).get(0);
            return List.of(
                    new Execution(first.file(), first.notebook(), failure, Duration.ZERO, false),
                    Sample.stored(files).get(1));
        });

        assertThat(report.succeeded()).isFalse();
        assertThat(report.problems().get(0))
                .hasToString(
                        """
                        notebooks/01-sample.ipynb, cell 5, line 2: java.lang.ArithmeticException: / by zero
                            int x = 1 / 0;
                          Remedy: do not divide by zero""");
        assertThat(sample.page("01-sample.html")).contains("This page is not as it should be", "/ by zero");
        assertThat(sample.page("02-second.html")).doesNotContain("not as it should be");
    }

    @Test
    void buildsTheOtherChaptersWhenOneIsMissing() throws Exception {
        Failure failure = new Failure(0, 0, "no such file", null, List.of(), null);
        BookReport report = sample.build(
                Sample.CACHE,
                files -> List.of(
                        Sample.stored(files).get(0), new Execution(files.get(1), null, failure, Duration.ZERO, false)));

        assertThat(report.problems().get(0)).hasToString("notebooks/02-second.ipynb: no such file");
        assertThat(report.problems()).anySatisfy(problem -> assertThat(problem.toString())
                .contains("nothing in the book has the label 'ex-second'"));
        assertThat(sample.page("02-second.html")).contains("no such file");
        assertThat(sample.page("01-sample.html")).contains("Mathematics");
    }

    @Test
    void leavesTheOldBookWhenTheNewOneCannotBeBuilt() throws Exception {
        sample.build();
        Map<String, byte[]> before = sample.files();

        sample.replace("book/references.bib", "@article{", "@article{{");
        BookException error = catchThrowableOfType(BookException.class, sample::build);

        assertThat(error).hasMessageStartingWith("book/references.bib, line ").hasMessageContaining("not BibTeX");
        assertThat(sample.files().keySet()).isEqualTo(before.keySet());
        try (var siblings = Files.list(folder)) {
            assertThat(siblings.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("project", "site");
        }
    }

    @Test
    void tellsTwoWorksOfTheSameAuthorsAndYearApart() throws Exception {
        sample.replace(
                "book/references.bib",
                "@book{goodfellow2016",
                "@misc{he2015identity, author = {He, K. and Z, X. and R, S. and S, J.}, title = {More}, year = {2015}}\n@book{goodfellow2016");
        sample.replace("book/index.md", "*Nobody*", "{cite:t}`he2015, he2015identity`: *Nobody*");
        sample.build();

        assertThat(sample.page("index.html"))
                .contains(">He et al. (2015a)</a>; ", ">He et al. (2015b)</a>: <em>Nobody</em>", "id=\"ref-he2015\"");
        assertThat(sample.page("appendix.html")).contains("Jian Sun (2015a). Delving", "S (2015b). <cite>More</cite>");
    }

    @Test
    void saysWhichEntryOfTheBibliographyLeadsNowhere() throws Exception {
        sample.replace("book/references.bib", "  number  = {153},", "  doi = {doi:10.5555/1},");

        BookException error = catchThrowableOfType(BookException.class, sample::build);

        assertThat(error)
                .hasMessage("book/references.bib, line 1: baydin2018: doi 'doi:10.5555/1' is no DOI; must be like"
                        + " 10.1109/5.771073");
    }

    @Test
    void saysWhereATemplateIsWrong() throws Exception {
        sample.replace("book/theme/templates/foot.jte", "page.book().title()", "page.book().titel()");

        BookException error = catchThrowableOfType(BookException.class, sample::build);

        assertThat(error).hasMessageContaining("book/theme/templates").hasMessageContaining("foot.jte");
    }

    @Test
    void saysWhichPartOfTheThemeIsMissing() throws Exception {
        Files.delete(sample.root.resolve("book/theme/fonts/serif-400-normal.woff2"));

        BookException error = catchThrowableOfType(BookException.class, sample::build);

        assertThat(error).hasMessage("book/theme/fonts/serif-400-normal.woff2: no such file; the theme needs it");
    }

    @Test
    void reportsAPageThatTheContentsNameInVain() throws Exception {
        sample.replace("book/myst.yml", "index.md", "preface.md");

        BookReport report = sample.build();

        assertThat(report.problems())
                .map(Problem::toString)
                .contains("book/myst.yml, line 17: toc: there is no file book/preface.md");
    }

    private static int gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
