package org.fiftylayers.matrix;

/**
 * a·b + c, rounded once: {@link Math#fma}, one instruction on all processors since about 2013. Where Java finds no such
 * instruction, it computes in decimals, a thousand times slower; there the same bits come from some twenty additions and
 * multiplications.
 */
public final class Fma {
    /** Measured, since Java does not tell. A wrong guess would cost time and no bit. */
    public static final boolean IN_HARDWARE = isFast();

    /** 2²⁷ + 1, which splits a number in two of 26 bits. */
    private static final double SPLITTER = 0x1p27 + 1;

    private Fma() {}

    /** The number nearest to a·b + c. */
    public static double fma(double a, double b, double c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : inSoftware(a, b, c);
    }

    private static boolean isFast() {
        long shortest = Long.MAX_VALUE;
        double x = 1;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            x = Math.fma(x, 0.75, 0.1);
            x = Math.fma(x, 0.75, 0.1);
            x = Math.fma(x, 0.75, 0.1);
            x = Math.fma(x, 0.75, 0.1);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest < 2_000 && x > 0;
    }

    /** Boldo and Melquiond (2008): the product and both sums exactly, in two parts each; the small parts rounded to odd. */
    static double inSoftware(double a, double b, double c) {
        double product = a * b;
        double size = Math.abs(product);
        boolean safe = size > 0x1p-900 && size < 0x1p900 && Math.abs(c) < 0x1p900;
        if (!(safe && Math.abs(a) < 0x1p900 && Math.abs(b) < 0x1p900)) {
            return a == 0 || b == 0 ? product + c : Math.fma(a, b, c);
        }
        double productLow = lostInProduct(a, b, product);
        double sum = c + productLow;
        double sumLow = lostInSum(c, productLow, sum);
        double high = product + sum;
        double highLow = lostInSum(product, sum, high);
        return high + sumToOdd(sumLow, highLow);
    }

    /** a·b − product (Dekker, 1971). */
    private static double lostInProduct(double a, double b, double product) {
        double a1 = firstHalf(a);
        double a2 = a - a1;
        double b1 = firstHalf(b);
        double b2 = b - b1;
        return a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2);
    }

    private static double firstHalf(double x) {
        double many = SPLITTER * x;
        return many - (many - x);
    }

    /** a + b − sum (Knuth, 1969). */
    private static double lostInSum(double a, double b, double sum) {
        double added = sum - a;
        return (a - (sum - added)) + (b - added);
    }

    /** a + b or, where that is between two numbers, the one of them with an odd last bit. */
    private static double sumToOdd(double a, double b) {
        double sum = a + b;
        double lost = lostInSum(a, b, sum);
        long bits = Double.doubleToRawLongBits(sum);
        if (lost == 0 || (bits & 1) == 1) {
            return sum;
        }
        return Double.longBitsToDouble(bits + (lost > 0 == sum > 0 ? 1 : -1));
    }
}
