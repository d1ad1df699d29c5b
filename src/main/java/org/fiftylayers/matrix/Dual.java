package org.fiftylayers.matrix;

import org.jspecify.annotations.Nullable;

/**
 * A matrix with its derivative in one direction, its tangent; a missing tangent is 0. The rules of sum and product are
 * here, once, and so whatever is computed with duals carries its exact derivative along, the way back included.
 */
public record Dual(Matrix value, @Nullable Matrix tangent) {
    /** Adds the image of a matrix under a linear map to another: to += A from. */
    @FunctionalInterface
    public interface Map {
        void add(Matrix from, Matrix to);
    }

    /** Adds the product of two matrices, linear in each, to a third: to += left ∘ right. */
    @FunctionalInterface
    public interface Product {
        void add(Matrix left, Matrix right, Matrix to);
    }

    /** this += A x. */
    public void addImage(Map map, Dual x) {
        map.add(x.value, value);
        if (tangent != null && x.tangent != null) {
            map.add(x.tangent, tangent);
        }
    }

    /** this += a ∘ b, and its tangent += ȧ ∘ b + a ∘ ḃ. */
    public void addProduct(Product product, Dual a, Dual b) {
        product.add(a.value, b.value, value);
        if (tangent != null && a.tangent != null) {
            product.add(a.tangent, b.value, tangent);
        }
        if (tangent != null && b.tangent != null) {
            product.add(a.value, b.tangent, tangent);
        }
    }

    /** Rounds value and tangent in place. */
    public void round(Precision precision) {
        precision.round(value.data());
        if (tangent != null) {
            precision.round(tangent.data());
        }
    }

    /** Sets value and tangent to 0. */
    public Dual cleared() {
        value.clear();
        if (tangent != null) {
            tangent.clear();
        }
        return this;
    }
}
