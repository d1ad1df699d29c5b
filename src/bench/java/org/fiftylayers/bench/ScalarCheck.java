package org.fiftylayers.bench;

/** {@code ScalarCheck <samples>} prints {@code CHECK gradient <number>}, to compare with another engine's. */
public final class ScalarCheck {
    private ScalarCheck() {}

    public static void main(String[] args) {
        System.out.println("CHECK gradient " + new SigmoidChain().gradient(Integer.parseInt(args[0])));
    }
}
