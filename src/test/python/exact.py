"""Derivatives in hundreds of digits, by mpmath, where doubles lose theirs: PyTorch's 1 - sigmoid(40) is 0."""

from mpmath import mp, mpf

mp.dps = 600  # the smallest double, times the square of the step, times the digits that are wanted
STEP = mpf(10) ** -40  # central difference quotients are off by its square
TOLERANCE = 1e-11


def shifted(x, direction, size):
    return [[a + size * b for a, b in zip(*rows)] for rows in zip(x, direction)]


def unit(x, i, j):
    return [[mpf((i, j) == (k, l)) for l in range(len(row))] for k, row in enumerate(x)]


def slope(f):
    """f'(0) of a function of one number."""
    return (f(STEP) - f(-STEP)) / (2 * STEP)


def derivatives(f, x, upstream, direction):
    """All that a row of operations.json says of y = f(x), from the definition of a derivative."""
    places = [[unit(x, i, j) for j in range(len(x[0]))] for i in range(len(x))]

    def loss(x):
        return sum(a * b for rows in zip(upstream, f(x)) for a, b in zip(*rows))

    def gradient(x, place):
        return slope(lambda h: loss(shifted(x, place, h)))

    def along(h):
        return f(shifted(x, direction, h))

    y = f(x)
    return {
        "value": y,
        "tangent": [[slope(lambda h: along(h)[i][j]) for j in range(len(y[0]))] for i in range(len(y))],
        "gradients": [[gradient(x, place) for place in row] for row in places],
        "gradientTangents": [
            [slope(lambda h: gradient(shifted(x, direction, h), place)) for place in row] for row in places
        ],
    }


def corrected(name, row, f):
    """PyTorch's row for one input x, with the true number wherever PyTorch's is further from it than the tolerance."""
    x, upstream, direction = [
        [[mpf(number) for number in numbers] for numbers in matrix]
        for matrix in (row["inputs"]["x"], row["upstream"], row["directions"]["x"])
    ]
    for key, exact in derivatives(f, x, upstream, direction).items():
        found = row[key]["x"] if key.startswith("gradient") else row[key]
        for numbers, trues in zip(found, exact):
            for i, true in enumerate(trues):
                if abs(numbers[i] - true) > TOLERANCE * abs(true) and numbers[i] != float(true):
                    print(f"{name}: {key} has {numbers[i]}, true is {float(true)}")
                    numbers[i] = 0 + float(true)
    return row
