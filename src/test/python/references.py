"""Writes src/test/resources/reference/*.json: values, derivatives and training runs by PyTorch in float64.

python3 -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python references.py [name of a row ...]

With names it computes those rows alone and keeps the others, whose last digits depend on the processor.
Nobody needs this to run the tests. A file is an object from a row's name to what PyTorch found; a matrix is a list of
rows, in digits that read back as the same doubles. All inputs and initial weights are in the file, so that nothing
depends on a random generator. Shapes are the library's: rows x columns, batch first, a weight is in x out, and an image
is a row in channel, row, column order.

A row of operations.json, losses.json and layers.json holds, for y = f(inputs) and the number L = sum(upstream * y): the
value y, the gradients of L, and, along the given directions of all inputs, the tangent of y and the gradientTangents,
which are the Hessian of L times the directions; inputs that are parameters have the library's names, and layers with a
state say what it was before and is after. Where PyTorch loses digits far out, in rows from -800 to 800, the entry is
mpmath's. A row of networks.json and optimisers.json holds initial parameters, data, the losses before each of ten
steps, and the parameters after them. Rows of rounded.json are of both kinds, without second derivatives, in narrow
formats.
"""

import json
import pathlib
import sys

import torch

import exact

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


def write(file, rows, compute):
    """What compute(name) gives for the rows that are asked for, and what the file has of the others."""
    path = FOLDER / file
    wanted = set(sys.argv[1:]) or rows.keys()
    kept = json.loads(path.read_text()) if path.exists() and not rows.keys() <= wanted else {}
    results = {name: compute(name) if name in wanted else kept[name] for name in rows}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row, separators=(',', ':'))}" for name, row in results.items())
    path.write_text("{\n" + lines + "\n}\n")


def seeded(name):
    """Each row has its own generator."""
    return torch.Generator().manual_seed(sum(map(ord, name)))


def table(file, rows, many_digits={}):
    """One function per row, from {name: (function, inputs)}, with a state or without."""

    def compute(name):
        function, inputs, *state = rows[name]
        generator = seeded(name)
        made = {key: make(generator) if callable(make) else make for key, make in inputs.items()}
        row = derivatives(function, made, generator, *state)
        return exact.corrected(name, row, many_digits[name]) if name in many_digits else row

    write(file, rows, compute)


def runs(file, rows):
    """One training run per row, from {name: function of a generator}."""
    write(file, rows, lambda name: rows[name](seeded(name)))


if __name__ == "__main__":
    import layers
    import networks
    import operations
    import optimisers
    import rounded

    table("operations.json", operations.OPERATIONS, operations.EXACT)
    table("losses.json", operations.LOSSES, operations.EXACT)
    table("layers.json", layers.LAYERS)
    runs("networks.json", networks.NETWORKS)
    runs("optimisers.json", optimisers.OPTIMISERS)
    runs("rounded.json", rounded.ROWS)
