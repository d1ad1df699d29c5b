"""Writes src/test/resources/reference/*.json: values, derivatives and training runs by PyTorch in float64.

python3 -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python references.py

Nobody needs this to run the tests. A file is an object from a row's name to what PyTorch found; a matrix is a list of
rows, in digits that read back as the same doubles. All inputs and initial weights are in the file, so that nothing
depends on a random generator. Shapes are the library's: rows x columns, batch first, a weight is in x out, and an image
is a row in channel, row, column order.

A row of operations.json, losses.json and layers.json holds, for y = f(inputs) and the number L = sum(upstream * y): the
value y, the gradients of L, and, along the given directions of all inputs, the tangent of y and the gradientTangents,
which are the Hessian of L times the directions; inputs that are parameters have the library's names, and layers with a
state say what it was before and is after. A row of networks.json and optimisers.json holds initial parameters,
data, the losses before each of ten steps, and the parameters after them.
"""

import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "reference"


def listed(matrices):
    for name, matrix in matrices.items():
        assert matrix.dim() == 2, (name, matrix.shape)
        assert torch.isfinite(matrix).all(), name
    return {name: (0 + matrix).tolist() for name, matrix in matrices.items()}


def derivatives(function, inputs, generator, state=None):
    """All that a row says about one function of named matrices, and of a state that it changes."""
    leaves = {name: x.detach().clone().requires_grad_() for name, x in inputs.items()}
    xs = list(leaves.values())
    after = state and {name: x.clone() for name, x in state.items()}
    y = function(*xs, after) if state else function(*xs)
    upstream = 0.5 + torch.rand(y.shape, generator=generator)
    directions = {name: torch.randn(x.shape, generator=generator) for name, x in inputs.items()}
    ds = list(directions.values())
    gradients = torch.autograd.grad((y * upstream).sum(), xs, create_graph=True)
    slope = sum((g * d).sum() for g, d in zip(gradients, ds))
    # a gradient that is constant has no graph, and then the Hessian is 0
    moved = torch.autograd.grad(slope, xs, allow_unused=True, retain_graph=True) if slope.requires_grad else [None] * len(xs)
    # J d is the derivative by u of <u, J d>, which is linear in u
    u = torch.ones_like(y, requires_grad=True)
    pulled = torch.autograd.grad(y, xs, u, create_graph=True)
    tangent = torch.autograd.grad(sum((g * d).sum() for g, d in zip(pulled, ds)), u)[0]
    states = {"before": listed(state), "after": listed(after)} if state else {}
    return states | {
        "inputs": listed(inputs),
        "upstream": upstream.tolist(),
        "directions": listed(directions),
        "value": listed({"value": y})["value"],
        "tangent": tangent.tolist(),
        "gradients": listed(dict(zip(leaves, gradients))),
        "gradientTangents": listed(
            {name: torch.zeros_like(x) if m is None else torch.zeros_like(x) + m for (name, x), m in zip(leaves.items(), moved)}
        ),
    }


def write(file, rows):
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row, separators=(',', ':'))}" for name, row in rows.items())
    (FOLDER / file).write_text("{\n" + lines + "\n}\n")


def table(file, rows):
    """One function per row, from {name: (function, inputs)}, with a state or without; each row has its own generator."""
    results = {}
    for name, (function, inputs, *state) in rows.items():
        generator = torch.Generator().manual_seed(sum(map(ord, name)))
        made = {key: make(generator) if callable(make) else make for key, make in inputs.items()}
        results[name] = derivatives(function, made, generator, *state)
    write(file, results)


def runs(file, rows):
    """One training run per row, from {name: function of a generator}."""
    write(file, {name: run(torch.Generator().manual_seed(sum(map(ord, name)))) for name, run in rows.items()})


if __name__ == "__main__":
    import layers
    import networks
    import operations
    import optimisers

    table("operations.json", operations.OPERATIONS)
    table("losses.json", operations.LOSSES)
    table("layers.json", layers.LAYERS)
    runs("networks.json", networks.NETWORKS)
    runs("optimisers.json", optimisers.OPTIMISERS)
