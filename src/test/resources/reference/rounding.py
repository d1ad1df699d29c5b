"""Writes rounding.csv: a chain of operations in narrow floating point, by numpy's own types.

python3 -m venv venv && venv/bin/pip install numpy==2.4.6 ml_dtypes==0.6.0 && venv/bin/python rounding.py

A row is: format, a, b, then in that format p = a·b, s = p + a, q = s·(1/b), r = √|q|, and g = 2s·a, the gradient of s²
with respect to b. Rows named softmax hold i, j, (X W)(i, j) and softmax(X W)(i, j), where
X(i, k) = (3i + k − 2)/3 of 2 × 3 and W(k, j) = (4k + j²)/7 − 1 of 3 × 4 are rounded to the format first, and products and
softmax are computed in doubles and rounded once. Numbers are hexadecimal.
"""

import random

import ml_dtypes
import numpy

numpy.seterr(all="ignore")


def written(number):
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(str(float(number)), float(number).hex())


with open("rounding.csv", "w", encoding="ascii", newline="\n") as out:
    for name, kind in ("FLOAT32", numpy.float32), ("FLOAT16", numpy.float16), ("BFLOAT16", ml_dtypes.bfloat16):
        generator = random.Random(name)
        one, two = kind(1), kind(2)
        for i in range(60):
            size = 10 ** generator.uniform(-3, 3) if i % 3 == 0 else 1
            a = kind(generator.gauss(0, 1) * size)
            b = kind(generator.gauss(0, 1) * size)
            p = a * b
            s = p + a
            q = s * (one / b)
            r = numpy.sqrt(abs(q))
            g = (two * s) * a
            assert all(type(number) is kind for number in (p, s, q, r, g))
            out.write(",".join([name] + [written(number) for number in (a, b, p, s, q, r, g)]) + "\n")
        x = numpy.array([[(3 * i + k - 2) / 3 for k in range(3)] for i in range(2)]).astype(kind).astype(float)
        w = numpy.array([[(4 * k + j * j) / 7 - 1 for j in range(4)] for k in range(3)]).astype(kind).astype(float)
        h = (x @ w).astype(kind).astype(float)
        e = numpy.exp(h - h.max(axis=1, keepdims=True))
        soft = (e / e.sum(axis=1, keepdims=True)).astype(kind).astype(float)
        for i in range(2):
            for j in range(4):
                out.write(f"{name} softmax,{i},{j},{written(h[i, j])},{written(soft[i, j])}\n")
