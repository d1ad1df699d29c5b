package org.fiftylayers.engine.assignment.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fiftylayers.engine.shell.Cutter;
import org.jspecify.annotations.Nullable;

/**
 * Cells as the members of one class.
 *
 * <p>Methods and types become static members, variables static fields. What a cell does when it runs, initialising its
 * variables included, is the method that {@link #run} names. A later declaration takes the place of an earlier one of
 * the same signature, as in a shell; what an earlier declaration of another type sets is lost.
 */
public final class Program {
    static final String INFER = "$infer";

    private static final Pattern IMPORT = Pattern.compile("import\\b[\\s\\S]*");

    private final String name;
    private final List<CellCode> cells;
    private final List<Line> imports = new ArrayList<>();
    private final Map<String, Written> members = new LinkedHashMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<List<Supplier<List<Line>>>> statements = new ArrayList<>();
    private final List<Line> broken = new ArrayList<>();
    private final List<Line> extra = new ArrayList<>();

    private record Written(Supplier<Member> member, Supplier<List<Line>> lines, @Nullable Variable variable) {}

    /**
     * A program.
     *
     * @param name the class's name
     * @param imports whole import statements, which all cells have
     */
    public Program(String name, List<String> imports, List<CellCode> cells, Cutter cutter) {
        this.name = name;
        this.cells = List.copyOf(cells);
        imports.forEach(line -> this.imports.add(Line.ours(line)));
        for (int i = 0; i < cells.size(); i++) {
            statements.add(new ArrayList<>());
            for (Cutter.Piece piece : cutter.cut(cells.get(i).source())) {
                add(i, piece);
            }
        }
    }

    private void add(int cell, Cutter.Piece piece) {
        if (IMPORT.matcher(piece.text()).matches()) {
            imports.addAll(lines(cell, piece.start(), piece.text()));
            return;
        }
        List<PieceParser.Declaration> declarations =
                PieceParser.declarations(cells.get(cell).id(), piece.text());
        if (declarations == null) {
            // an expression needs no semicolon in a shell
            String text = piece.text() + (piece.text().endsWith(";") ? "" : "\n;");
            if (PieceParser.isStatement(piece.text())) {
                run(cell, piece, "if ($true()) {");
            } else if (PieceParser.isStatement(text)) {
                run(cell, new Cutter.Piece(piece.start(), text), "if ($true()) {");
            } else if (PieceParser.isStatement("Object $value = " + text)) {
                run(cell, new Cutter.Piece(piece.start(), text), "if ($true()) { Object $value =");
            } else if (PieceParser.isBrokenDeclaration(piece.text())) {
                broken.add(about(cell, piece.start(), "static"));
                broken.addAll(lines(cell, piece.start(), piece.text()));
            } else {
                String method = "static void $broken" + broken.size() + "() throws Throwable {";
                broken.add(about(cell, piece.start(), method + " if ($true()) { Object $value ="));
                broken.addAll(lines(cell, piece.start(), text));
                broken.add(Line.ours("}}"));
            }
            return;
        }
        for (PieceParser.Declaration declaration : declarations) {
            if (declaration.member().kind() == Member.Kind.VARIABLE) {
                add(cell, piece, declaration);
            } else {
                List<Line> lines = new ArrayList<>();
                lines.add(about(cell, piece.start(), "public static"));
                lines.addAll(lines(cell, piece.start(), declaration.text()));
                members.put(declaration.member().key(), new Written(declaration::member, () -> lines, null));
            }
        }
    }

    private void add(int cell, Cutter.Piece piece, PieceParser.Declaration declaration) {
        Member member = declaration.member();
        Variable variable = new Variable(
                member,
                cell,
                cells.get(cell).source(),
                piece.start() + declaration.value(),
                member.set() ? declaration.text() : null);
        boolean inferred = variable.isInferred();
        variables.add(variable);
        members.put(member.key(), new Written(variable::member, variable::field, variable));
        statements.get(cell).add(() -> {
            Variable counts = Objects.requireNonNull(members.get(member.key())).variable();
            return variable.assignment(name, Objects.requireNonNull(counts), inferred);
        });
    }

    private void run(int cell, Cutter.Piece piece, String before) {
        List<Line> lines = new ArrayList<>();
        lines.add(about(cell, piece.start(), before));
        lines.addAll(lines(cell, piece.start(), piece.text()));
        lines.add(Line.ours("}"));
        statements.get(cell).add(() -> lines);
    }

    private List<Line> lines(int cell, int start, String text) {
        return Line.of(cell, cells.get(cell).source(), start, text);
    }

    private Line about(int cell, int start, String text) {
        return Line.about(cell, cells.get(cell).source(), start, text);
    }

    /** Adds a member in Java that no cell has, such as a stub. */
    public Program with(String member) {
        member.lines().forEach(line -> extra.add(Line.ours(line)));
        return this;
    }

    /** The class's name. */
    public String name() {
        return name;
    }

    /** The cells in order. */
    public List<CellCode> cells() {
        return cells;
    }

    /** What the cells declare, in the order in which they first declare it. */
    public List<Member> members() {
        return members.values().stream().map(written -> written.member.get()).toList();
    }

    /** Whether the cell of this index does anything when it runs. */
    public boolean runs(int cell) {
        return !statements.get(cell).isEmpty();
    }

    /** The name of the static method that does what the cell of this index does when it runs. */
    public static String run(int cell) {
        return "$cell" + cell;
    }

    /** Whether a variable's type is still to be inferred. */
    boolean infers() {
        return variables.stream().anyMatch(Variable::isInferred);
    }

    /**
     * The class with its variables as locals of the method {@link #INFER}, each in reach of those after it. Where one is
     * declared again, the rest stands in a method within.
     */
    String inferable() {
        List<String> all = new ArrayList<>();
        declarations().forEach(line -> all.add(line.text()));
        all.add("static void " + INFER + "() throws Throwable {");
        Set<String> seen = new HashSet<>();
        int depth = 0;
        for (Variable variable : variables) {
            if (!seen.add(variable.member().name())) {
                all.add("new Object() { void " + INFER + "() throws Throwable {");
                depth++;
                seen.clear();
                seen.add(variable.member().name());
            }
            all.add(variable.local());
        }
        all.add("}};".repeat(depth) + "}}");
        return String.join("\n", all) + "\n";
    }

    /** Takes the types of the variables of {@link #inferable} in order, "" where there is none. */
    void infer(List<String> types) {
        for (int i = 0; i < types.size(); i++) {
            if (variables.get(i).isInferred() && !types.get(i).isEmpty()) {
                variables.get(i).infer(types.get(i));
            }
        }
    }

    private List<Line> declarations() {
        List<Line> all = new ArrayList<>(imports);
        all.add(Line.ours("public class " + name + " {"));
        all.add(Line.ours("private static boolean $true() { return true; }"));
        all.addAll(extra);
        members.values().forEach(member -> all.addAll(member.lines.get()));
        return all;
    }

    private List<Line> all() {
        List<Line> all = declarations();
        for (int i = 0; i < statements.size(); i++) {
            all.add(about(i, 0, "public static void " + run(i) + "() throws Throwable {"));
            statements.get(i).forEach(lines -> all.addAll(lines.get()));
            all.add(Line.ours("}"));
        }
        all.addAll(broken); // at the end, since the compiler may not find out of it
        all.add(Line.ours("}"));
        return all;
    }

    /** The class in Java. */
    public String source() {
        return String.join("\n", all().stream().map(Line::text).toList()) + "\n";
    }

    /** Where a line of {@link #source} comes from, with no message; null if no cell has it. */
    @Nullable
    Fault place(long line, long column) {
        List<Line> all = all();
        // what the compiler says of a line of ours, such as a missing bracket, is about the last line before it
        for (int i = (int) Math.min(line, all.size()) - 1; i >= 0; i--) {
            Line found = all.get(i);
            if (found.cell() >= 0) {
                return new Fault(cells.get(found.cell()).id(), found.line(), (int) Math.max(1, column), "");
            }
        }
        return null;
    }
}
