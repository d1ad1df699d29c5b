package org.fiftylayers.engine.shell;

import java.nio.ByteBuffer;

/** The lengths of the JVM's instructions (JVMS chapter 6). */
final class Instructions {
    private static final int IINC = 132;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int WIDE = 196;

    private Instructions() {}

    /** The length in bytes of the instruction at {@code at} in a method whose code begins at {@code start}. */
    static int length(ByteBuffer code, int at, int start) {
        int opcode = code.get(at) & 0xff;
        // The operands of switches begin at a multiple of four, counted from the start of the code.
        int operands = at + 4 - (at - start) % 4;
        if (opcode == TABLESWITCH) {
            int cases = code.getInt(operands + 8) - code.getInt(operands + 4) + 1;
            return operands + 12 + 4 * cases - at;
        }
        if (opcode == LOOKUPSWITCH) {
            return operands + 8 + 8 * code.getInt(operands + 4) - at;
        }
        if (opcode == WIDE) {
            return (code.get(at + 1) & 0xff) == IINC ? 6 : 4;
        }
        return fixed(opcode);
    }

    private static int fixed(int opcode) {
        if (opcode == 16 || opcode == 18 || isLocal(opcode) || opcode == 169 || opcode == 188) {
            return 2; // bipush, ldc, xload and xstore with an index, ret, newarray
        }
        if (opcode == 185 || opcode == 186 || opcode == 200 || opcode == 201) {
            return 5; // invokeinterface, invokedynamic, goto_w, jsr_w
        }
        if (opcode == 197) {
            return 4; // multianewarray
        }
        boolean sipushOrWideLdc = opcode == 17 || opcode == 19 || opcode == 20;
        boolean branch = (opcode >= 153 && opcode <= 168) || opcode == 198 || opcode == 199;
        boolean member = opcode >= 178 && opcode <= 184;
        boolean type = opcode == 187 || opcode == 189 || opcode == 192 || opcode == 193;
        return sipushOrWideLdc || branch || member || type || opcode == IINC ? 3 : 1;
    }

    private static boolean isLocal(int opcode) {
        return (opcode >= 21 && opcode <= 25) || (opcode >= 54 && opcode <= 58);
    }
}
