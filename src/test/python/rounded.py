"""Operations and training in narrow number formats: computed in float64 and rounded by PyTorch after each operation."""

import torch
import torch.nn.functional as F

import layers
import operations
from networks import STEPS, classification, linear_parameters

FORMATS = {"FLOAT32": torch.float32, "BFLOAT16": torch.bfloat16, "FLOAT16": torch.float16}


def to(kind, x):
    """The nearest number of the format, once: PyTorch goes to 16 bits by way of float32, and so would round twice."""
    single = x.to(torch.float32)
    if kind is not torch.float32:
        # of the two floats around x the one with an odd last bit lies on x's side of all that has 16 bits
        even = single.view(torch.int32) & 1 == 0
        other = torch.nextafter(single, torch.where(x > single, torch.inf, -torch.inf).to(torch.float32))
        single = torch.where(even & (single != x), other, single)
    return single.to(kind).to(torch.float64)


class Rounding(torch.autograd.Function):
    """Rounds what passes, and on the way back its gradient."""

    @staticmethod
    def forward(context, x, kind):
        context.kind = kind
        return to(kind, x)

    @staticmethod
    def backward(context, gradient):
        return to(context.kind, gradient), None


def function(f, inputs, differentiable=True):
    """A row for f(r, inputs), where r rounds to the format; without gradients where these would be summed in steps."""

    def make(kind):
        def r(x):
            return Rounding.apply(x, kind)

        def row(generator):
            made = {name: to(kind, make(generator) if callable(make) else make) for name, make in inputs.items()}
            leaves = [x.clone().requires_grad_() for x in made.values()]
            y = r(f(r, *map(r, leaves)))
            upstream = to(kind, 0.5 + torch.rand(y.shape, generator=generator))
            result = {
                "inputs": {name: x.tolist() for name, x in made.items()},
                "upstream": upstream.tolist(),
                "value": (0 + y.detach()).tolist(),
            }
            if differentiable:
                gradients = torch.autograd.grad((y * upstream).sum(), leaves)
                result["gradients"] = {name: (0 + gradient).tolist() for name, gradient in zip(made, gradients)}
            return result

        return row

    return make


def single(name):
    """An operation that rounds its result alone."""
    f, inputs = operations.OPERATIONS[name]
    return function(lambda r, *x: f(*x), inputs)


# a / b is a times the rounded 1 / b here, which rounding.csv has
SINGLE = ["plus constant", "minus constant", "times constant", "divided by constant", "negated", "square", "cube"]
SINGLE += ["inverse root", "reciprocal", "sqrt", "exp", "log", "abs", "sin", *operations.ACTIVATIONS]
SINGLE += ["plus", "minus", "times", "matmul", "minimum", "maximum", "convolution", "transposed convolution"]


def reduced(reduction, dimension=0):
    return lambda r, x, y: r(reduction(r(x * y), dimension)).square()


def pooled(pool, shape):
    return lambda r, x: r(pool(x.reshape(-1, *shape)).reshape(x.shape[0], -1)).square()


def judged(loss):
    """The mean of a function of the distance to a target."""
    return lambda r, x, y: r(r(loss(r(r(x @ y) - operations.TARGET))).sum().reshape(1, 1)) / 12


def layer_norm(r, x, gain, shift):
    centred = r(x - r(x.mean(1, keepdim=True)))
    inverse = r(1 / r(r(r(r(centred.square()).mean(1, keepdim=True)) + 1e-5).sqrt()))
    return r(r(centred * inverse) * gain) + shift


def batch_norm(r, x, gain, shift):
    centred = r(x - r(r(x.sum(0, keepdim=True)) / len(x)))
    variance = r(r(r(centred.square()).sum(0, keepdim=True)) / len(x))
    factor = r(r(1 / r(r(variance + 1e-5).sqrt())) * gain)
    return r(centred * factor) + shift


def lstm(r, x, w, u, b):
    h, c = x[:, :3], x[:, 3:6]
    hidden = []
    for step in x[:, 6:].split(2, 1):
        i, f, g, o = r(r(r(step @ w) + b) + r(h @ u)).split(3, 1)
        c = r(r(r(torch.sigmoid(f)) * c) + r(r(torch.sigmoid(i)) * r(torch.tanh(g))))
        h = r(r(torch.sigmoid(o)) * r(torch.tanh(c)))
        hidden.append(h)
    return torch.cat([*hidden, h, c], 1)


def inputs(rows, name):
    return rows[name][1]


FUNCTIONS = {name: single(name) for name in SINGLE} | {
    "sum of rows": function(
        reduced(lambda x, d: x.sum(d, keepdim=True)), inputs(operations.OPERATIONS, "sum of rows")
    ),
    "max of rows": function(
        reduced(lambda x, d: torch.amax(x, d, keepdim=True)), inputs(operations.OPERATIONS, "max of rows")
    ),
    "max pooling": function(
        pooled(lambda x: F.max_pool2d(x, 2, 2), [3, 4, 6]), inputs(operations.OPERATIONS, "max pooling")
    ),
    "average pooling": function(
        pooled(lambda x: F.avg_pool2d(x, 2, 2), [3, 4, 6]), inputs(operations.OPERATIONS, "average pooling")
    ),
    "huber": function(
        judged(lambda x: F.huber_loss(x, torch.zeros_like(x), reduction="none", delta=0.7)),
        inputs(operations.LOSSES, "huber"),
    ),
    "cross-entropy": function(
        lambda r, x, y: F.cross_entropy(r(x @ y), operations.LABELS).reshape(1, 1),
        inputs(operations.LOSSES, "cross-entropy"),
    ),
    "layer norm": function(layer_norm, inputs(layers.LAYERS, "layer norm"), differentiable=False),
    "dense batch norm": function(batch_norm, layers.DENSE, differentiable=False),
    "lstm": function(lstm, inputs(layers.LAYERS, "lstm"), differentiable=False),
}


def mlp(kind):
    """Linear, tanh, ..., linear, cross-entropy and gradient descent; a sum of rows, a product, a loss is one operation."""

    def r(x):
        return Rounding.apply(x, kind)

    def run(generator):
        sizes = [5, 6, 6, 6, 3]
        p = {}
        for i in range(4):
            p |= linear_parameters(generator, f"layer{i + 1}", sizes[i], sizes[i + 1])
        p = {name: to(kind, value).requires_grad_() for name, value in p.items()}
        data = classification(generator)
        data["inputs"] = to(kind, data["inputs"])
        initial = {name: value.tolist() for name, value in p.items()}
        losses = []
        for _ in range(STEPS):
            y = data["inputs"]
            for i in range(4):
                y = r(r(y @ r(p[f"layer{i + 1}.weight"])) + r(p[f"layer{i + 1}.bias"]))
                y = r(torch.tanh(y)) if i < 3 else y
            loss = r(F.cross_entropy(y, data["labels"]))
            losses.append(loss.item())
            gradients = torch.autograd.grad(loss, list(p.values()))
            p = {
                name: to(kind, value.detach() - 0.2 * gradient).requires_grad_()
                for (name, value), gradient in zip(p.items(), gradients)
            }
        return {
            "initial": initial,
            "data": {name: value.tolist() for name, value in data.items()},
            "losses": losses,
            "trained": {name: value.tolist() for name, value in p.items()},
        }

    return run


ROWS = {
    f"{name} in {format}": make(kind)
    for name, make in (FUNCTIONS | {"mlp with tanh": mlp}).items()
    for format, kind in FORMATS.items()
}
