"""The layers as PyTorch has them; a name here is a row of the Java table of the same name."""

import torch
import torch.nn.functional as F

from operations import between, normal

torch.set_default_dtype(torch.float64)


def linear(x, weight, bias):
    return F.linear(x, weight.T, bias)


def splitmix(seed):
    """The library's generator of numbers in [0, 1)."""
    mask = 2**64 - 1
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & mask
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield ((z ^ (z >> 31)) >> 11) * 2.0**-53


def dropout_mask(p, seed, *shape):
    """What is multiplied with, in the order in which the library draws it."""
    numbers = splitmix(seed)
    return torch.tensor([0 if next(numbers) < p else 1 / (1 - p) for _ in range(shape[0] * shape[1])]).reshape(shape)


def batch_norm(shape, training=True, epsilon=1e-5):
    def function(x, gain, shift, state):
        images = x.reshape(x.shape[0], *shape)
        mean, variance = state["norm.runningMean"].reshape(-1), state["norm.runningVariance"].reshape(-1)
        y = F.batch_norm(
            images, mean, variance, gain.reshape(-1), shift.reshape(-1), training, momentum=0.1, eps=epsilon
        )
        return y.reshape(x.shape)

    return function


def running(channels):
    generator = torch.Generator().manual_seed(channels)
    return {
        "norm.runningMean": torch.randn(1, channels, generator=generator),
        "norm.runningVariance": 0.5 + torch.rand(1, channels, generator=generator),
    }


def norm_parameters(features):
    return {"norm.gain": between(0.5, 2, 1, features), "norm.shift": normal(1, features)}


def body(x, weight1, bias1, weight2, bias2):
    return linear(torch.tanh(linear(x, weight1, bias1)), weight2, bias2)


def body_parameters(features, hidden, out):
    return {
        "layer1.weight": normal(features, hidden),
        "layer1.bias": normal(1, hidden),
        "layer2.weight": normal(hidden, out),
        "layer2.bias": normal(1, out),
    }


DENSE = {"x": normal(6, 3)} | norm_parameters(3)

LAYERS = {
    "linear": (linear, {"x": normal(4, 3), "layer.weight": normal(3, 5), "layer.bias": normal(1, 5)}),
    "prelu": (lambda x, a: F.prelu(x, a.reshape(-1)), {"x": normal(4, 3), "layer.slope": between(-0.5, 0.5, 1, 3)}),
    "prelu with one slope": (
        lambda x, a: F.prelu(x, a.reshape(-1)),
        {"x": normal(4, 3), "layer.slope": between(-0.5, 0.5, 1, 1)},
    ),
    "dense batch norm": (batch_norm([3]), DENSE, running(3)),
    "dense batch norm of two rows": (batch_norm([3]), DENSE | {"x": normal(2, 3)}, running(3)),
    # PyTorch wants an epsilon above 0; this one is lost in the sum
    "dense batch norm without epsilon": (batch_norm([3], epsilon=1e-300), DENSE, running(3)),
    "dense batch norm in evaluation": (batch_norm([3], training=False), DENSE, running(3)),
    "layer norm": (
        lambda x, gain, shift: F.layer_norm(x, [5], gain.reshape(-1), shift.reshape(-1)),
        {"x": normal(4, 5)} | norm_parameters(5),
    ),
    "dropout": (lambda x: x * dropout_mask(0.4, 7, 4, 5), {"x": normal(4, 5)}),
    "dropout in evaluation": (lambda x: F.dropout(x, 0.4, training=False), {"x": normal(4, 5)}),
    "residual": (lambda x, *p: x + body(x, *p), {"x": normal(4, 3)} | body_parameters(3, 5, 3)),
    "scaled residual, then relu": (
        lambda x, *p: torch.relu(x + 0.3 * body(x, *p)),
        {"x": normal(4, 3)} | body_parameters(3, 5, 3),
    ),
    "projected residual": (
        lambda x, w1, b1, w2, b2, w, b: linear(x, w, b) + body(x, w1, b1, w2, b2),
        {"x": normal(4, 3)}
        | body_parameters(3, 5, 2)
        | {"shortcut.weight": normal(3, 2), "shortcut.bias": normal(1, 2)},
    ),
}
