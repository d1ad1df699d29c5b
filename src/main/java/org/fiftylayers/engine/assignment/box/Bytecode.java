package org.fiftylayers.engine.assignment.box;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.assignment.program.Fault;
import org.fiftylayers.engine.assignment.program.Member;

/**
 * A compiled program, as data.
 *
 * @param cells the ids of the cells that compiled, in order
 * @param variables the id of the cell that declares it, by variable
 * @param classes the bytes of the classes by binary name; empty if nothing at all compiles
 * @param faults why cells were left out
 */
public record Bytecode(
        List<String> cells, Map<String, String> variables, Map<String, byte[]> classes, List<Fault> faults) {
    private static final int LONGEST_MESSAGE = 500;

    static Bytecode none(String fault) {
        return new Bytecode(List.of(), Map.of(), Map.of(), List.of(new Fault("", 0, 0, fault)));
    }

    static void write(DataOutputStream out, Compiler.Compiled compiled) throws IOException {
        out.writeInt(compiled.program().cells().size());
        for (var cell : compiled.program().cells()) {
            Values.writeText(out, cell.id());
        }
        List<Member> variables = compiled.program().members().stream()
                .filter(member -> member.kind() == Member.Kind.VARIABLE)
                .toList();
        out.writeInt(variables.size());
        for (Member variable : variables) {
            Values.writeText(out, variable.name());
            Values.writeText(out, variable.cell());
        }
        writeClasses(out, compiled.classes());
        out.writeInt(compiled.faults().size());
        for (Fault fault : compiled.faults()) {
            Values.writeText(out, fault.cell());
            out.writeInt(fault.line());
            out.writeInt(fault.column());
            Values.writeText(
                    out, fault.message().substring(0, Math.min(fault.message().length(), LONGEST_MESSAGE)));
        }
    }

    static Bytecode read(DataInputStream in) throws IOException {
        List<String> cells = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            cells.add(Values.readText(in));
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            variables.put(Values.readText(in), Values.readText(in));
        }
        Map<String, byte[]> classes = readClasses(in);
        List<Fault> faults = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            faults.add(new Fault(Values.readText(in), in.readInt(), in.readInt(), Values.readText(in)));
        }
        return new Bytecode(cells, variables, classes, faults);
    }

    static void writeClasses(DataOutputStream out, Map<String, byte[]> classes) throws IOException {
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Values.writeText(out, entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
    }

    static Map<String, byte[]> readClasses(DataInputStream in) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String name = Values.readText(in);
            classes.put(name, in.readNBytes(in.readInt()));
        }
        return classes;
    }
}
