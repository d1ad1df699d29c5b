package org.fiftylayers.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void stepsFallByAFactor() {
        Schedule schedule = Schedule.step(1, 10, 0.5);
        assertThat(schedule.rate(9)).isEqualTo(1);
        assertThat(schedule.rate(10)).isEqualTo(0.5);
        assertThat(schedule.rate(35)).isEqualTo(0.125);
    }

    @Test
    void aCosineFallsFromTheRateToZero() {
        Schedule schedule = Schedule.cosine(0.2, 90);
        assertThat(schedule.rate(0)).isEqualTo(0.2);
        assertThat(schedule.rate(30)).isCloseTo(0.15, within(1e-16));
        assertThat(schedule.rate(45)).isCloseTo(0.1, within(1e-16));
        assertThat(schedule.rate(90)).isZero();
        assertThat(schedule.rate(1000)).isZero();
    }

    @Test
    void warmUpThenCosine() {
        Schedule schedule = Schedule.warmUp(0.2, 4).until(4, Schedule.cosine(0.2, 10));
        assertThat(schedule.rate(0)).isEqualTo(0.05);
        assertThat(schedule.rate(3)).isEqualTo(0.2);
        assertThat(schedule.rate(4)).isEqualTo(0.2);
        assertThat(schedule.rate(9)).isCloseTo(0.1, within(1e-16));
        assertThat(Schedule.warmUp(0.2, 4).rate(99)).isEqualTo(0.2);
        assertThat(Schedule.constant(3).rate(7)).isEqualTo(3);
    }

    @Test
    void aScheduleOfNoStepsIsRefused() {
        assertThatThrownBy(() -> Schedule.cosine(1, 0)).hasMessage("cosine: steps is 0; it must be at least 1");
        assertThatThrownBy(() -> Schedule.step(1, 0, 1)).hasMessage("step: every is 0; it must be at least 1");
    }
}
