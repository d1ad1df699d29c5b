package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Executor;
import org.fiftylayers.engine.execute.Progress;
import org.fiftylayers.engine.serve.BookServer;
import org.fiftylayers.engine.serve.LiveBook;
import org.fiftylayers.engine.serve.LiveBook.Rebuilt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiftylayers book serve} */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Show the book on 127.0.0.1, and build anew what changes while you write: pages in a browser follow"
                        + " by themselves. Ctrl-C ends it.")
final class BookServeCommand implements Callable<Integer> {
    private static final int FIRST_PORT = 8050;
    private static final int PORTS = 50;
    private static final int LAST_PORT = 65535;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ProjectOption project = new ProjectOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "where to listen, 0 for any (default: the first free one from " + FIRST_PORT + " on)")
    private @Nullable Integer port;

    @Option(names = "--no-run", description = "show the stored outputs, and run nothing")
    private boolean noRun;

    @Option(names = "--open", description = "open the book in your browser")
    private boolean open;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(project.folder())) {
            System.err.println("FAILED: there is no folder " + ProjectOption.fromHere(project.folder())
                    + "; name the project's with --root");
            return 1;
        }
        Executor executor = options.executor(true);
        try (BookServer server = server()) {
            System.out.println("Book: " + server.address() + " (Ctrl-C ends it)");
            LiveBook book = new LiveBook(
                    project.folder(),
                    project.builder(),
                    files -> noRun ? Executor.stored(files) : executor.run(ProjectOption.fromHere(files), new Runs()),
                    server,
                    BookServeCommand::tell);
            if (open) {
                open(server.address());
            }
            book.run();
            return 0;
        } catch (BindException e) {
            System.err.println("FAILED: port " + port + " is taken; leave --port away for a free one");
            return 1;
        }
    }

    private BookServer server() throws IOException {
        if (port != null) {
            if (port < 0 || port > LAST_PORT) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "--port is " + port + "; must be 0 to " + LAST_PORT);
            }
            return new BookServer(port);
        }
        for (int free = FIRST_PORT; free < FIRST_PORT + PORTS; free++) {
            try {
                return new BookServer(free);
            } catch (BindException e) {
                // another book, perhaps
            }
        }
        return new BookServer(0);
    }

    private static void tell(Rebuilt rebuilt) {
        String why = rebuilt.changed().stream()
                .map(file -> ProjectOption.fromHere(file).toString())
                .limit(3)
                .collect(Collectors.joining(", "));
        String more =
                rebuilt.changed().size() > 3 ? " and " + (rebuilt.changed().size() - 3) + " more" : "";
        double seconds = rebuilt.duration().toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "%s%s in %.1f s%s%n",
                why.isEmpty() ? "" : why + more + ": ",
                rebuilt.shown() ? "built" : "not built",
                seconds,
                rebuilt.shown() ? "" : "; the book stays as it was");
        rebuilt.problems().forEach(problem -> System.err.println("FAILED: " + problem));
    }

    private static void open(URI address) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler")
                : List.of(system.contains("mac") ? "open" : "xdg-open");
        try {
            ProcessBuilder browser = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
            browser.command().add(address.toString());
            browser.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            System.err.println("No browser opens with " + command.get(0) + "; open " + address + " yourself");
        }
    }

    /** Only what really ran: most chapters come from the cache each time. */
    private static final class Runs implements Progress {
        @Override
        public void finished(Execution execution) {
            if (!execution.cached()) {
                double seconds = execution.duration().toMillis() / 1000.0;
                System.out.printf(Locale.ROOT, "%s: ran in %.1f s%n", execution.file(), seconds);
            }
        }
    }
}
