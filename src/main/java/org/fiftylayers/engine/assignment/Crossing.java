package org.fiftylayers.engine.assignment;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.fiftylayers.engine.assignment.program.Member;

/** Which types can be passed between a student's program in its box and the tests outside. */
final class Crossing {
    private static final Set<String> NAMES = Set.of(
            "void",
            "boolean",
            "byte",
            "short",
            "char",
            "int",
            "long",
            "float",
            "double",
            "Boolean",
            "Byte",
            "Short",
            "Character",
            "Integer",
            "Long",
            "Float",
            "Double",
            "Number",
            "String",
            "Object",
            "Matrix",
            "List",
            "Map");

    private Crossing() {}

    /** Whether values of a type, as written in a declaration, can be passed. */
    static boolean isPossible(String type, Member member) {
        String bare = type.replace("...", "")
                .replace("[]", "")
                .replaceAll("@\\w+\\s+", "")
                .strip();
        int arguments = bare.indexOf('<');
        String name = arguments < 0 ? bare : bare.substring(0, arguments);
        name = name.substring(name.lastIndexOf('.') + 1).strip();
        boolean known = NAMES.contains(name)
                || name.equals("?")
                || Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(member.typeParameters())
                        .find();
        if (!known || arguments < 0) {
            return known;
        }
        String inner = bare.substring(arguments + 1, bare.lastIndexOf('>'));
        return List.of(inner.replaceAll("\\?\\s*(extends|super)", "").split("[,<>]")).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .allMatch(part -> isPossible(part, member));
    }
}
