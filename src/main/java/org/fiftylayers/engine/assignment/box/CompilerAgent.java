package org.fiftylayers.engine.assignment.box;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;

/** Compiles, in a process of its own; runs nothing. */
final class CompilerAgent {
    private CompilerAgent() {}

    /** Serves frames on standard input and output until the first ends. */
    public static void main(String[] arguments) throws IOException {
        Frames frames = Frames.standard();
        try (Compiler compiler = new Compiler(System.getProperty("java.class.path"))) {
            while (true) {
                DataInputStream frame = frames.receive();
                byte kind = frame.readByte();
                long id = frame.readLong();
                Compiler.Compiled compiled = kind == Frames.COMPILE ? compile(compiler, frame) : null;
                frames.send(out -> {
                    out.writeByte(Frames.VALUE);
                    out.writeLong(id);
                    if (compiled != null) {
                        Bytecode.write(out, compiled);
                    }
                });
            }
        } catch (EOFException end) {
            // nobody asks any more
        } catch (Error | RuntimeException e) {
            // what a compiler that broke down would say later is not to be trusted, and it has threads that live on
            Runtime.getRuntime().halt(1);
        }
    }

    private static Compiler.Compiled compile(Compiler compiler, DataInputStream frame) throws IOException {
        String name = Values.readText(frame);
        List<String> imports = new ArrayList<>();
        for (int i = frame.readInt(); i > 0; i--) {
            imports.add(Values.readText(frame));
        }
        List<CellCode> cells = new ArrayList<>();
        for (int i = frame.readInt(); i > 0; i--) {
            cells.add(new CellCode(Values.readText(frame), Values.readText(frame)));
        }
        return compiler.compile(name, imports, cells, List.of());
    }
}
