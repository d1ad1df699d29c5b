#!/usr/bin/env python3
"""One jitted training step in JAX, from shared weights, parameters donated: its gradients (--check) or its time."""
import re

import jax
import jax.numpy as jnp
import numpy as np

from peer import arguments, print_check, print_times, shared

ACTIVATIONS = {"i": jax.nn.sigmoid, "ii": jax.nn.relu, "iii": jnp.tanh}


def affine(p, name, x):
    return x @ p[name + ".weight"] + p[name + ".bias"]


def normalise(p, name, x, axes):
    mean = x.mean(axes, keepdims=True)
    variance = ((x - mean) ** 2).mean(axes, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * p[name + ".gain"] + p[name + ".shift"]


def mlp(p, x, activation):
    for k in range(1, sum(name.endswith(".weight") for name in p)):
        x = activation(affine(p, f"layer{k}", x))
    return affine(p, "output", x)


def scanned_mlp(p, x, activation):
    def layer(h, q):
        return activation(h @ q[0] + q[1]), None

    return affine(p, "output", jax.lax.scan(layer, x, (p["layers.weight"], p["layers.bias"]))[0])


def residual(p, x):
    for k in range(1, sum(name.startswith("layer") for name in p) // 2 + 1):
        x = x + jax.nn.relu(normalise(p, f"norm{k}", affine(p, f"layer{k}", x), 0))
    return affine(p, "output", x)


def lstm(p, x):
    """Inputs and hidden state side by side, in one product per step: XLA takes longer for the other way."""
    both = jnp.concatenate((p["lstm.input.weight"], p["lstm.recurrent.weight"]))

    def cell(state, input):
        h, c = state
        i, f, g, o = jnp.split(jnp.concatenate((input, h), 1) @ both + p["lstm.bias"], 4, 1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        return (jax.nn.sigmoid(o) * jnp.tanh(c), c), None

    zeros = jnp.zeros((x.shape[1], p["lstm.recurrent.weight"].shape[0]), x.dtype)
    (h, _), _ = jax.lax.scan(cell, (zeros, zeros), x)
    return affine(p, "output", h)


def resnet(p, x):
    """Images are batch × height × width × channels: what XLA is fastest with on a CPU."""

    def convolve(x, name, stride):
        return jax.lax.conv_general_dilated(
            x, p[name + ".weight"], (stride, stride), ((1, 1), (1, 1)), dimension_numbers=("NHWC", "HWIO", "NHWC")
        )

    def normalised(x, suffix, prefix, stride):
        return normalise(p, f"{prefix}norm{suffix}", convolve(x, f"{prefix}conv{suffix}", stride), (0, 1, 2))

    x = jax.nn.relu(normalised(x, "", "", 1))
    for prefix in sorted({m[0] for m in (re.match(r"stage\d+\.block\d+\.", name) for name in p) if m}):
        stride = 2 if p[prefix + "conv1.weight"].shape[3] > x.shape[3] else 1
        y = normalised(jax.nn.relu(normalised(x, "1", prefix, stride)), "2", prefix, 1)
        if stride != 1:  # option A: every second pixel, channels of zeros
            x = jnp.pad(x[:, ::2, ::2, :], ((0, 0), (0, 0), (0, 0), (0, y.shape[3] - x.shape[3])))
        x = jax.nn.relu(x + y)
    return affine(p, "linear", x.mean((1, 2)))


def stacked(weights):
    """For a scan, the hidden layers' weights become one array, and their biases."""
    depth = range(1, len(weights) // 2)
    return {
        "layers.weight": np.stack([weights[f"layer{k}.weight"] for k in depth]),
        "layers.bias": np.stack([weights[f"layer{k}.bias"][0] for k in depth]),
        **{name: w for name, w in weights.items() if name.startswith("output")},
    }


def unstacked(gradients):
    for name, g in gradients.items():
        if name.startswith("layers."):
            yield from ((f"layer{k + 1}.{name[7:]}", part) for k, part in enumerate(g))
        else:
            yield name, g


def laid_out(workload, variant, weights, inputs, batch):
    """Network, parameters and inputs as JAX has them best."""
    if workload == "vi":
        filters = {n: w.reshape(w.shape[0], -1, 3, 3).transpose(2, 3, 1, 0) for n, w in weights.items() if "conv" in n}
        return resnet, {**weights, **filters}, inputs.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    if workload == "v":
        return lstm, weights, inputs.reshape(-1, batch, inputs.shape[1])
    if workload == "iv":
        return residual, weights, inputs
    # a thousand layers one by one take minutes to compile, and are slower
    scan = variant == "scan" or (workload == "iii" and variant != "unrolled")
    network, activation = scanned_mlp if scan else mlp, ACTIVATIONS[workload]
    return lambda p, x: network(p, x, activation), stacked(weights) if scan else weights, inputs


def main():
    a = arguments(__doc__, ["scan", "unrolled"])
    jax.config.update("jax_enable_x64", a.dtype == "f64")
    dtype = jnp.float64 if a.dtype == "f64" else jnp.float32
    weights, inputs, labels = shared(a.weights)
    network, weights, inputs = laid_out(a.workload, a.variant, weights, inputs, len(labels))
    p = {name: jnp.asarray(w, dtype) for name, w in weights.items()}
    x, y = jnp.asarray(inputs, dtype), jnp.asarray(labels)

    def loss(p, x, y):
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(network(p, x)), y[:, None], 1))

    if a.check:
        value, gradients = jax.jit(jax.value_and_grad(loss))(p, x, y)
        print_check(value, dict(unstacked(gradients)))
        return

    def descend(p, x, y):
        value, gradients = jax.value_and_grad(loss)(p, x, y)
        return jax.tree_util.tree_map(lambda w, g: w - 1e-3 * g, p, gradients), value

    compiled, state = jax.jit(descend, donate_argnums=0), [p]

    def step():
        state[0], _ = compiled(state[0], x, y)
        jax.block_until_ready(state[0])

    print_times(step, a)


main()
