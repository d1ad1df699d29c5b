package org.fiftylayers.engine.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** What could stand in a magic's line. */
final class MagicCompletion {
    private static final Set<String> WITH_PATHS = Set.of("jars", "classpath", "load", "loadFromPOM");
    private static final Pattern NAME = Pattern.compile("(?:^|=)\\s*(%%?)(\\w*)$");
    private static final Pattern ARGUMENT = Pattern.compile("(?:^|=)\\s*%(\\w+)\\s(?:.*\\s)?(\\S*)$");

    private MagicCompletion() {}

    /** The candidates at the cursor, or null where no magic is being written. */
    static @Nullable Completion at(String source, int cursor) {
        String line = source.substring(source.lastIndexOf('\n', cursor - 1) + 1, cursor);
        Matcher name = NAME.matcher(line);
        if (name.find()) {
            return names(name.group(1), name.group(2), cursor);
        }
        Matcher argument = ARGUMENT.matcher(line);
        return argument.find() && WITH_PATHS.contains(argument.group(1)) ? paths(argument.group(2), cursor) : null;
    }

    private static Completion names(String sign, String begun, int cursor) {
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (String name : Magics.names()) {
            Magic magic = Magics.find(name);
            if (magic != null && (sign.equals("%") ? magic.line() : magic.cell()) != null && name.startsWith(begun)) {
                candidates.add(new Completion.Candidate(sign + name, "magic", magic.summary()));
            }
        }
        return new Completion(candidates, cursor - begun.length() - sign.length(), cursor);
    }

    private static Completion paths(String begun, int cursor) {
        int slash = begun.lastIndexOf('/') + 1;
        String folder = begun.substring(0, slash);
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (Path child : Globs.children(Path.of(folder.isEmpty() ? "." : folder), begun.substring(slash) + "*")) {
            String name = child.getFileName().toString();
            if (!name.startsWith(".") || begun.startsWith(".", slash)) {
                candidates.add(
                        new Completion.Candidate(folder + name + (Files.isDirectory(child) ? "/" : ""), "path", ""));
            }
        }
        return new Completion(candidates, cursor - begun.length(), cursor);
    }

    /** Explains the magic whose name the cursor is in; null if there is none. */
    static @Nullable MimeBundle inspect(String source, int cursor) {
        int start = source.lastIndexOf('\n', cursor - 1) + 1;
        Matcher name = Pattern.compile("(?:^|=)\\s*%%?(\\w+)")
                .matcher(source.substring(start).split("\n", 2)[0]);
        if (!name.find() || start + name.end() < cursor || start + name.start(1) - 2 > cursor) {
            return null;
        }
        Magic magic = Magics.find(name.group(1));
        return magic == null ? null : MimeBundle.text(Magics.explain(magic));
    }
}
