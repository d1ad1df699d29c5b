package org.fiftylayers.operation;

import org.fiftylayers.matrix.Matrix;

/** What a reduction runs over: all rows, which leaves one row; all columns, which leaves one column; or everything. */
public enum Axis {
    ROWS,
    COLUMNS,
    ALL;

    /** The rows that are left of a matrix. */
    int rows(Matrix x) {
        return this == COLUMNS ? x.rows() : 1;
    }

    /** The columns that are left. */
    int columns(Matrix x) {
        return this == ROWS ? x.columns() : 1;
    }

    /** How many entries each result is made of. */
    int count(Matrix x) {
        return x.size() / (rows(x) * columns(x));
    }

    /** Where the entries of a result begin in the array of x. */
    int start(Matrix x, int result) {
        return this == COLUMNS ? result * x.columns() : result;
    }

    /** The distance from one entry of a result to the next. */
    int step(Matrix x) {
        return this == ROWS ? x.columns() : 1;
    }
}
