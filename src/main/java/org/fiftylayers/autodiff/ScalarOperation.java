package org.fiftylayers.autodiff;

/** What a statement of a {@link ScalarTape} computed, for drawings; the derivatives stand on the tape itself. */
public enum ScalarOperation {
    VARIABLE("variable"),
    PLUS("+"),
    MINUS("−"),
    TIMES("×"),
    DIVIDED_BY("÷"),
    NEGATED("−"),
    POWER("^"),
    EXP("exp"),
    LOG("log"),
    SQRT("√"),
    SQUARE("²"),
    ABS("|·|"),
    SIN("sin"),
    SIGMOID("σ"),
    TANH("tanh"),
    RELU("relu"),
    LEAKY_RELU("leaky relu"),
    HARD_SIGMOID("hard σ"),
    SOFTPLUS("softplus"),
    /** A {@link org.fiftylayers.matrix.Curve} of the reader's own. */
    CURVE("f");

    private static final ScalarOperation[] ALL = values();

    private final String symbol;

    ScalarOperation(String symbol) {
        this.symbol = symbol;
    }

    /** What a drawing writes into the node. */
    public String symbol() {
        return symbol;
    }

    @SuppressWarnings("EnumOrdinal") // one byte a statement, never stored outside the tape
    byte code() {
        return (byte) ordinal();
    }

    static ScalarOperation of(byte code) {
        return ALL[code];
    }
}
