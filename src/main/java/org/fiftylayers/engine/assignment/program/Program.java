package org.fiftylayers.engine.assignment.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fiftylayers.engine.shell.Cutter;
import org.jspecify.annotations.Nullable;

/**
 * Cells as the members of one class.
 *
 * <p>Methods and types become static members, variables static fields. What a cell does when it runs, initialising its
 * variables included, is the method that {@link #run} names. A later declaration takes the place of an earlier one of
 * the same signature, as in a shell.
 */
public final class Program {
    private static final Pattern IMPORT = Pattern.compile("import\\b[\\s\\S]*");

    private final String name;
    private final List<CellCode> cells;
    private final List<Line> imports = new ArrayList<>();
    private final Map<String, Written> members = new LinkedHashMap<>();
    private final List<List<Line>> statements = new ArrayList<>();
    private final List<Line> broken = new ArrayList<>();
    private final List<Line> extra = new ArrayList<>();

    /** A line of the class, and where it comes from; {@code cell} is -1 for lines that no cell has. */
    private record Line(String text, int cell, int line) {
        static Line ours(String text) {
            return new Line(text, -1, 0);
        }
    }

    private record Written(Member member, List<Line> lines) {}

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
            } else if (PieceParser.isBrokenDeclaration(piece.text())) {
                broken.add(Line.ours("static"));
                broken.addAll(lines(cell, piece.start(), piece.text()));
            } else {
                run(cell, new Cutter.Piece(piece.start(), text), "if ($true()) { Object $value =");
            }
            return;
        }
        for (PieceParser.Declaration declaration : declarations) {
            Member member = declaration.member();
            List<Line> lines = new ArrayList<>();
            if (member.kind() == Member.Kind.VARIABLE) {
                lines.add(Line.ours("public static " + member.type() + " " + member.name() + ";"));
            } else {
                lines.add(Line.ours("public static"));
                lines.addAll(lines(cell, piece.start(), declaration.text()));
            }
            members.put(member.key(), new Written(member, lines));
        }
        PieceParser.Declaration first = declarations.get(0);
        if (first.member().kind() == Member.Kind.VARIABLE) {
            run(cell, new Cutter.Piece(piece.start(), first.text()), "{");
            statements.get(cell).remove(statements.get(cell).size() - 1);
            for (PieceParser.Declaration declaration : declarations) {
                String variable = declaration.member().name();
                if (declaration.member().set()) {
                    statements.get(cell).add(Line.ours(name + "." + variable + " = " + variable + ";"));
                }
            }
            statements.get(cell).add(Line.ours("}"));
        }
    }

    private void run(int cell, Cutter.Piece piece, String before) {
        statements.get(cell).add(Line.ours(before));
        statements.get(cell).addAll(lines(cell, piece.start(), piece.text()));
        statements.get(cell).add(Line.ours("}"));
    }

    /** The lines of a piece, each in the columns that it has in its cell. */
    private List<Line> lines(int cell, int start, String text) {
        String before = cells.get(cell).source().substring(0, start);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - (before.lastIndexOf('\n') + 1);
        List<Line> lines = new ArrayList<>();
        for (String part : (" ".repeat(column) + text).split("\n", -1)) {
            lines.add(new Line(part, cell, line++));
        }
        return lines;
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
        return members.values().stream().map(Written::member).toList();
    }

    /** The name of the static method that does what the cell of this index does when it runs. */
    public static String run(int cell) {
        return "$cell" + cell;
    }

    private List<Line> all() {
        List<Line> all = new ArrayList<>(imports);
        all.add(Line.ours("public class " + name + " {"));
        all.add(Line.ours("private static boolean $true() { return true; }"));
        all.addAll(extra);
        members.values().forEach(member -> all.addAll(member.lines));
        for (int i = 0; i < statements.size(); i++) {
            all.add(Line.ours("public static void " + run(i) + "() throws Throwable {"));
            all.addAll(statements.get(i));
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
            if (found.cell >= 0) {
                return new Fault(cells.get(found.cell).id(), found.line, (int) Math.max(1, column), "");
            }
        }
        return null;
    }
}
