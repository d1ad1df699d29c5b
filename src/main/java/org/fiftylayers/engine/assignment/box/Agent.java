package org.fiftylayers.engine.assignment.box;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
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
        Frames frames = Frames.standard();
        Agent agent = new Agent();
        try {
            while (true) {
                agent.answer(frames.receive(), frames);
            }
        } catch (IOException end) {
            Runtime.getRuntime().halt(0); // a student's threads may still be running
        }
    }

    private void answer(DataInputStream frame, Frames frames) throws IOException {
        byte kind = frame.readByte();
        long id = frame.readLong();
        try {
            Object value =
                    switch (kind) {
                        case Frames.HELLO -> null;
                        case Frames.LOAD -> load(frame);
                        case Frames.CALL -> call(frame);
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
            no(frames, Frames.MISSING, id, e);
        } catch (IOException e) {
            no(frames, Frames.UNFIT, id, e);
        } catch (Throwable e) { // a student's list can throw anything while it is written
            thrown(frames, id, e);
        }
    }

    private static void no(Frames frames, byte kind, long id, Exception why) throws IOException {
        frames.send(out -> {
            out.writeByte(kind);
            out.writeLong(id);
            Values.writeText(out, String.valueOf(why.getMessage()));
        });
    }

    private static void thrown(Frames frames, long id, Throwable thrown) throws IOException {
        String message;
        try {
            message = String.valueOf(thrown.getMessage());
        } catch (Throwable e) { // a student's exception can have a message that throws
            message = "";
        }
        String told = message.substring(0, Math.min(message.length(), 500));
        List<String> classes = new ArrayList<>();
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            classes.add(type.getName());
        }
        frames.send(out -> {
            out.writeByte(Frames.THROWN);
            out.writeLong(id);
            Values.writeText(out, told);
            out.writeInt(classes.size());
            for (String name : classes) {
                Values.writeText(out, name);
            }
        });
    }

    private @Nullable Object load(DataInputStream frame) throws IOException, ClassNotFoundException {
        String name = Values.readText(frame);
        classes.putAll(Bytecode.readClasses(frame));
        program = Class.forName(name, true, this);
        return null;
    }

    /** The program's own classes first: whether the class path has them as well would cost a search of all its jars. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return classes.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
        }
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
        List<Method> others = new ArrayList<>();
        for (Method method : program().getMethods()) {
            if (method.getName().equals(name)) {
                if (types(method).equals(types)) {
                    return method.invoke(null, arguments);
                }
                others.add(method);
            }
        }
        for (Method method : others) {
            if (Widening.accepts(types(method), types)) {
                return method.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodException("there is no method " + name + "(" + String.join(", ", types) + ")"
                + (others.isEmpty()
                        ? ""
                        : ", but "
                                + String.join(
                                        " and ",
                                        others.stream()
                                                .map(other -> name + "(" + String.join(", ", types(other)) + ")")
                                                .toList())));
    }

    private static List<String> types(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .toList();
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
