package org.fiftylayers.engine.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.fiftylayers.engine.book.Site;
import org.jspecify.annotations.Nullable;

/** Answers requests for a book's files from memory, on 127.0.0.1 only, and keeps the pages in browsers up to date. */
public final class BookServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_YET = 503;

    /** Smaller ones grow, or fit into one packet either way. */
    private static final int WORTH_ZIPPING = 1000;

    private static final Pattern TAKES_GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Content script;
    private final Events events = new Events(new Edition(Map.of(), List.of(), null));

    /**
     * A server that shows no site yet.
     *
     * @param port where it listens, or 0 for any free one
     * @throws BindException if another program listens there
     */
    public BookServer(int port) throws IOException {
        // Or else the head of an answer waits for the client's leave to send the body: 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        script = new Content("live.js", resource("live.js"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "request");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BookServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Where the book is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Says on all pages that another edition is being made. */
    public void building() {
        events.building();
    }

    /** Shows a site from now on, and with it what is wrong with its sources. */
    public void show(Site site, List<String> problems) {
        events.publish(new Edition(site.files(), problems, events.edition()));
    }

    /** Goes on with the site that it shows, and says why there is no other. */
    public void keep(List<String> problems) {
        events.publish(new Edition(events.edition(), problems));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            path = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
            String method = exchange.getRequestMethod();
            if (!isForUs(exchange.getRequestHeaders().getFirst("Host"))) {
                send(exchange, FORBIDDEN, text("This server answers to " + address() + " only.\n"));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, NOT_ALLOWED, text("This server understands GET and HEAD, not " + method + ".\n"));
            } else if (path.equals(Edition.SCRIPT)) {
                send(exchange, OK, script);
            } else if (path.equals(Edition.EVENTS)) {
                events.send(exchange);
            } else {
                Edition edition = events.edition();
                Content content = edition.find(path);
                if (content != null) {
                    send(exchange, OK, content);
                } else {
                    send(exchange, edition.isEmpty() ? NOT_YET : NOT_FOUND, edition.missing(path));
                }
            }
        }
    }

    /** A page elsewhere whose name was made to lead here must not read the book: its requests name its own host. */
    private boolean isForUs(@Nullable String host) {
        int port = server.getAddress().getPort();
        return host != null && Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host);
    }

    private static Content text(String text) {
        return new Content("message.txt", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, Content content) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        Headers headers = exchange.getResponseHeaders();
        String encodings = String.join(",", asked.getOrDefault("Accept-Encoding", List.of()));
        boolean zip = content.isText()
                && content.bytes().length >= WORTH_ZIPPING
                && TAKES_GZIP.matcher(encodings).find();
        String tag = '"' + content.tag() + (zip ? "-gzip" : "") + '"';
        headers.set("Cache-Control", "no-cache"); // ask each time, and be told that nothing has changed
        headers.set("ETag", tag);
        headers.set("Vary", "Accept-Encoding");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (status == OK
                && asked.getOrDefault("If-None-Match", List.of()).stream().anyMatch(old -> old.contains(tag))) {
            exchange.sendResponseHeaders(NOT_MODIFIED, -1);
            return;
        }
        headers.set("Content-Type", content.type());
        if (zip) {
            headers.set("Content-Encoding", "gzip");
        }
        byte[] bytes = zip ? content.zipped() : content.bytes();
        if (exchange.getRequestMethod().equals("HEAD") || bytes.length == 0) {
            headers.set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
