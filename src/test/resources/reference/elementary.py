"""Writes elementary.csv: arguments, and the elementary functions there to 40 digits by mpmath, rounded to doubles.

python3 -m venv venv && venv/bin/pip install mpmath==1.4.1 && venv/bin/python elementary.py

A row is: function, argument, value nearest to the true one, and how far the true value lies above it, in units of the
value's last place. Numbers are hexadecimal, so that nothing is lost on the way. Zeros, infinities and NaN come first; the
subnormal numbers and the edge of underflow are among the arguments.
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
    "normal": lambda x: mpmath.erfc(-x / mpmath.sqrt(2)) / 2,
    "normalDensity": lambda x: mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi),
}

# by definition: the values at 0, −0, ∞ and −∞; NaN gives NaN
SPECIAL = {
    "exp": (1, 1, math.inf, 0),
    "expm1": (0.0, -0.0, math.inf, -1),
    "log": (-math.inf, -math.inf, math.inf, math.nan),
    "log1p": (0.0, -0.0, math.inf, math.nan),
    "tanh": (0.0, -0.0, 1, -1),
    "sigmoid": (0.5, 0.5, 1, 0),
    "softplus": (math.log(2), math.log(2), math.inf, 0),
    "normal": (0.5, 0.5, 1, 0),
    "normalDensity": (1 / math.sqrt(2 * math.pi), 1 / math.sqrt(2 * math.pi), 0, 0),
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
    if name.startswith("normal"):
        yield from [0.6744897501960817, 1.0, -1.0, 1.96, -1.96, -8.0, 8.2, 8.3, 37.5, 38.4, 38.5, 38.6, 39.0, 800.0]
        yield from [-37.5, -37.6, -38.0, -38.4, -38.44, -38.46, -38.48, -38.5, -38.56, -38.58, -38.6, -39.0, -800.0]
        yield from (generator.uniform(-2, 2) for _ in range(200))
        yield from (generator.uniform(-9, 9) for _ in range(200))
        yield from (generator.uniform(-39, 39) for _ in range(200))
        return
    yield from [0.34657359027997264, -0.34657359027997264, 0.625, -0.625, 1.0, -1.0, 36.7, -36.7, 37.5, -37.5]
    yield from [708.0, -708.0, 709.78, -708.5, -740.0, -744.4, -745.1, 710.0, -745.2, 745.0, 800.0, -800.0]
    yield from (generator.uniform(-2, 2) for _ in range(200))
    yield from (generator.uniform(-40, 40) for _ in range(200))
    yield from (generator.uniform(-746, 710) for _ in range(200))
    yield from (math.copysign(10 ** generator.uniform(-15, -1), generator.random() - 0.5) for _ in range(100))


def written(number):
    """Hexadecimal as Java reads it."""
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(str(float(number)), float(number).hex())


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
        for x, value in zip((0.0, -0.0, math.inf, -math.inf, math.nan), SPECIAL[name] + (math.nan,)):
            above = nearest(function(mpmath.mpf(x)))[1] if x == 0 and value not in (0, -math.inf) else 0
            out.write(f"{name},{written(x)},{written(value)},{above:.6f}\n")
        for x in arguments(name, generator):
            value, above = nearest(function(mpmath.mpf(x)))
            out.write(f"{name},{written(x)},{written(value)},{above:.6f}\n")
