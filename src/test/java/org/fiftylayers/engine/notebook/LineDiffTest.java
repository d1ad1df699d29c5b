package org.fiftylayers.engine.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiftylayers.engine.notebook.LineDiff.Step;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void keepsWhatBothHaveInCommon() {
        assertThat(text(LineDiff.of(letters("abcdef"), letters("axcdyf")))).isEqualTo(" a -b +x  c  d -e +y  f");
        assertThat(text(LineDiff.of(letters(""), letters("ab")))).isEqualTo("+a +b");
        assertThat(text(LineDiff.of(letters("ab"), letters("")))).isEqualTo("-a -b");
        assertThat(LineDiff.of(letters(""), letters(""))).isEmpty();
    }

    @Test
    void holdsBothSidesWhateverTheyAre() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            List<String> before = lines(random, 12);
            List<String> after = lines(random, 12);
            List<Step> steps = LineDiff.of(before, after);
            assertThat(without(steps, LineDiff.NEW)).isEqualTo(before);
            assertThat(without(steps, LineDiff.GONE)).isEqualTo(after);
        }
    }

    @Test
    void showsChangesWithTheLinesAroundThem() {
        List<String> before = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        List<String> after = new ArrayList<>(before);
        after.set(10, "ten");
        after.remove(40);

        assertThat(text(LineDiff.hunks(before, after, 1))).isEqualTo("@line 10  9 -10 +ten  11 @line 40  39 -40  41");
        assertThat(LineDiff.hunks(before, before, 1)).isEmpty();
    }

    @Test
    void isQuickForLongOutputsThatHaveNothingInCommon() {
        List<String> before = Collections.nCopies(20_000, "a");
        List<String> after = Collections.nCopies(20_000, "b");
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> LineDiff.hunks(before, after, 3));
    }

    private static List<String> lines(Random random, int most) {
        return random.ints(random.nextInt(most), 0, 4)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static List<String> without(List<Step> steps, char sign) {
        return steps.stream()
                .filter(step -> step.sign() != sign)
                .map(Step::text)
                .toList();
    }

    private static List<String> letters(String text) {
        return text.chars().mapToObj(Character::toString).toList();
    }

    private static String text(List<Step> steps) {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" "));
    }
}
