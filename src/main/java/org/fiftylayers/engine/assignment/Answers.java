package org.fiftylayers.engine.assignment;

import org.jspecify.annotations.Nullable;

/** What stubs in the tests' class call: the student's methods, wherever they run. Public for generated code alone. */
public interface Answers {
    /**
     * The value that a student's method returns.
     *
     * @param returnType the simple name of the type that the tests expect
     * @param types the simple names of the parameters' types
     */
    @Nullable
    Object call(String name, String returnType, String[] types, @Nullable Object[] arguments);
}
