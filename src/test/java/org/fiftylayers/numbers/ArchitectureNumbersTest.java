package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Parameters and receptive fields of known networks; the numbers are rows of the project's reference table. */
class ArchitectureNumbersTest {
    /** The channels of VGG-16's convolutions of 3×3, with a pooling of 2×2 after each block. */
    private static final int[][] VGG16 = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};

    // row 58
    @Test
    void vgg16HasItsParameters() {
        long parameters = 0;
        int in = 3;
        for (int[] block : VGG16) {
            for (int out : block) {
                parameters += 9L * in * out + out;
                in = out;
            }
        }
        int features = in * (224 / 32) * (224 / 32);
        for (int out : new int[] {4096, 4096, 1000}) {
            parameters += (features + 1L) * out;
            features = out;
        }
        assertThat(parameters).isEqualTo(138_357_544);
    }

    // row 58
    @Test
    void vgg16SeesMoreOfTheImageWithEachBlock() {
        int[] afterConvolutions = new int[5];
        int[] afterPoolings = new int[5];
        int field = 1;
        int step = 1;
        for (int block = 0; block < 5; block++) {
            field += VGG16[block].length * 2 * step;
            afterConvolutions[block] = field;
            field += step;
            step *= 2;
            afterPoolings[block] = field;
        }
        assertThat(afterConvolutions).containsExactly(5, 14, 40, 92, 196);
        assertThat(afterPoolings).containsExactly(6, 16, 44, 100, 212);
    }
}
