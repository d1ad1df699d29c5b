package org.fiftylayers.engine.assignment.program;

import java.util.List;

/**
 * What a cell declares at top level.
 *
 * @param cell the id of the cell
 * @param type a method's return type or a variable's type as written; a type's own name
 * @param parameters of a method, each a type as written and a name
 * @param typeParameters of a method, as in {@code <T>}; else empty
 * @param exceptions what a method says it throws, as in {@code IOException, ParseException}; else empty
 * @param set whether a variable is given a value where it is declared
 */
public record Member(
        Kind kind,
        String cell,
        String name,
        String type,
        List<Parameter> parameters,
        String typeParameters,
        String exceptions,
        boolean set) {
    /** The three things that a cell can declare. */
    public enum Kind {
        METHOD,
        VARIABLE,
        TYPE
    }

    /** A parameter of a method; {@code double...} is an array here. */
    public record Parameter(String type, String name) {}

    public Member {
        parameters = List.copyOf(parameters);
    }

    /** What a later declaration must have in common with this one to take its place, as in a shell. */
    String key() {
        return kind == Kind.METHOD
                ? name + parameters.stream().map(Parameter::type).toList()
                : (kind == Kind.TYPE ? "type " : "variable ") + name;
    }

    /** As in {@code relu(double)}; a variable's or a type's name. */
    public String signature() {
        return kind == Kind.METHOD
                ? name + "("
                        + String.join(
                                ", ", parameters.stream().map(Parameter::type).toList()) + ")"
                : name;
    }
}
