package org.fiftylayers.engine.assignment.box;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the box, beside the student's classes, and trusts nobody: reads frames, invokes, answers with values.
 *
 * <p>It knows no test and no answer, so there is nothing here to steal; whatever it says is only a value to be judged.
 */
final class Agent extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();
    private @Nullable Class<?> program;

    private Agent() {
        super(Agent.class.getClassLoader());
    }

    /** Serves frames on standard input and output until the first ends. */
    public static void main(String[] arguments) throws IOException {
        Frames frames = new Frames(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
        System.setErr(System.out);
        Agent agent = new Agent();
        try {
            while (true) {
                agent.answer(frames.receive(), frames);
            }
        } catch (EOFException end) {
            Runtime.getRuntime().halt(0); // a student's threads may still be running
        }
    }

    private void answer(DataInputStream frame, Frames frames) throws IOException {
        byte kind = frame.readByte();
        long id = frame.readLong();
        try {
            Object value =
                    switch (kind) {
                        case Frames.LOAD -> load(frame);
                        case Frames.RUN, Frames.CALL -> call(frame);
                        case Frames.GET -> get(frame);
                        default -> throw new IOException("a frame of kind " + kind);
                    };
            frames.send(out -> {
                out.writeByte(Frames.VALUE);
                out.writeLong(id);
                Values.write(out, value);
            });
        } catch (InvocationTargetException e) {
            thrown(frames, id, e.getCause() == null ? e : e.getCause());
        } catch (NoSuchMethodException | NoSuchFieldException e) {
            frames.send(out -> {
                out.writeByte(Frames.MISSING);
                out.writeLong(id);
                Values.writeText(out, String.valueOf(e.getMessage()));
            });
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            thrown(frames, id, e);
        }
    }

    private static void thrown(Frames frames, long id, Throwable thrown) throws IOException {
        String message;
        try {
            message = String.valueOf(thrown.getMessage());
        } catch (RuntimeException e) {
            message = "";
        }
        String told = message.substring(0, Math.min(message.length(), 500));
        frames.send(out -> {
            out.writeByte(Frames.THROWN);
            out.writeLong(id);
            Values.writeText(out, thrown.getClass().getName());
            Values.writeText(out, told);
        });
    }

    private @Nullable Object load(DataInputStream frame) throws IOException, ClassNotFoundException {
        String name = Values.readText(frame);
        int count = frame.readInt();
        for (int i = 0; i < count; i++) {
            String binaryName = Values.readText(frame);
            classes.put(binaryName, frame.readNBytes(frame.readInt()));
        }
        program = Class.forName(name, true, this);
        return null;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private Class<?> program() {
        if (program == null) {
            throw new IllegalStateException("nothing is loaded");
        }
        return program;
    }

    private @Nullable Object call(DataInputStream frame) throws IOException, ReflectiveOperationException {
        String name = Values.readText(frame);
        List<String> types = new ArrayList<>();
        int count = frame.readInt();
        for (int i = 0; i < count; i++) {
            types.add(Values.readText(frame));
        }
        @Nullable Object[] arguments = new Object[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = Values.read(frame);
        }
        List<String> others = new ArrayList<>();
        for (Method method : program().getMethods()) {
            if (method.getName().equals(name)) {
                List<String> declared = new ArrayList<>();
                for (Class<?> type : method.getParameterTypes()) {
                    declared.add(type.getSimpleName());
                }
                if (declared.equals(types)) {
                    return method.invoke(null, arguments);
                }
                others.add(name + "(" + String.join(", ", declared) + ")");
            }
        }
        throw new NoSuchMethodException("there is no method " + name + "(" + String.join(", ", types) + ")"
                + (others.isEmpty() ? "" : ", but " + String.join(" and ", others)));
    }

    private @Nullable Object get(DataInputStream frame) throws IOException, ReflectiveOperationException {
        String name = Values.readText(frame);
        for (Field field : program().getFields()) {
            if (field.getName().equals(name)) {
                return field.get(null);
            }
        }
        throw new NoSuchFieldException("there is no variable " + name);
    }
}
