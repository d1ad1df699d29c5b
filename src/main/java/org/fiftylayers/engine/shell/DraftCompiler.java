package org.fiftylayers.engine.shell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Compiles what is still being written, against everything that earlier cells have declared. */
final class DraftCompiler {
    /** Attribute what follows a mistake as well. */
    private static final List<String> ALWAYS = List.of("-proc:none", "-XDshould-stop.at=FLOW", "-Xlint:none");

    private final SourceCodeAnalysis analysis;
    private final DraftFiles files;
    private final StandardJavaFileManager standard;
    private final List<File> classPath = new CopyOnWriteArrayList<>();
    private final List<String> options;

    /**
     * A compiler for one shell.
     *
     * @param snippets the classes that cells have become, by name; looked at again each time
     */
    DraftCompiler(SourceCodeAnalysis analysis, ShellOptions shell, Map<String, byte[]> snippets) {
        this.analysis = analysis;
        standard = new ClassPathFiles(Look.compiler().getStandardFileManager(null, null, StandardCharsets.UTF_8));
        files = new DraftFiles(standard, snippets);
        options = new ArrayList<>(ALWAYS);
        options.addAll(shell.compilerOptions());
        Arrays.stream(shell.classPath().split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> classPath.add(new File(entry)));
        useClassPath();
    }

    void addToClassPath(File place) {
        classPath.add(place);
        useClassPath();
    }

    private void useClassPath() {
        try {
            standard.setLocation(StandardLocation.CLASS_PATH, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<File> classPath() {
        return classPath;
    }

    DraftFiles files() {
        return files;
    }

    Draft write(String cell) {
        return Draft.of(head(), cell, analysis);
    }

    Look look(Draft draft) {
        return Look.at(draft.text(), files, options);
    }

    /** Package and imports of a snippet that would be evaluated now: what earlier cells declare is imported too. */
    private String head() {
        List<SnippetWrapper> wrappers = analysis.wrappers("{}");
        String wrapped = wrappers.isEmpty() ? "" : wrappers.get(0).wrapped();
        return wrapped.substring(0, Math.max(0, wrapped.indexOf("class $JShell$")));
    }
}
