package org.fiftylayers.engine.assignment.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable where a cell declares it: a static field, which gets its value when the cell runs. */
final class Variable {
    private static final String VAR = "var";

    private final int cell;
    private final String source;
    private final int start;
    private final @Nullable String value;
    private Member member;

    /**
     * @param source the whole cell
     * @param start where the value begins in it; without one, the declaration
     * @param value the initialiser as written; null if there is none
     */
    Variable(Member member, int cell, String source, int start, @Nullable String value) {
        this.member = member;
        this.cell = cell;
        this.source = source;
        this.start = start;
        this.value = value;
    }

    /** With the type that a compiler infers, once {@link #infer} has told it. */
    Member member() {
        return member;
    }

    boolean isInferred() {
        return member.type().equals(VAR);
    }

    void infer(String type) {
        member = new Member(
                member.kind(),
                member.cell(),
                member.name(),
                type,
                member.parameters(),
                member.typeParameters(),
                "",
                true);
    }

    /** As a local variable, for others to be inferred from. */
    String local() {
        boolean infers = isInferred() && value != null;
        return member.type() + " " + member.name() + (infers ? " = " + value : "") + "\n;";
    }

    /** The field; nothing while its type is unknown. */
    List<Line> field() {
        return isInferred() ? List.of() : List.of(about("public static " + member.type() + " " + member.name() + ";"));
    }

    /**
     * What gives it its value.
     *
     * @param counts the declaration of its name that counts, which is a later one where there are several
     */
    List<Line> assignment(String program, Variable counts, boolean inferred) {
        if (value == null && !inferred) {
            return List.of();
        }
        String name = member.name();
        String initial = value == null ? "" : value;
        boolean mine = member.type().equals(counts.member.type()) && !isInferred();
        List<Line> lines = new ArrayList<>();
        if (inferred || !mine) {
            lines.add(about("{ " + (inferred ? VAR : member.type()) + " " + name + (initial.isEmpty() ? "" : " =")));
        } else {
            // no local variable, which could not be used in its own lambda
            lines.add(about(program + "." + name + " =" + (initial.startsWith("{") ? " new " + member.type() : "")));
        }
        lines.addAll(Line.of(cell, source, start, initial));
        lines.add(about(";"));
        if (inferred && mine) {
            // a type that cannot be written, such as List<Number & Comparable<?>>, is not the field's
            String cast = member.type().contains("<") ? "(" + member.type() + ") (Object) " : "";
            lines.add(about(program + "." + name + " = " + cast + name + ";"));
        }
        if (inferred || !mine) {
            lines.add(about("}"));
        }
        return lines;
    }

    private Line about(String text) {
        return Line.about(cell, source, start, text);
    }
}
