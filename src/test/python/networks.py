"""Training runs of ten steps: each kind of network, and each optimiser on one network."""

import torch
import torch.nn.functional as F

import operations
from layers import detached, recurrent, splitmix, subsampled

torch.set_default_dtype(torch.float64)

STEPS = 10


def normal(generator, deviation, *shape):
    return deviation * torch.randn(*shape, generator=generator)


def linear(p, name, x):
    """y = x W + b with W of in x out."""
    return F.linear(x, p[name + ".weight"].T, p[name + ".bias"])


def linear_parameters(generator, name, n_in, n_out, gain=1.0):
    return {
        name + ".weight": normal(generator, gain / n_in**0.5, n_in, n_out),
        name + ".bias": normal(generator, 0.1, 1, n_out),
    }


def train(parameters, data, loss, optimiser, clip=None, schedule=None, state=None):
    """Ten full-batch steps, and all that is needed to repeat them; what is in the state changes without being learnt."""
    state = state or {}
    initial = {name: value.tolist() for name, value in parameters.items()}
    before = {name: value.tolist() for name, value in state.items()}
    p = {name: value.clone().requires_grad_() for name, value in parameters.items()}
    optimiser = optimiser(p)
    schedule = schedule and schedule(optimiser)
    losses = []
    for _ in range(STEPS):
        optimiser.zero_grad()
        value = loss(p, **data)
        losses.append(value.item())
        value.backward()
        if clip:
            clip(list(p.values()))
        optimiser.step()
        if schedule:
            schedule.step()
    return {
        "initial": initial | before,
        "data": {name: value.tolist() for name, value in data.items()},
        "losses": losses,
        "trained": {name: value.tolist() for name, value in (p | state).items()},
    }


def sgd(rate, **options):
    return lambda p: torch.optim.SGD(p.values(), lr=rate, **options)


def classification(generator, count=8, features=5, classes=3):
    return {
        "inputs": normal(generator, 1, count, features),
        "labels": torch.randint(classes, (count,), generator=generator),
    }


def mlp(activation, generator, optimiser=sgd(0.2), **options):
    """Linear, activation, ..., linear: layer1 to layer4, with cross-entropy."""
    sizes = [5, 6, 6, 6, 3]
    p = {}
    for i in range(4):
        p |= linear_parameters(generator, f"layer{i + 1}", sizes[i], sizes[i + 1])

    def loss(p, inputs, labels):
        y = inputs
        for i in range(4):
            y = linear(p, f"layer{i + 1}", y)
            if i < 3:
                y = activation(y)
        return F.cross_entropy(y, labels)

    return train(p, classification(generator), loss, optimiser, **options)


NETWORKS = {f"mlp with {name}": lambda g, f=f: mlp(f, g) for name, f in operations.ACTIVATIONS.items()}


def regression(generator, count=8, features=5, targets=2):
    return {
        "inputs": normal(generator, 1, count, features),
        "targets": torch.rand(count, targets, generator=generator),
    }


def block(p, name, x):
    """Linear, tanh, linear."""
    return linear(p, name + ".second", torch.tanh(linear(p, name + ".first", x)))


def block_parameters(generator, name, size):
    return linear_parameters(generator, name + ".first", size, size) | linear_parameters(
        generator, name + ".second", size, size
    )


def normalisation_parameters(generator, name, features):
    return {
        name + ".gain": 1 + normal(generator, 0.1, 1, features),
        name + ".shift": normal(generator, 0.1, 1, features),
    }


def running_statistics(name, features):
    return {name + ".runningMean": torch.zeros(1, features), name + ".runningVariance": torch.ones(1, features)}


def batch_norm(p, state, name, x):
    """Over rows, or over rows and pixels of images."""
    return F.batch_norm(
        x,
        state[name + ".runningMean"].reshape(-1),
        state[name + ".runningVariance"].reshape(-1),
        p[name + ".gain"].reshape(-1),
        p[name + ".shift"].reshape(-1),
        training=True,
    )


def residual(generator):
    p = linear_parameters(generator, "first", 5, 6)
    for i in range(4):
        p |= block_parameters(generator, f"block{i}", 6)
    p |= linear_parameters(generator, "last", 6, 3)

    def loss(p, inputs, labels):
        y = linear(p, "first", inputs)
        for i in range(4):
            y = y + 0.5 * block(p, f"block{i}", y)
        return F.cross_entropy(linear(p, "last", y), labels)

    return train(p, classification(generator), loss, sgd(0.1))


def normalised(generator):
    """Linear, batch normalisation, ReLU, twice."""
    p, state = {}, {}
    for i in range(2):
        p |= linear_parameters(generator, f"layer{i}", [5, 6][i], 6)
        p |= normalisation_parameters(generator, f"norm{i}", 6)
        state |= running_statistics(f"norm{i}", 6)
    p |= linear_parameters(generator, "last", 6, 3)

    def loss(p, inputs, labels):
        y = inputs
        for i in range(2):
            y = torch.relu(batch_norm(p, state, f"norm{i}", linear(p, f"layer{i}", y)))
        return F.cross_entropy(linear(p, "last", y), labels)

    return train(p, classification(generator), loss, sgd(0.1), state=state)


def pre_activation_residual(generator):
    """x + linear(relu(batch norm(x))), twice."""
    p, state = {}, {}
    for i in range(2):
        p |= normalisation_parameters(generator, f"norm{i}", 5)
        p |= linear_parameters(generator, f"layer{i}", 5, 5)
        state |= running_statistics(f"norm{i}", 5)
    p |= linear_parameters(generator, "last", 5, 3)

    def loss(p, inputs, labels):
        y = inputs
        for i in range(2):
            y = y + linear(p, f"layer{i}", torch.relu(batch_norm(p, state, f"norm{i}", y)))
        return F.cross_entropy(linear(p, "last", y), labels)

    return train(p, classification(generator), loss, sgd(0.1), state=state)


def layer_normalised(generator):
    p = linear_parameters(generator, "layer0", 5, 6)
    p |= normalisation_parameters(generator, "norm0", 6)
    p |= linear_parameters(generator, "last", 6, 3)

    def loss(p, inputs, labels):
        y = linear(p, "layer0", inputs)
        y = torch.relu(F.layer_norm(y, [6], p["norm0.gain"].reshape(-1), p["norm0.shift"].reshape(-1)))
        return F.cross_entropy(linear(p, "last", y), labels)

    return train(p, classification(generator), loss, sgd(0.1))


def dropped(generator):
    """With a new mask in each step, as the library draws it from the seed 7."""
    p = linear_parameters(generator, "layer0", 5, 6) | linear_parameters(generator, "last", 6, 3)
    numbers = splitmix(7)

    def loss(p, inputs, labels):
        y = torch.relu(linear(p, "layer0", inputs))
        mask = torch.tensor([0 if next(numbers) < 0.25 else 1 / 0.75 for _ in range(y.numel())]).reshape(y.shape)
        return F.cross_entropy(linear(p, "last", y * mask), labels)

    return train(p, classification(generator), loss, sgd(0.1))


def slopes(generator):
    """Linear, PReLU with a slope for each feature, linear, PReLU with one slope, linear."""
    p = linear_parameters(generator, "layer0", 5, 6) | {"prelu0.slope": torch.full((1, 6), 0.25)}
    p |= linear_parameters(generator, "layer1", 6, 6) | {"prelu1.slope": torch.full((1, 1), 0.25)}
    p |= linear_parameters(generator, "last", 6, 3)

    def loss(p, inputs, labels):
        y = inputs
        for i in range(2):
            y = F.prelu(linear(p, f"layer{i}", y), p[f"prelu{i}.slope"].reshape(-1))
        return F.cross_entropy(linear(p, "last", y), labels)

    return train(p, classification(generator), loss, sgd(0.2))


def projected_residual(generator):
    """relu(x S + c + block(x)) with a learnt projection S, and from there a block of the same width."""
    p = linear_parameters(generator, "wide.first", 5, 6) | linear_parameters(generator, "wide.second", 6, 4)
    p |= linear_parameters(generator, "shortcut", 5, 4) | block_parameters(generator, "same", 4)
    p |= linear_parameters(generator, "last", 4, 3)

    def loss(p, inputs, labels):
        y = torch.relu(linear(p, "shortcut", inputs) + block(p, "wide", inputs))
        return F.cross_entropy(linear(p, "last", y + block(p, "same", y)), labels)

    return train(p, classification(generator), loss, sgd(0.1))


def autoencoder(generator):
    p = linear_parameters(generator, "encoder", 8, 3) | linear_parameters(generator, "decoder", 3, 8)

    def loss(p, inputs):
        return F.mse_loss(linear(p, "decoder", torch.tanh(linear(p, "encoder", inputs))), inputs)

    return train(p, {"inputs": normal(generator, 1, 10, 8)}, loss, sgd(0.5))


def regressor(criterion):
    def run(generator):
        p = linear_parameters(generator, "layer0", 5, 6) | linear_parameters(generator, "last", 6, 2)

        def loss(p, inputs, targets):
            return criterion(linear(p, "last", torch.tanh(linear(p, "layer0", inputs))), targets)

        return train(p, regression(generator), loss, sgd(0.2))

    return run


def memory_parameters(generator, kind):
    gates = {torch.nn.RNN: 1, torch.nn.LSTM: 4, torch.nn.GRU: 3}[kind]
    p = {
        "memory.input.weight": normal(generator, 0.7, 2, gates * 4),
        "memory.recurrent.weight": normal(generator, 0.5, 4, gates * 4),
        "memory.bias": normal(generator, 0.1, 1, gates * 4),
    }
    if kind is torch.nn.GRU:
        p["memory.recurrent.bias"] = normal(generator, 0.1, 1, 4)
    return p | linear_parameters(generator, "last", 4, 3)


def remember(p, kind, steps, state):
    """All hidden states and the last states of a few steps."""
    weights = [value for name, value in p.items() if name.startswith("memory")]
    return recurrent(kind, 2, 4, steps.shape[1], *weights)(steps, state)


def no_state(kind, count):
    zeros = torch.zeros(1, count, 4)
    return (zeros, zeros) if kind is torch.nn.LSTM else zeros


def sequence(kind):
    """The last hidden state of five steps, and a linear layer."""

    def run(generator):
        def loss(p, inputs, labels):
            y = remember(p, kind, inputs.reshape(-1, 5, 2), no_state(kind, len(inputs)))
            return F.cross_entropy(linear(p, "last", y[:, 16:20]), labels)

        p = memory_parameters(generator, kind)
        return train(p, classification(generator, features=10), loss, sgd(0.5))

    return run


def truncated(kind):
    """Six steps in three parts, each judged by its last hidden state; no gradient passes from one to the part before."""

    def run(generator):
        def loss(p, inputs, labels):
            state = no_state(kind, len(inputs))
            total = 0
            for part in inputs.reshape(-1, 3, 2, 2).unbind(1):
                y = remember(p, kind, part, state)
                total = total + F.cross_entropy(linear(p, "last", y[:, 4:8]), labels)
                state = detached(kind, y, 4)
            return total

        p = memory_parameters(generator, kind)
        return train(p, classification(generator, features=12), loss, sgd(0.2))

    return run


def convolve(p, name, x, stride=1):
    """With kernels of 3 x 3 and a border of one pixel."""
    weight = p[name + ".weight"].reshape(-1, x.shape[1], 3, 3)
    bias = p[name + ".bias"].reshape(-1) if name + ".bias" in p else None
    return F.conv2d(x, weight, bias, stride=stride, padding=1)


def rounded(matrix):
    """To three decimals, which keeps the file small."""
    return torch.round(matrix, decimals=3)


def filters(generator, n_in, n_out):
    return rounded(normal(generator, (2 / (9 * n_in)) ** 0.5, n_out, 9 * n_in))


def convolutional(generator):
    """Convolution with bias, ReLU, max pooling, convolution, batch norm, ReLU, average pooling, linear."""
    p = {"conv1.weight": filters(generator, 2, 3), "conv1.bias": normal(generator, 0.1, 1, 3)}
    p |= {"conv2.weight": filters(generator, 3, 4)} | normalisation_parameters(generator, "norm2", 4)
    p |= linear_parameters(generator, "last", 4, 3)
    state = running_statistics("norm2", 4)

    def loss(p, inputs, labels):
        y = F.max_pool2d(torch.relu(convolve(p, "conv1", inputs.reshape(-1, 2, 6, 6))), 2, 2)
        y = torch.relu(batch_norm(p, state, "norm2", convolve(p, "conv2", y)))
        return F.cross_entropy(linear(p, "last", F.adaptive_avg_pool2d(y, 1).flatten(1)), labels)

    return train(p, classification(generator, features=72), loss, sgd(0.1), state=state)


def vgg(generator):
    """Two stages of two convolutions with bias and ReLU, the mean of 2 x 2 pixels after each, and a linear layer."""
    p = {}
    for name, n_in, n_out in [("conv1", 1, 2), ("conv2", 2, 2), ("conv3", 2, 3), ("conv4", 3, 3)]:
        p |= {name + ".weight": filters(generator, n_in, n_out), name + ".bias": normal(generator, 0.1, 1, n_out)}
    p |= linear_parameters(generator, "last", 12, 3)

    def loss(p, inputs, labels):
        y = inputs.reshape(-1, 1, 8, 8)
        for first, second in [("conv1", "conv2"), ("conv3", "conv4")]:
            y = torch.relu(convolve(p, second, torch.relu(convolve(p, first, y))))
            y = F.avg_pool2d(y, 2, 2)
        return F.cross_entropy(linear(p, "last", y.flatten(1)), labels)

    return train(p, classification(generator, features=64), loss, sgd(0.2))


def residual_for_cifar(generator):
    """The residual network of one block per stage, for images of one channel of 8 x 8."""
    p = {"conv.weight": filters(generator, 1, 16)} | normalisation_parameters(generator, "norm", 16)
    state = running_statistics("norm", 16)
    channels = 16
    for stage, out in enumerate([16, 32, 64], 1):
        name = f"stage{stage}.block1"
        for i, n_in in [(1, channels), (2, out)]:
            p[f"{name}.conv{i}.weight"] = filters(generator, n_in, out)
            p |= normalisation_parameters(generator, f"{name}.norm{i}", out)
            state |= running_statistics(f"{name}.norm{i}", out)
        channels = out
    p |= linear_parameters(generator, "linear", 64, 3)

    def loss(p, inputs, labels):
        y = torch.relu(batch_norm(p, state, "norm", convolve(p, "conv", inputs.reshape(-1, 1, 8, 8))))
        for stage in [1, 2, 3]:
            name = f"stage{stage}.block1"
            z = convolve(p, name + ".conv1", y, 1 if stage == 1 else 2)
            z = convolve(p, name + ".conv2", torch.relu(batch_norm(p, state, name + ".norm1", z)))
            z = batch_norm(p, state, name + ".norm2", z)
            y = torch.relu(z + (y if stage == 1 else subsampled(y)))
        return F.cross_entropy(linear(p, "linear", F.adaptive_avg_pool2d(y, 1).flatten(1)), labels)

    run = train(p, classification(generator, features=64), loss, sgd(0.05), state=state)
    # the larger ones are left out, to keep the file small
    run["trained"] = {name: value for name, value in run["trained"].items() if len(value) * len(value[0]) < 2000}
    return run


NETWORKS |= {
    "residual": residual,
    "batch norm": normalised,
    "pre-activation residual": pre_activation_residual,
    "layer norm": layer_normalised,
    "dropout": dropped,
    "autoencoder": autoencoder,
    "regression by squared error": regressor(F.mse_loss),
    "regression by huber": regressor(lambda y, t: F.huber_loss(y, t, delta=0.3)),
    "binary cross-entropy": regressor(F.binary_cross_entropy_with_logits),
    "rnn": sequence(torch.nn.RNN),
    "lstm": sequence(torch.nn.LSTM),
    "gru": sequence(torch.nn.GRU),
    "rnn, truncated": truncated(torch.nn.RNN),
    "lstm, truncated": truncated(torch.nn.LSTM),
    "gru, truncated": truncated(torch.nn.GRU),
    "convolutional": convolutional,
    "resnet": residual_for_cifar,
    "mlp with prelu": slopes,
    "projected residual": projected_residual,
    "vgg with average pooling": vgg,
}
