"""The operations and losses as PyTorch has them; a name here is a row of the Java table of the same name."""

import torch
import torch.nn.functional as F
from mpmath import mp

torch.set_default_dtype(torch.float64)


def normal(rows, columns):
    return lambda generator: torch.randn(rows, columns, generator=generator)


def between(low, high, rows, columns):
    return lambda generator: low + (high - low) * torch.rand(rows, columns, generator=generator)


# where functions that are written carelessly overflow, or lose all digits
WIDE = torch.tensor([[-800.0, -750, -40, -20, -8], [-3.5, -0.5, -1e-9, 1e-9, 0.5], [3.5, 8, 20, 40, 800]])


def curve(f, low=-3, high=3):
    return f, {"x": between(low, high, 3, 4)}


def wide(f):
    """One of the functions whose derivatives lose digits there: they need a row of EXACT besides."""
    return f, {"x": WIDE}


def two(f, left=(3, 4), right=(3, 4)):
    return f, {"x": normal(*left), "y": normal(*right)}


def apart(f, left=(3, 4), right=(3, 4)):
    """With a second operand that keeps away from 0."""
    return f, {"x": normal(*left), "y": between(0.5, 2, *right)}


ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky relu": lambda x: F.leaky_relu(x, 0.1),
    # F.hardsigmoid has no second derivative
    "hard sigmoid": lambda x: torch.clamp(x / 6 + 0.5, 0, 1),
    "elu": F.elu,
    "selu": F.selu,
    # beyond its threshold, 20 by default, PyTorch takes x itself
    "softplus": lambda x: F.softplus(x, threshold=300),
    "gelu": F.gelu,
    "silu": F.silu,
    "clamp": lambda x: torch.clamp(x, -1, 2),
}

AXES = {"rows": [0], "columns": [1], "all": [0, 1]}
REDUCTIONS = {
    "sum": lambda x, d: x.sum(d, keepdim=True),
    "mean": lambda x, d: x.mean(d, keepdim=True),
    "variance": lambda x, d: x.var(d, correction=0, keepdim=True),
    "max": lambda x, d: torch.amax(x, d, keepdim=True),
    "log-sum-exp": lambda x, d: torch.logsumexp(x, d, keepdim=True),
}


def on(reduction, dimensions):
    """Of a product, and squared, so that a gradient that varies arrives."""
    return lambda x, y: reduction(x * y, dimensions).square()


def convolution(shape, out, kernel, stride, padding):
    def f(x, w):
        images = x.reshape(-1, *shape)
        filters = w.reshape(out, shape[0], kernel, kernel)
        return F.conv2d(images, filters, stride=stride, padding=padding).reshape(x.shape[0], -1)

    return f, {"x": normal(2, shape[0] * shape[1] * shape[2]), "w": normal(out, shape[0] * kernel * kernel)}


def transposed_convolution(shape, out, kernel, stride, padding):
    """From what a convolution of images of that shape makes, back to images of that shape."""
    height, width = [(size + 2 * padding - kernel) // stride + 1 for size in shape[1:]]
    rest = [size - ((n - 1) * stride - 2 * padding + kernel) for size, n in zip(shape[1:], [height, width])]

    def f(y, w):
        images = y.reshape(-1, out, height, width)
        filters = w.reshape(out, shape[0], kernel, kernel)
        result = F.conv_transpose2d(images, filters, stride=stride, padding=padding, output_padding=rest)
        return result.reshape(y.shape[0], -1)

    return f, {"y": normal(2, out * height * width), "w": normal(out, shape[0] * kernel * kernel)}


def pooling(f, shape):
    return (
        lambda x: f(x.reshape(-1, *shape)).reshape(x.shape[0], -1).square(),
        {"x": normal(2, shape[0] * shape[1] * shape[2])},
    )


OPERATIONS = {
    "plus constant": curve(lambda x: x + 3),
    "minus constant": curve(lambda x: x - 3),
    "times constant": curve(lambda x: x * 3),
    "divided by constant": curve(lambda x: x / 3),
    "negated": curve(lambda x: -x),
    "square": curve(lambda x: x * x),
    "cube": curve(lambda x: x**3),
    "inverse root": curve(lambda x: x**-0.5, 0.5, 3),
    "reciprocal": curve(lambda x: 1 / x, 0.5, 3),
    "sqrt": curve(torch.sqrt, 0.5, 3),
    "exp": curve(torch.exp),
    "log": curve(torch.log, 0.01, 3),
    "abs": curve(torch.abs),
    "sin": curve(torch.sin),
    **{name: curve(f) for name, f in ACTIVATIONS.items()},
    **{name + " from -800 to 800": wide(f) for name, f in ACTIVATIONS.items()},
    "plus": two(lambda x, y: x + y),
    "plus row": two(lambda x, y: x + y, right=(1, 4)),
    "plus column": two(lambda x, y: x + y, right=(3, 1)),
    "plus number": two(lambda x, y: x + y, right=(1, 1)),
    "row plus column": two(lambda x, y: x + y, (1, 4), (3, 1)),
    "minus": two(lambda x, y: x - y),
    "row minus": two(lambda x, y: x - y, (1, 4)),
    "times": two(lambda x, y: x * y),
    "times row": two(lambda x, y: x * y, right=(1, 4)),
    "column times": two(lambda x, y: x * y, (3, 1)),
    "row times column": two(lambda x, y: x * y, (1, 4), (3, 1)),
    "times number": two(lambda x, y: x * y, right=(1, 1)),
    "divided by": apart(lambda x, y: x / y),
    "divided by column": apart(lambda x, y: x / y, right=(3, 1)),
    "row divided by": apart(lambda x, y: x / y, (1, 4)),
    "matmul": two(lambda x, y: x @ y, (3, 5), (5, 4)),
    "row matmul column": two(lambda x, y: x @ y, (1, 9), (9, 1)),
    "column matmul row": two(lambda x, y: x @ y, (3, 1), (1, 4)),
    "transpose": two(lambda x, y: x.T @ y, (3, 2)),
    "sum": two(lambda x, y: (x * y).sum().square().reshape(1, 1)),
    "mean": two(lambda x, y: (x * y).mean().exp().reshape(1, 1)),
    **{name + " of " + axis: two(on(f, d)) for name, f in REDUCTIONS.items() for axis, d in AXES.items()},
    "log-sum-exp from -800 to 800": wide(lambda x: torch.logsumexp(x, 1, keepdim=True)),
    "softmax": curve(lambda x: torch.softmax(x, 1)),
    "softmax from -800 to 800": wide(lambda x: torch.softmax(x, 1)),
    "log-softmax": curve(lambda x: torch.log_softmax(x, 1)),
    "log-softmax from -800 to 800": wide(lambda x: torch.log_softmax(x, 1)),
    "minimum": two(torch.minimum),
    "maximum": two(torch.maximum),
    "minimum of matrix and row": two(torch.minimum, right=(1, 4)),
    "maximum of column and matrix": two(torch.maximum, (3, 1)),
    "reshape": two(lambda x, y: (x * y).reshape(2, 6).square()),
    "rows": two(lambda x, y: (x * y)[1:3]),
    "columns": two(lambda x, y: (x * y)[:, 1:3]),
    "stack rows": two(lambda x, y: torch.cat([x, y.square(), x]), right=(2, 4)),
    "stack columns": two(lambda x, y: torch.cat([x, y.square(), x], 1), right=(3, 2)),
    "gather rows": two(lambda x, y: (x * y)[[2, 0, 2, 2]].square()),
    "pick": two(lambda x, y: (x * y)[torch.arange(3), [3, 0, 3]].square().reshape(3, 1)),
    "convolution": convolution([2, 5, 6], 3, 3, 1, 1),
    "convolution with stride": convolution([2, 7, 6], 3, 3, 2, 1),
    "convolution without padding": convolution([3, 5, 4], 2, 2, 1, 0),
    "convolution of single pixels": convolution([3, 4, 4], 4, 1, 2, 0),
    "convolution of wide padding": convolution([1, 3, 3], 2, 3, 2, 3),
    "transposed convolution": transposed_convolution([2, 5, 6], 3, 3, 1, 1),
    "transposed convolution with stride": transposed_convolution([2, 7, 6], 3, 3, 2, 1),
    "max pooling": pooling(lambda x: F.max_pool2d(x, 2, 2), [3, 4, 6]),
    "overlapping max pooling": pooling(lambda x: F.max_pool2d(x, 3, 2), [2, 7, 5]),
    "average pooling": pooling(lambda x: F.avg_pool2d(x, 2, 2), [3, 4, 6]),
    "overlapping average pooling": pooling(lambda x: F.avg_pool2d(x, 3, 2), [2, 7, 5]),
    "adaptive average pooling": pooling(lambda x: F.adaptive_avg_pool2d(x, [3, 2]), [2, 7, 5]),
    "global average pooling": pooling(lambda x: F.adaptive_avg_pool2d(x, 1), [3, 4, 5]),
    "shared operand": two(lambda x, y: x @ x.T * y + x.sum() * y, (3, 2), (3, 3)),
}

TARGET = torch.tensor([[0.0, 1, 0.25, 0.5], [1, 1, 0, 0], [0.125, 0, 1, 0.75]])
LABELS = torch.tensor([2, 0, 3])

LOSSES = {
    "squared error": two(lambda x, y: F.mse_loss(x @ y, torch.full((3, 4), 0.5)).reshape(1, 1), (3, 5), (5, 4)),
    "cross-entropy": two(lambda x, y: F.cross_entropy(x @ y, LABELS).reshape(1, 1), (3, 5), (5, 4)),
    "cross-entropy of logits from -800 to 800": (
        lambda x: F.cross_entropy(x, LABELS).reshape(1, 1),
        {"x": torch.tensor([[800.0, -800, 0, 1], [3, 1, -2, 2.5], [-800, 700, 20, 799]])},
    ),
    "binary cross-entropy": two(
        lambda x, y: F.binary_cross_entropy_with_logits(x @ y, TARGET).reshape(1, 1), (3, 5), (5, 4)
    ),
    "binary cross-entropy of logits from -800 to 800": (
        lambda x: F.binary_cross_entropy_with_logits(x, TARGET).reshape(1, 1),
        {"x": torch.tensor([[800.0, -800, 0, 1], [3, 40, -20, 2.5], [-800, 700, 20, -40]])},
    ),
    "huber": two(lambda x, y: F.huber_loss(x @ y, TARGET, delta=0.7).reshape(1, 1), (3, 5), (5, 4)),
}


def each(f):
    return lambda x: [[f(number) for number in row] for row in x]


def log_sum_exp(row):
    return mp.log(sum(mp.exp(number) for number in row))


def log_softmax(row):
    return [number - log_sum_exp(row) for number in row]


def softplus(x):
    return mp.log1p(mp.exp(x))


def binary_cross_entropy(x):
    terms = [t * softplus(-z) + (1 - t) * softplus(z) for rows in zip(x, TARGET.tolist()) for z, t in zip(*rows)]
    return [[sum(terms) / len(terms)]]


EXACT_ACTIVATIONS = {
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "tanh": mp.tanh,
    "relu": lambda x: max(x, 0),
    "leaky relu": lambda x: max(x, 0.1 * x),
    "hard sigmoid": lambda x: min(max(x / 6 + 0.5, 0), 1),
    "elu": lambda x: x if x > 0 else mp.expm1(x),
    "selu": lambda x: 1.0507009873554805 * (x if x > 0 else 1.6732632423543772 * mp.expm1(x)),
    "softplus": softplus,
    "gelu": lambda x: x * mp.erfc(-x / mp.sqrt(2)) / 2,
    "silu": lambda x: x / (1 + mp.exp(-x)),
    "clamp": lambda x: min(max(x, -1), 2),
}

# the rows from -800 to 800 in mpmath's numbers, as functions of a list of rows
EXACT = {name + " from -800 to 800": f for name, f in {
    **{name: each(f) for name, f in EXACT_ACTIVATIONS.items()},
    "log-sum-exp": lambda x: [[log_sum_exp(row)] for row in x],
    "softmax": lambda x: [[mp.exp(number) for number in log_softmax(row)] for row in x],
    "log-softmax": lambda x: [log_softmax(row) for row in x],
    "cross-entropy of logits": lambda x: [[-sum(log_softmax(row)[i] for row, i in zip(x, LABELS.tolist())) / len(x)]],
    "binary cross-entropy of logits": binary_cross_entropy,
}.items()}
assert EXACT.keys() == {name for name in OPERATIONS | LOSSES if name.endswith(" from -800 to 800")}
