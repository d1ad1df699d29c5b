"""The operations and losses as PyTorch has them; a name here is a row of the Java table of the same name."""

import torch
import torch.nn.functional as F

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
