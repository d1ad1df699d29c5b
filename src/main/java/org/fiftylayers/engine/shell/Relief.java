package org.fiftylayers.engine.shell;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Lets go of memory when a cell has taken all of it. What a cell's variables hold stays when the cell has failed, and
 * without memory not even the cell that would free it can be compiled.
 */
final class Relief {
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\w$]+");
    /** What the compiler needs for a cell. */
    private static final long NEEDED = 32 << 20;

    private Relief() {}

    /** Whether so little memory is left that no cell can run. */
    static boolean isNeeded() {
        System.gc(); // only what cannot be freed counts
        Runtime runtime = Runtime.getRuntime();
        long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return left < NEEDED;
    }

    /** Sets the variables to null that the source mentions; returns their names. */
    static Set<String> reset(Collection<String> classes, ClassLoader loader, String source) {
        Set<String> mentioned = Set.copyOf(List.of(BETWEEN_NAMES.split(source)));
        Set<String> reset = new TreeSet<>();
        for (String name : classes) {
            try {
                for (Field field : Class.forName(name, false, loader).getDeclaredFields()) {
                    boolean variable = Modifier.isStatic(field.getModifiers())
                            && !Modifier.isFinal(field.getModifiers())
                            && !field.getType().isPrimitive();
                    if (variable && mentioned.contains(field.getName())) {
                        field.setAccessible(true); // its class is not public
                        if (field.get(null) != null) {
                            field.set(null, null);
                            reset.add(field.getName());
                        }
                    }
                }
            } catch (ReflectiveOperationException | LinkageError e) {
                // not a variable of a cell
            }
        }
        return reset;
    }
}
