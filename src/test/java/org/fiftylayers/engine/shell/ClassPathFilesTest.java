package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's own file manager, with the same class path, is the oracle. */
class ClassPathFilesTest {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    private static final Set<Kind> CLASSES = EnumSet.of(Kind.CLASS);

    private final StandardJavaFileManager oracle = JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final ClassPathFiles files =
            new ClassPathFiles(JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8));

    @BeforeEach
    void useTheClassPathOfThisTest() throws IOException {
        List<File> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            places.add(new File(place));
        }
        oracle.setLocation(StandardLocation.CLASS_PATH, places);
        files.setLocation(StandardLocation.CLASS_PATH, places);
    }

    @AfterEach
    void close() throws IOException {
        oracle.close();
        files.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org",
                "org.junit.jupiter.api", // a jar
                "org.fiftylayers.engine.shell", // two folders: classes and tests
                "tech.tablesaw.api",
                "META-INF",
                "META-INF.services",
                "no.such.place"
            })
    void findsWhatJavaFindsOnTheClassPath(String packageName) throws IOException {
        assertThat(names(files, StandardLocation.CLASS_PATH, packageName))
                .containsExactlyInAnyOrderElementsOf(names(oracle, StandardLocation.CLASS_PATH, packageName));
    }

    @Test
    void findsWhatJavaFindsInModulesTheSecondTimeToo() throws IOException {
        Location base = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, "java.base");
        List<String> expected =
                names(oracle, oracle.getLocationForModule(StandardLocation.SYSTEM_MODULES, "java.base"), "java.util");
        assertThat(expected).contains("java.util.List");
        assertThat(names(files, base, "java.util")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(names(files, base, "java.util")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void readsTheSameBytes() throws IOException {
        JavaFileObject ours = one(files, "org.junit.jupiter.api", "org.junit.jupiter.api.Test");
        JavaFileObject theirs = one(oracle, "org.junit.jupiter.api", "org.junit.jupiter.api.Test");
        try (InputStream bytes = ours.openInputStream();
                InputStream expected = theirs.openInputStream()) {
            assertThat(bytes.readAllBytes()).isEqualTo(expected.readAllBytes());
        }
        assertThat(ours.toUri()).isEqualTo(theirs.toUri());
        assertThat(ours.isNameCompatible("Test", Kind.CLASS)).isTrue();
        assertThat(ours.isNameCompatible("Tes", Kind.CLASS)).isFalse();
        assertThat(files.isSameFile(ours, one(files, "org.junit.jupiter.api", "org.junit.jupiter.api.Test")))
                .isTrue();
        assertThat(files.contains(StandardLocation.CLASS_PATH, ours)).isTrue();
    }

    @Test
    void seesWhatIsAddedToAFolder(@TempDir Path folder) throws IOException {
        files.setLocation(StandardLocation.CLASS_PATH, List.of(folder.toFile()));
        assertThat(names(files, StandardLocation.CLASS_PATH, "later")).isEmpty();
        Files.createDirectory(folder.resolve("later"));
        Files.write(folder.resolve("later/Late.class"), new byte[] {1});
        Files.write(folder.resolve("later/Late.txt"), new byte[] {1});
        assertThat(names(files, StandardLocation.CLASS_PATH, "later")).containsExactly("later.Late");
    }

    @Test
    void seesAnotherClassPath(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("more.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("more/"));
            out.putNextEntry(new JarEntry("more/More [or] less.class"));
            out.putNextEntry(new JarEntry("Top.java"));
        }
        assertThat(names(files, StandardLocation.CLASS_PATH, "more")).isEmpty();
        files.handleOption("--class-path", List.of(jar.toString()).iterator());
        assertThat(names(files, StandardLocation.CLASS_PATH, "more")).containsExactly("more.More [or] less");
        assertThat(one(files, "more", "more.More [or] less").toUri().toString())
                .endsWith("!/more/More%20%5Bor%5D%20less.class");
        assertThat(names(files, StandardLocation.CLASS_PATH, "")).isEmpty();
        assertThat(files.list(StandardLocation.CLASS_PATH, "", EnumSet.of(Kind.SOURCE), false))
                .extracting(file -> files.inferBinaryName(StandardLocation.CLASS_PATH, file))
                .containsExactly("Top");
        assertThat(names(files, StandardLocation.CLASS_PATH, "org.junit.jupiter.api"))
                .isEmpty();
    }

    @Test
    void namesAFileThatIsNoJar(@TempDir Path folder) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.jar"), "text");
        files.setLocation(StandardLocation.CLASS_PATH, List.of(wrong.toFile()));
        assertThatThrownBy(() -> names(files, StandardLocation.CLASS_PATH, "any"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong.jar");
    }

    private static List<String> names(StandardJavaFileManager files, Location location, String packageName)
            throws IOException {
        List<String> names = new ArrayList<>();
        for (JavaFileObject file : files.list(location, packageName, CLASSES, false)) {
            names.add(files.inferBinaryName(location, file));
        }
        return names;
    }

    private static JavaFileObject one(StandardJavaFileManager files, String packageName, String name)
            throws IOException {
        for (JavaFileObject file : files.list(StandardLocation.CLASS_PATH, packageName, CLASSES, false)) {
            if (name.equals(files.inferBinaryName(StandardLocation.CLASS_PATH, file))) {
                return file;
            }
        }
        throw new AssertionError(name);
    }
}
