package org.fiftylayers.engine.shell;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that beginners write for others, where the right one is no misspelling. */
final class KnownSymbols {
    private static final Pattern LENGTH_OF_COLLECTION =
            Pattern.compile("of type (?:Array|Linked)?(?:List|Set|Map|Deque|Queue|HashMap|HashSet|Collection)\\b");

    private KnownSymbols() {}

    /** What to write instead; null if the name is none of them. */
    static @Nullable String remedy(String name, String message) {
        boolean size = name.equals("length") || name.equals("size") || name.equals("count");
        if (size && message.matches("(?s).*of type \\S+\\[\\].*")) {
            return "an array's length is a field: write `length`, without brackets";
        }
        if (size && message.matches("(?s).*(?:of type|location: class) String\\b.*")) {
            return "a text's length is a method: write `length()`";
        }
        if (size && LENGTH_OF_COLLECTION.matcher(message).find()) {
            return "a collection's length is a method: write `size()`";
        }
        boolean alone = !message.contains(" of type ") && !message.matches("(?s).*location: (?:class|interface) \\S.*");
        return alone && isInMath(name) ? "write `Math." + name + "`, or add `import static java.lang.Math.*;`" : null;
    }

    private static boolean isInMath(String name) {
        return Arrays.stream(Math.class.getMethods())
                        .anyMatch(method -> Modifier.isStatic(method.getModifiers())
                                && method.getName().equals(name))
                || name.equals("PI");
    }
}
