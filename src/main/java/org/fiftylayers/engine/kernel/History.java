package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What has been executed since the kernel started; it is the only session there is, number 1. */
final class History {
    private static final int SESSION = 1;
    private static final Pattern PART = Pattern.compile("[*?]|[^*?]+");
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(int line, String input, @Nullable String output) {}

    void add(int line, String input, @Nullable String output) {
        entries.add(new Entry(line, input, output));
    }

    /** Answers a {@code history_request}. */
    ObjectNode answer(Content request) throws BadMessage {
        String access = request.text("hist_access_type", "tail");
        List<Entry> found =
                switch (access) {
                    case "range" -> range(request);
                    case "tail" -> last(entries, request);
                    case "search" -> last(search(request), request);
                    default ->
                        throw new BadMessage(
                                "history_request: hist_access_type is " + access + "; must be range, tail or search");
                };
        boolean output = request.flag("output", false);
        ObjectNode reply = Content.ok();
        ArrayNode history = reply.putArray("history");
        for (Entry entry : found) {
            ArrayNode line = history.addArray().add(SESSION).add(entry.line);
            if (output) {
                line.addArray().add(entry.input).add(entry.output);
            } else {
                line.add(entry.input);
            }
        }
        return reply;
    }

    /** Session 0 is the running one, negative numbers are those before it. */
    private List<Entry> range(Content request) throws BadMessage {
        int session = request.number("session", 0);
        int start = request.number("start", 0);
        int stop = request.number("stop", Integer.MAX_VALUE);
        if (session != 0 && session != SESSION) {
            return List.of();
        }
        return filter(entry -> entry.line >= start && entry.line < stop);
    }

    private List<Entry> search(Content request) throws BadMessage {
        Pattern pattern = glob(request.text("pattern", "*"));
        List<Entry> found = filter(entry -> pattern.matcher(entry.input).matches());
        if (!request.flag("unique", false)) {
            return found;
        }
        Map<String, Entry> latest = new LinkedHashMap<>();
        for (Entry entry : found) {
            latest.remove(entry.input);
            latest.put(entry.input, entry);
        }
        return List.copyOf(latest.values());
    }

    private List<Entry> filter(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).toList();
    }

    private static List<Entry> last(List<Entry> found, Content request) throws BadMessage {
        int n = Math.max(0, request.number("n", Integer.MAX_VALUE));
        return found.subList(Math.max(0, found.size() - n), found.size());
    }

    private static Pattern glob(String pattern) {
        String regex = PART.matcher(pattern)
                .replaceAll(part -> Matcher.quoteReplacement(
                        switch (part.group()) {
                            case "*" -> ".*";
                            case "?" -> ".";
                            default -> Pattern.quote(part.group());
                        }));
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
