package org.fiftylayers.engine.book;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import gg.jte.runtime.Constants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The templates of {@code book/theme/templates}: compiled when they have changed, kept as classes when they have not. */
final class Theme {
    private final TemplateEngine engine;
    private final String shown;

    private Theme(TemplateEngine engine, String shown) {
        this.engine = engine;
        this.shown = shown;
    }

    /**
     * Compiles the templates, or finds them compiled.
     *
     * @param cache the folder that keeps compiled templates
     * @param shown the path of the templates that messages show
     */
    static Theme load(Path templates, Path cache, String shown) throws BookException, IOException {
        if (!Files.isDirectory(templates)) {
            throw new BookException(Place.of(shown), "no such folder; it holds the templates of the theme");
        }
        Path classes = cache.resolve("templates-" + version(templates));
        if (Files.isDirectory(classes)) {
            return new Theme(compiled(classes), shown);
        }
        Files.createDirectories(cache);
        try (Stream<Path> old = Files.list(cache)) {
            for (Path path : old.filter(entry -> entry.getFileName().toString().startsWith("templates-"))
                    .toList()) {
                Trees.delete(path);
            }
        }
        Path fresh = Files.createTempDirectory(cache, "compiling-");
        try {
            TemplateEngine compiler = TemplateEngine.create(
                    new DirectoryCodeResolver(templates),
                    fresh,
                    ContentType.Html,
                    Theme.class.getClassLoader(),
                    Constants.PACKAGE_NAME_PRECOMPILED);
            compiler.setTrimControlStructures(true);
            compiler.setClassPath(classPath());
            compiler.setHtmlCommentsPreserved(false);
            compiler.precompileAll();
            Files.move(fresh, classes);
        } catch (FileAlreadyExistsException e) {
            // another build was quicker, with the same result
        } catch (TemplateException e) {
            throw new BookException(Place.of(shown), "does not compile: " + e.getMessage());
        } finally {
            Trees.delete(fresh);
        }
        return new Theme(compiled(classes), shown);
    }

    private static TemplateEngine compiled(Path classes) {
        return TemplateEngine.createPrecompiled(classes, ContentType.Html, Theme.class.getClassLoader());
    }

    /** Templates see this class path, however the program was started. */
    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")));
    }

    /** Changes with the templates, the views they are compiled against, and jte. */
    private static String version(Path templates) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(("jte " + TemplateEngine.class.getPackage().getImplementationVersion())
                    .getBytes(StandardCharsets.UTF_8));
            for (Class<?> view : Stream.of(PageView.class, PrintView.class)
                    .flatMap(outer -> Stream.concat(
                            Stream.of(outer),
                            Stream.of(outer.getDeclaredClasses())
                                    .sorted(java.util.Comparator.comparing(Class::getName))))
                    .toList()) {
                for (var component : view.getRecordComponents()) {
                    digest.update(component.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            try (Stream<Path> files = Files.walk(templates)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(templates
                            .relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A view through a template such as {@code page.jte}. */
    String render(String template, Record view) throws BookException {
        StringOutput output = new StringOutput();
        try {
            engine.render(template, view, output);
        } catch (TemplateException | UncheckedIOException e) {
            throw new BookException(
                    Place.of(shown + "/" + template),
                    e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
        }
        return output.toString();
    }
}
