package org.fiftylayers.assignment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test's share of its cell's points, beside those of the cell's other tests; 1 where nothing is said. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Worth {
    /** The share, such as 2 for a test that counts twice. */
    double value();
}
