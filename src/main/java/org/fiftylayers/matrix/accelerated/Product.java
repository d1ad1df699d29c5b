package org.fiftylayers.matrix.accelerated;

import org.fiftylayers.matrix.View;

/** The product of {@link org.fiftylayers.matrix.Kernels#multiply(View, View, View, boolean)}. */
interface Product {
    void multiply(View a, View b, View c, boolean anew);
}
