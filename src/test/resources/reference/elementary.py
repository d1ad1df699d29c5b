"""Writes elementary.csv: arguments, and the elementary functions there to 40 digits by mpmath, rounded to doubles.

python3 -m venv venv && venv/bin/pip install mpmath==1.4.1 && venv/bin/python elementary.py

A row is: function, argument, value nearest to the true one, and how far the true value lies above it, in units of the
value's last place. Numbers are hexadecimal, so that nothing is lost on the way.
"""

import math
import random

import mpmath

mpmath.mp.prec = 200

FUNCTIONS = {
    "exp": mpmath.exp,
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
}


def arguments(name, generator):
    tiny = [5e-324, 1e-320, 2.2250738585072014e-308, 1e-300, 1e-20, 2**-53, 2**-30, 1e-5]
    if name == "log":
        yield from tiny
        yield from [1.0, 1 - 2**-53, 1 + 2**-52, math.sqrt(0.5), math.sqrt(2), math.e, 1e300, 1.7976931348623157e308]
        yield from (1 + generator.uniform(-0.5, 1) for _ in range(200))
        yield from (math.ldexp(1 + generator.random(), generator.randint(-1074, 1023)) for _ in range(200))
        return
    yield from tiny
    yield from (-x for x in tiny)
    if name == "log1p":
        yield from [-1 + 2**-53, -0.5, 1e10, 1e300]
        yield from (generator.uniform(-0.99, 3) for _ in range(200))
        yield from (math.copysign(10 ** generator.uniform(-15, -1), generator.random() - 0.5) for _ in range(200))
        return
    yield from [0.34657359027997264, -0.34657359027997264, 0.625, -0.625, 1.0, -1.0, 36.7, -36.7, 37.5, -37.5]
    yield from [708.0, -708.0, 709.78, -708.5, -740.0, -744.4, -745.1, 710.0, -745.2, 745.0, 800.0, -800.0]
    yield from (generator.uniform(-2, 2) for _ in range(200))
    yield from (generator.uniform(-40, 40) for _ in range(200))
    yield from (generator.uniform(-746, 710) for _ in range(200))
    yield from (math.copysign(10 ** generator.uniform(-15, -1), generator.random() - 0.5) for _ in range(100))


def nearest(true):
    """The double nearest to the true value, and the remaining distance in units in the last place."""
    if abs(true) > mpmath.mpf(2) ** 1024 * (1 - mpmath.mpf(2) ** -54):
        return math.inf, 0.0
    if true == 0:
        return 0.0, 0.0
    # mpmath rounds to 53 bits before it looks at the exponent, which is wrong for subnormal numbers
    size = int(mpmath.floor(mpmath.log(abs(true), 2)))
    if mpmath.mpf(2) ** size > abs(true):
        size -= 1
    place = mpmath.mpf(2) ** max(size - 52, -1074)
    value = mpmath.nint(true / place) * place
    return float(value), float((true - value) / place)


with open("elementary.csv", "w", encoding="ascii", newline="\n") as out:
    for name, function in FUNCTIONS.items():
        generator = random.Random(name)
        for x in arguments(name, generator):
            value, above = nearest(function(mpmath.mpf(x)))
            out.write(f"{name},{x.hex()},{'Infinity' if math.isinf(value) else value.hex()},{above:.6f}\n")
