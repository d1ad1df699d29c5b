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


def images(f, shape):
    """A function of images as one of rows."""
    return lambda x, *parameters: f(x.reshape(x.shape[0], *shape), *parameters).reshape(x.shape[0], -1)


def convolution(shape, out, kernel, stride, padding):
    def f(x, w, bias=None):
        filters = w.reshape(out, shape[0], kernel, kernel)
        return F.conv2d(x, filters, None if bias is None else bias.reshape(-1), stride=stride, padding=padding)

    return images(f, shape)


def subsampled(x):
    """Option A: every second pixel, and channels of zeros after the given ones."""
    x = x[:, :, ::2, ::2]
    return torch.cat([x, torch.zeros_like(x)], 1)


def recurrent(kind, features, hidden, steps, w, u, b, d=None):
    """All hidden states side by side and the last states; x is the first states, then all steps side by side."""
    module = kind(features, hidden, batch_first=True)

    def bias():
        return torch.zeros_like(b) if d is None else torch.cat([torch.zeros(1, 2 * hidden), d], 1)

    weights = {
        "weight_ih_l0": w.T,
        "weight_hh_l0": u.T,
        "bias_ih_l0": b.reshape(-1),
        "bias_hh_l0": bias().reshape(-1),
    }

    def run(x, state):
        y, last = torch.func.functional_call(module, weights, (x, state))
        return torch.cat([y.reshape(x.shape[0], -1)] + [part[0] for part in (last if type(last) is tuple else [last])], 1)

    return run


def states(kind):
    return 2 if kind is torch.nn.LSTM else 1


def split(kind, x, features, hidden):
    """The first states, and all steps as batch x time x features, of what lies side by side in x."""
    count = states(kind)
    parts = [x[None, :, i * hidden : (i + 1) * hidden].contiguous() for i in range(count)]
    steps = x[:, count * hidden :].reshape(x.shape[0], -1, features)
    return tuple(parts) if count == 2 else parts[0], steps


def sequence(kind, features, hidden, steps):
    def f(x, w, u, b, d=None):
        state, inputs = split(kind, x, features, hidden)
        return recurrent(kind, features, hidden, steps, w, u, b, d)(inputs, state)

    gates = {torch.nn.RNN: 1, torch.nn.LSTM: 4, torch.nn.GRU: 3}[kind]
    inputs = {
        "x": normal(3, states(kind) * hidden + steps * features),
        "layer.input.weight": normal(features, gates * hidden),
        "layer.recurrent.weight": normal(hidden, gates * hidden),
        "layer.bias": normal(1, gates * hidden),
    }
    return f, inputs | ({"layer.recurrent.bias": normal(1, hidden)} if kind is torch.nn.GRU else {})


def detached(kind, y, hidden):
    """The last states at the end of what `recurrent` gives, through which no gradient passes."""
    parts = [part.detach()[None].contiguous() for part in y[:, -states(kind) * hidden :].split(hidden, 1)]
    return tuple(parts) if states(kind) == 2 else parts[0]


def truncated(kind, features, hidden, steps):
    """Truncated backpropagation through time: the second half goes on from the first one's last state, detached."""
    half = steps // 2

    def f(x, w, u, b, d=None):
        state, inputs = split(kind, x, features, hidden)
        run = recurrent(kind, features, hidden, half, w, u, b, d)
        first = run(inputs[:, :half], state)
        return torch.cat([first, run(inputs[:, half:], detached(kind, first, hidden))], 1)

    return f, sequence(kind, features, hidden, steps)[1]


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
    "convolution": (
        convolution([2, 6, 5], 3, 3, 1, 1),
        {"x": normal(2, 60), "layer.weight": normal(3, 18)},
    ),
    "convolution with bias": (
        convolution([2, 6, 5], 3, 3, 2, 1),
        {"x": normal(2, 60), "layer.weight": normal(3, 18), "layer.bias": normal(1, 3)},
    ),
    "batch norm of images": (batch_norm([3, 2, 4]), {"x": normal(5, 24)} | norm_parameters(3), running(3)),
    "batch norm of one image": (batch_norm([3, 2, 4]), {"x": normal(1, 24)} | norm_parameters(3), running(3)),
    "batch norm of images in evaluation": (
        batch_norm([3, 2, 4], training=False),
        {"x": normal(5, 24)} | norm_parameters(3),
        running(3),
    ),
    "max pooling": (images(lambda x: F.max_pool2d(x, 2, 2), [3, 4, 6]), {"x": normal(2, 72)}),
    "average pooling": (images(lambda x: F.avg_pool2d(x, 3, 1), [3, 4, 6]), {"x": normal(2, 72)}),
    "global average pooling": (images(lambda x: F.adaptive_avg_pool2d(x, 1), [3, 4, 6]), {"x": normal(2, 72)}),
    "subsampling": (images(subsampled, [2, 4, 6]), {"x": normal(2, 48)}),
    "rnn": sequence(torch.nn.RNN, 2, 3, 4),
    "lstm": sequence(torch.nn.LSTM, 2, 3, 4),
    "gru": sequence(torch.nn.GRU, 2, 3, 4),
    "rnn, truncated": truncated(torch.nn.RNN, 2, 3, 4),
    "lstm, truncated": truncated(torch.nn.LSTM, 2, 3, 4),
    "gru, truncated": truncated(torch.nn.GRU, 2, 3, 4),
}
