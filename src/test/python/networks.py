"""Training runs of ten steps: each kind of network, and each optimiser on one network."""

import torch
import torch.nn.functional as F

import operations

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


def train(parameters, data, loss, optimiser, clip=None, schedule=None):
    """Ten full-batch steps, and all that is needed to repeat them."""
    initial = {name: value.tolist() for name, value in parameters.items()}
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
        "parameters": initial,
        "data": {name: value.tolist() for name, value in data.items()},
        "losses": losses,
        "trained": {name: value.tolist() for name, value in p.items()},
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
