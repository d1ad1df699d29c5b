package org.fiftylayers.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.fiftylayers.engine.book.BookBuilder;
import org.fiftylayers.engine.book.Sample;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Failure;
import org.fiftylayers.engine.serve.LiveBook.Rebuilt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real requests, real files, the sample book with its stored outputs. */
@Timeout(60)
class LiveBookTest {
    private final Sample sample;
    private final HttpClient browser = HttpClient.newHttpClient();
    private final BookServer server = new BookServer(0);
    private final BlockingQueue<Rebuilt> builds = new LinkedBlockingQueue<>();
    private final List<Path> ran = new ArrayList<>();
    private volatile boolean fails;
    private final Thread author;

    LiveBookTest(@TempDir Path folder) throws IOException {
        sample = new Sample(folder);
        BookBuilder builder = new BookBuilder(sample.root, Sample.CACHE);
        LiveBook book = new LiveBook(sample.root.resolve("book"), builder, this::execute, server, builds::add);
        author = new Thread(() -> {
            try {
                book.run();
            } catch (InterruptedException | IOException e) {
                // the end of the test
            }
        });
        author.start();
    }

    private synchronized List<Execution> execute(List<Path> files) {
        ran.addAll(files);
        List<Execution> stored = new ArrayList<>(Sample.stored(files));
        if (fails) {
            Failure failure = new Failure(2, 1, "broken <cell>", null, List.of(), null);
            stored.replaceAll(each -> new Execution(each.file(), each.notebook(), failure, Duration.ZERO, false));
        }
        return stored;
    }

    @AfterEach
    void stop() throws InterruptedException {
        author.interrupt();
        author.join();
        server.close();
    }

    @Test
    void servesEveryFileWithItsTypeAndATag() throws Exception {
        built();
        HttpResponse<String> page = get("01-sample.html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("The sample <em>chapter</em>", "/-/live.js", "connect-src 'self'; ");
        assertThat(get("").body()).isEqualTo(get("index.html").body());
        assertThat(get("assets/book.css").headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        assertThat(get("-/live.js").body()).contains("EventSource");

        String tag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("01-sample.html", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("01-sample.html", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void compressesTextForWhoeverTakesIt() throws Exception {
        built();
        HttpRequest request =
                request("01-sample.html").header("Accept-Encoding", "br, gzip").build();
        HttpResponse<byte[]> zipped = browser.send(request, BodyHandlers.ofByteArray());
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(get("01-sample.html").body());
        }
        assertThat(get("01-sample.html", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answersHeadWithoutABodyAndRefusesOtherMethods() throws Exception {
        built();
        String asked = raw("HEAD /01-sample.html HTTP/1.1\r\nHost: HERE\r\nConnection: close\r\n\r\n");
        assertThat(asked)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-length: ")
                .endsWith("\r\n\r\n");
        assertThat(raw("POST / HTTP/1.1\r\nHost: HERE\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD");
    }

    @Test
    void leadsNowhereButToTheBookAndAnswersToNoOtherName() throws Exception {
        built();
        for (String path : List.of("/../myst.yml", "/%2e%2e/%2e%2e/etc/passwd", "/assets", "/-/nothing")) {
            String asked = raw("GET " + path + " HTTP/1.1\r\nHost: HERE\r\nConnection: close\r\n\r\n");
            assertThat(asked).as(path).startsWith("HTTP/1.1 404").contains("Not found");
        }
        // newer releases of Java 17 refuse two slashes by themselves
        assertThat(raw("GET //etc/passwd HTTP/1.1\r\nHost: HERE\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 40[04] ")
                .doesNotContain("root:");
        assertThat(get("%3Cscript%3E").body()).doesNotContain("<script>");
        for (String host :
                List.of("evil.example", "evil.example:" + server.address().getPort(), "127.0.0.1")) {
            assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        assertThatThrownBy(() -> new BookServer(server.address().getPort())).isInstanceOf(BindException.class);
    }

    @Test
    void buildsAnewWhatAnAuthorChangesHoweverTheEditorSaves() throws Exception {
        built();
        sample.replace("book/appendix.md", "# ", "# Now ");
        assertThat(built().changed())
                .containsExactly(sample.root.toAbsolutePath().resolve("book/appendix.md"));
        assertThat(get("appendix.html").body()).contains("<h1>Now ");

        Path chapter = sample.root.resolve("notebooks/02-second.ipynb");
        Path beside = sample.root.resolve("notebooks/.02-second.tmp");
        Files.writeString(beside, Files.readString(chapter).replace("\"# ", "\"# Newly "));
        Files.move(beside, chapter, StandardCopyOption.REPLACE_EXISTING);
        built();
        assertThat(get("02-second.html").body()).contains("<h1>Newly ");

        Files.writeString(sample.root.resolve("book/theme/styles/9-more.css"), ".added { color: red }");
        built();
        assertThat(get("assets/book.css").body()).contains(".added");
    }

    @Test
    void keepsTheBookWhereNothingCanBeBuiltAndSaysWhy() throws Exception {
        built();
        String before = get("01-sample.html").body();
        String configuration = Files.readString(sample.root.resolve("book/myst.yml"));
        Iterator<String> events = listen("/01-sample.html", before);
        assertThat(next(events, "state")).contains("\"problems\":[]");

        Files.writeString(sample.root.resolve("book/myst.yml"), "project: [");
        Rebuilt failed = built();
        assertThat(failed.shown()).isFalse();
        assertThat(failed.problems()).singleElement().asString().contains("book/myst.yml, line 1");
        assertThat(get("01-sample.html").body()).isEqualTo(before);
        assertThat(nextProblems(events)).contains("book/myst.yml, line 1");

        Files.writeString(sample.root.resolve("book/myst.yml"), configuration);
        assertThat(built().problems()).isEmpty();
        assertThat(nextProblems(events)).isEmpty();
    }

    @Test
    void tellsAPageWhenItHasChangedAndLeavesTheOthersAlone() throws Exception {
        built();
        Iterator<String> page = listen("/appendix.html", get("appendix.html").body());
        Iterator<String> other = listen("/01-sample.html", get("01-sample.html").body());
        next(page, "state");
        next(other, "state");
        Path style = sample.root.resolve("book/theme/styles/9-more.css");
        Files.writeString(style, ".added { color: red }");
        built();
        next(page, "style");
        next(other, "style");

        String text = Files.readString(sample.root.resolve("book/appendix.md"));
        Files.writeString(sample.root.resolve("book/appendix.md"), text + "\nOne sentence more.\n");
        built();
        next(page, "reload");
        Files.delete(style);
        built();
        assertThat(first(other, "reload", "style")).as("the other page").isEqualTo("style");

        Iterator<String> late = listen("/appendix.html", get("01-sample.html").body());
        next(late, "reload");
    }

    @Test
    void runsAChapterThatFailedAgainOnlyWhenItChanges() throws Exception {
        fails = true;
        assertThat(built().problems()).hasSizeGreaterThanOrEqualTo(2);
        int before = ran.size();
        sample.replace("book/appendix.md", "# ", "# Now ");
        assertThat(built().problems()).anySatisfy(problem -> assertThat(problem).contains("broken <cell>"));
        assertThat(ran).hasSize(before);

        fails = false;
        sample.replace("notebooks/02-second.ipynb", "\"# ", "\"# Newly ");
        assertThat(built().problems()).isNotEmpty();
        assertThat(ran).hasSize(before + 1);
    }

    private Rebuilt built() throws InterruptedException {
        Rebuilt built = builds.poll(30, TimeUnit.SECONDS);
        assertThat(built).as("a build").isNotNull();
        return built;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    /** What a client may send that no library would. */
    private String raw(String request) throws IOException {
        int port = server.address().getPort();
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("HERE", "localhost:" + port).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The lines that the server sends to a page. */
    private Iterator<String> listen(String path, String html) throws IOException, InterruptedException {
        String query = "path=" + path + "&page=" + attribute(html, "page") + "&style=" + attribute(html, "style");
        return browser.send(request("-/events?" + query).build(), BodyHandlers.ofLines())
                .body()
                .iterator();
    }

    private static String attribute(String html, String name) {
        return html.replaceFirst("(?s).* data-" + name + "=\"(\\w+)\".*", "$1");
    }

    /** The data of the next event of a kind. */
    private static String next(Iterator<String> lines, String kind) {
        first(lines, kind);
        return lines.next().replaceFirst("data: ?", "");
    }

    private static String first(Iterator<String> lines, String... kinds) {
        while (true) {
            String line = lines.next();
            for (String kind : kinds) {
                if (line.equals("event: " + kind)) {
                    return kind;
                }
            }
        }
    }

    /** The problems that a page is told once a build is done. */
    private static String nextProblems(Iterator<String> lines) {
        String state = next(lines, "state");
        while (state.contains("\"building\":true")) {
            state = next(lines, "state");
        }
        return state.replaceFirst(".*\"problems\":\\[(.*)].*", "$1");
    }
}
