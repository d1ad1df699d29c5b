package org.fiftylayers.engine.shell;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Points a class file's calls of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} to {@link Exit}.
 *
 * <p>Only references in the constant pool change, and for the instance methods one opcode: {@code invokevirtual} on a
 * {@code Runtime} becomes {@code invokestatic} with the runtime as first argument. Both are three bytes long and leave
 * the same stack behind, so that no offset and no stack map moves. (JVMS chapter 4.)
 */
final class ExitRewriter {
    private static final String BRIDGE = "org/fiftylayers/engine/shell/Exit";
    private static final int INVOKEVIRTUAL = 0xb6;
    private static final int INVOKESTATIC = 0xb8;

    private final ByteBuffer in;
    /** Where each constant starts, at its tag. */
    private final int[] constants;

    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private final DataOutputStream addedConstants = new DataOutputStream(added);
    private final Set<Integer> virtualCalls = new HashSet<>();
    private int count;

    private ExitRewriter(byte[] classFile) {
        in = ByteBuffer.wrap(classFile);
        count = in.getShort(8) & 0xffff;
        constants = new int[count];
    }

    /** The class file itself if it calls none of these methods. */
    static byte[] rewrite(byte[] classFile) {
        // Calls are rare: look for the names before looking at the structure.
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        if (!text.contains("java/lang/System") && !text.contains("java/lang/Runtime")) {
            return classFile;
        }
        try {
            return new ExitRewriter(classFile.clone()).rewritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] rewritten() throws IOException {
        int end = readConstants();
        int original = count;
        for (int i = 1; i < original; i++) {
            if (constants[i] > 0 && tag(i) == 10) {
                redirect(i);
            }
        }
        if (count == original) {
            return in.array();
        }
        if (!virtualCalls.isEmpty()) {
            rewriteHandles(original);
            rewriteCode(end);
        }
        in.putShort(8, (short) count);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(in.array(), 0, end);
        out.write(added.toByteArray());
        out.write(in.array(), end, in.capacity() - end);
        return out.toByteArray();
    }

    private int readConstants() {
        int at = 10;
        for (int i = 1; i < count; i++) {
            constants[i] = at;
            int tag = in.get(at);
            at += switch (tag) {
                case 1 -> 3 + u2(at + 1);
                case 5, 6 -> 9;
                case 7, 8, 16, 19, 20 -> 3;
                case 15 -> 4;
                default -> 5;
            };
            if (tag == 5 || tag == 6) {
                i++; // long and double take two entries
            }
        }
        return at;
    }

    private void redirect(int method) throws IOException {
        int at = constants[method];
        String owner = utf8(u2(constants[u2(at + 1)] + 1));
        int nameAndType = constants[u2(at + 3)];
        String name = utf8(u2(nameAndType + 1));
        boolean takesStatus = utf8(u2(nameAndType + 3)).equals("(I)V");
        boolean system = owner.equals("java/lang/System") && name.equals("exit");
        boolean runtime = owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"));
        if (!takesStatus || !(system || runtime)) {
            return;
        }
        in.putShort(at + 1, (short) addReference(7, addUtf8(BRIDGE)));
        if (runtime) {
            int descriptor = addUtf8("(Ljava/lang/Runtime;I)V");
            addedConstants.writeByte(12);
            addedConstants.writeShort(u2(nameAndType + 1));
            addedConstants.writeShort(descriptor);
            in.putShort(at + 3, (short) count++);
            virtualCalls.add(method);
        }
    }

    /** Method handles, such as {@code Runtime.getRuntime()::exit}: reference kind 5 (virtual) becomes 6 (static). */
    private void rewriteHandles(int original) {
        for (int i = 1; i < original; i++) {
            if (constants[i] > 0 && tag(i) == 15 && virtualCalls.contains(u2(constants[i] + 2))) {
                in.put(constants[i] + 1, (byte) 6);
            }
        }
    }

    private void rewriteCode(int afterConstants) {
        int at = afterConstants + 6;
        at += 2 + 2 * u2(at); // interfaces
        int fields = u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = skipAttributes(at + 6);
        }
        int methods = u2(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            int attributes = at + 6;
            at = skipAttributes(attributes);
            int attribute = attributes + 2;
            for (int k = u2(attributes); k > 0; k--) {
                if (utf8(u2(attribute)).equals("Code")) {
                    rewriteInstructions(attribute + 14, in.getInt(attribute + 10));
                }
                attribute += 6 + in.getInt(attribute + 2);
            }
        }
    }

    private int skipAttributes(int at) {
        int next = at + 2;
        for (int k = u2(at); k > 0; k--) {
            next += 6 + in.getInt(next + 2);
        }
        return next;
    }

    private void rewriteInstructions(int start, int length) {
        for (int at = start; at < start + length; at += Instructions.length(in, at, start)) {
            if ((in.get(at) & 0xff) == INVOKEVIRTUAL && virtualCalls.contains(u2(at + 1))) {
                in.put(at, (byte) INVOKESTATIC);
            }
        }
    }

    private int addUtf8(String text) throws IOException {
        addedConstants.writeByte(1);
        addedConstants.writeUTF(text);
        return count++;
    }

    private int addReference(int tag, int index) throws IOException {
        addedConstants.writeByte(tag);
        addedConstants.writeShort(index);
        return count++;
    }

    private int tag(int constant) {
        return in.get(constants[constant]);
    }

    /** A name; those looked for are ASCII, where modified UTF-8 is the same. */
    private String utf8(int constant) {
        int at = constants[constant];
        return new String(in.array(), at + 3, u2(at + 1), StandardCharsets.UTF_8);
    }

    private int u2(int at) {
        return in.getShort(at) & 0xffff;
    }
}
