package org.fiftylayers.engine.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenTest {
    private static TestRepository repository;
    private final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void fill(@TempDir Path folder) {
        repository = new TestRepository(folder);
        repository.add("com.example:word:1.0");
        repository.add("com.example:word:2.0");
        repository.add("com.example:word:1.0:loud");
        repository.add("com.example:letter:1.0", "com.example:word:1.0");
        repository.add("com.example:envelope:1.0", "com.example:letter:1.0", "com.example:word:2.0");
    }

    private List<String> resolve(MavenSettings settings, String... coordinates) {
        try (Maven maven = Maven.open(settings, Map.of())) {
            return names(maven.resolve(
                    List.of(coordinates).stream().map(Coordinates::parse).toList(), progress::addAll));
        }
    }

    private static List<String> names(List<Library> libraries) {
        return libraries.stream()
                .peek(library -> assertThat(library.file()).isRegularFile())
                .map(library -> library.coordinates().toString())
                .toList();
    }

    @Test
    void bringsWhatALibraryNeedsInTurn() {
        assertThat(resolve(repository.settings(), "com.example:letter:1.0"))
                .containsExactly("com.example:letter:1.0", "com.example:word:1.0");
    }

    @Test
    void takesTheNearestOfTwoVersions() {
        assertThat(resolve(repository.settings(), "com.example:envelope:1.0"))
                .containsExactlyInAnyOrder(
                        "com.example:envelope:1.0", "com.example:letter:1.0", "com.example:word:2.0");
        assertThat(resolve(repository.settings(), "com.example:word:1.0", "com.example:envelope:1.0"))
                .contains("com.example:word:1.0")
                .doesNotContain("com.example:word:2.0");
    }

    @Test
    void readsClassifiersAndRanges() {
        assertThat(resolve(repository.settings(), "com.example:word:1.0:loud"))
                .containsExactly("com.example:word:1.0:loud");
        assertThat(resolve(repository.settings(), "com.example:word:jar:loud:1.0"))
                .containsExactly("com.example:word:1.0:loud");
    }

    @Test
    void tellsProgressOnlyOfWhatItDownloads() {
        MavenSettings settings = repository.settings();
        resolve(settings, "com.example:letter:1.0");
        assertThat(progress.get(progress.size() - 1)).matches("(letter|word)-1.0.jar  \\d+ kB  done");

        progress.clear();
        resolve(settings, "com.example:letter:1.0");
        assertThat(progress).isEmpty();
    }

    @Test
    void saysWhereItLookedForWhatItDoesNotFind() {
        assertThatThrownBy(() -> resolve(repository.settings(), "com.example:sentence:1.0"))
                .isInstanceOf(MavenException.class)
                .hasMessage("com.example:sentence:1.0 was not found in test (" + repository.url() + ")");
    }

    @Test
    void looksInRepositoriesThatAreAdded(@TempDir Path folder) throws IOException {
        MavenSettings settings = repository.settings("<mirrors><mirror><id>empty</id><mirrorOf>central</mirrorOf><url>"
                + folder.resolve("empty").toUri() + "</url></mirror></mirrors>");
        Files.createDirectories(folder.resolve("empty"));
        try (Maven maven = Maven.open(settings, Map.of())) {
            List<Coordinates> word = List.of(Coordinates.parse("com.example:word:2.0"));
            assertThatThrownBy(() -> maven.resolve(word, lines -> {})).hasMessageContaining("was not found in empty");

            maven.addRepository("mine", repository.url().toString());
            assertThat(names(maven.resolve(word, lines -> {}))).containsExactly("com.example:word:2.0");
        }
    }

    @Test
    void goesThroughTheProxyOfTheSettings() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/m/", exchange -> {
            asked.add(exchange.getRequestURI().getHost());
            String path = exchange.getRequestURI().getPath().substring("/m/".length());
            Path file = Path.of(repository.url()).resolve(path);
            boolean found = Files.isRegularFile(file);
            byte[] body = found ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
        try {
            String near = "<proxies><proxy><host>127.0.0.1</host><port>%d</port></proxy></proxies>";
            var far = "<mirrors><mirror><id>x</id><mirrorOf>*</mirrorOf><url>http://a.test/m</url></mirror></mirrors>";
            MavenSettings settings =
                    repository.settings(near.formatted(proxy.getAddress().getPort()) + far);
            assertThat(resolve(settings, "com.example:letter:1.0"))
                    .containsExactly("com.example:letter:1.0", "com.example:word:1.0");
        } finally {
            proxy.stop(0);
        }
        assertThat(asked).isNotEmpty().containsOnly("a.test");
    }

    @Test
    void staysOfflineWhenTheSettingsSaySo() {
        String offline = "<offline>true</offline>" + repository.mirror();
        assertThatThrownBy(() -> resolve(repository.settings(offline), "com.example:word:1.0"))
                .hasMessage("com.example:word:1.0 is not in the local repository,"
                        + " and Maven's settings say to stay offline");
        MavenSettings online = repository.settings();
        resolve(online, "com.example:word:1.0");
        MavenSettings later = new MavenSettings(repository.settings(offline).user(), null, online.localRepository());
        assertThat(resolve(later, "com.example:word:1.0")).hasSize(1);
    }

    @Test
    void namesWhatIsWrongInTheSettings() {
        assertThatThrownBy(() -> resolve(repository.settings("<mirrors>"), "com.example:word:1.0"))
                .isInstanceOf(MavenException.class)
                .hasMessageStartingWith("Maven's settings cannot be read: ")
                .hasMessageContaining("settings.xml");
    }

    @Test
    void readsPomsAndFragmentsOfPoms(@TempDir Path folder) throws IOException {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom,
                PomFragment.complete(
                        """
                <properties><v>1.0</v></properties>
                <dependency>
                  <groupId>com.example</groupId><artifactId>letter</artifactId><version>${v}</version>
                </dependency>
                <dependencies>
                  <dependency>
                    <groupId>com.example</groupId><artifactId>none</artifactId><version>9</version>
                    <scope>test</scope>
                  </dependency>
                </dependencies>
                <dependencyManagement><dependencies><dependency>
                  <groupId>com.example</groupId><artifactId>word</artifactId><version>2.0</version>
                </dependency></dependencies></dependencyManagement>
                """));
        try (Maven maven = Maven.open(repository.settings(), Map.of())) {
            assertThat(names(maven.resolvePom(pom, Set.of("compile", "runtime"), lines -> {})))
                    .containsExactly("com.example:letter:1.0", "com.example:word:2.0");

            Files.writeString(pom, "<project><dependencies/></project>");
            assertThatThrownBy(() -> maven.resolvePom(pom, Set.of("compile"), lines -> {}))
                    .isInstanceOf(MavenException.class)
                    .hasMessageStartingWith("the POM pom.xml cannot be used: ");
        }
        assertThatThrownBy(() -> PomFragment.complete("<dependency>"))
                .isInstanceOf(MavenException.class)
                .hasMessageStartingWith("this is not XML: ");
    }

    @Test
    void namesMalformedCoordinates() {
        for (String wrong : List.of("guava", "a:b", "a::1", "a:b:c:d:e:f", "a:b c:1")) {
            assertThatThrownBy(() -> Coordinates.parse(wrong))
                    .hasMessage("`" + wrong + "` does not name a library")
                    .asInstanceOf(InstanceOfAssertFactories.type(MavenException.class))
                    .extracting(MavenException::remedy)
                    .asString()
                    .startsWith("write it as group:name:version");
        }
    }
}
