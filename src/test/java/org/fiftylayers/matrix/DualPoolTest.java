package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DualPoolTest {
    private final DualPool pool = new DualPool(false);

    @Test
    void standsInLineFromStepToStep() {
        Dual first = pool.next(2, 3);
        Dual second = pool.next(2, 3);
        assertThat(second).isNotSameAs(first);
        pool.rewind();
        assertThat(pool.next(2, 3)).isSameAs(first);
        assertThat(pool.next(3, 2)).isNotSameAs(second);
    }

    @Test
    void lendsWhatCameBackLast() {
        Dual first = pool.borrow(2, 3);
        Dual second = pool.borrow(2, 3);
        pool.giveBack(first);
        pool.giveBack(second);
        pool.giveBack(pool.borrow(3, 2));
        assertThat(pool.borrow(2, 3)).isSameAs(second);
        assertThat(pool.borrow(2, 3)).isSameAs(first).isNotSameAs(pool.borrow(2, 3));
    }

    @Test
    void letsGoWhatAWholeStepDidNotBorrow() {
        Dual used = pool.borrow(2, 3);
        Dual unused = pool.borrow(1, 1);
        pool.giveBack(used);
        pool.giveBack(unused);
        pool.rewind();
        assertThat(pool.borrow(2, 3)).isSameAs(used);
        pool.giveBack(used);
        pool.rewind();
        assertThat(pool.borrow(2, 3)).isSameAs(used);
        assertThat(pool.borrow(1, 1)).isNotSameAs(unused);
    }

    @Test
    void hasTangentsIfTheyAreWanted() {
        assertThat(pool.next(1, 1).tangent()).isNull();
        Dual dual = new DualPool(true).borrow(2, 3);
        assertThat(dual.tangent()).isEqualTo(Matrix.zeros(2, 3)).isNotSameAs(dual.value());
    }
}
