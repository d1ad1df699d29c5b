package org.fiftylayers.engine.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.program.Member;

/** Java that stands for a student's methods and variables where the tests are: each asks the box. */
final class Stubs {
    /** The field of the tests' class that stubs ask; an {@link Answers}. */
    static final String FIELD = "$answers";

    private Stubs() {}

    /** @param types the types that students declare, which tests do not know */
    static List<String> of(List<Member> members, Set<String> types) {
        List<String> stubs = new ArrayList<>();
        stubs.add("public static " + Answers.class.getName() + " " + FIELD + ";");
        for (Member member : members) {
            if (member.kind() == Member.Kind.METHOD) {
                stubs.add(method(member, types));
            } else if (member.kind() == Member.Kind.VARIABLE) {
                stubs.add("public static " + member.type() + " " + member.name() + ";");
            }
        }
        return stubs;
    }

    private static String method(Member member, Set<String> unknown) {
        List<String> parameters = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Member.Parameter parameter : member.parameters()) {
            parameters.add(parameter.type() + " " + parameter.name());
            types.add("\"" + plain(parameter.type(), member) + "\"");
            names.add(parameter.name());
        }
        String call =
                FIELD + ".call(\"" + member.name() + "\", \"" + plain(member.type(), member) + "\", new String[] {"
                        + String.join(", ", types) + "}, new Object[] {" + String.join(", ", names) + "})";
        String exceptions = member.exceptions().isEmpty()
                ? ""
                : " throws "
                        + Stream.of(member.exceptions().split(", "))
                                .map(type -> unknown.contains(type) ? "Exception" : type)
                                .collect(Collectors.joining(", "));
        String body = member.type().equals("void") ? call : "return (" + member.type() + ") " + call;
        return "@SuppressWarnings(\"unchecked\") public static " + member.typeParameters() + " " + member.type() + " "
                + member.name() + "(" + String.join(", ", parameters) + ")" + exceptions + " { " + body + "; }";
    }

    /** A type's simple name without type arguments, as reflection gives it. */
    static String plain(String type, Member member) {
        String bare = type.replace("...", "[]").replaceAll("<.*>", "").strip();
        bare = bare.substring(bare.lastIndexOf('.') + 1);
        String name = bare.replaceAll("[\\[\\]]", "");
        boolean variable = member.typeParameters().matches(".*\\b" + java.util.regex.Pattern.quote(name) + "\\b.*");
        return variable && !name.isEmpty() ? "Object" + bare.substring(name.length()) : bare;
    }
}
