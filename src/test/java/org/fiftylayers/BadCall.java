package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** One bad call and its message, all of it: operation, argument, value and rule. */
record BadCall(String message, ThrowingCallable call) {
    static BadCall row(String message, ThrowingCallable call) {
        return new BadCall(message, call);
    }

    static Matrix zeros(int rows, int columns) {
        return Matrix.zeros(rows, columns);
    }

    static Variable variable(int rows, int columns) {
        return new Tape().variable(zeros(rows, columns));
    }

    void requireRefusal() {
        assertThatThrownBy(call).isInstanceOf(RuntimeException.class).hasMessage(message);
    }

    @Override
    public String toString() {
        return message;
    }
}
