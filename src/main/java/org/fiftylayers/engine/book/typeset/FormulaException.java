package org.fiftylayers.engine.book.typeset;

/** KaTeX does not accept a formula; the message is KaTeX's own and says where in the formula. */
public final class FormulaException extends Exception {
    FormulaException(String message) {
        super(message);
    }
}
