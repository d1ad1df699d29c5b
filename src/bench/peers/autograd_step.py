#!/usr/bin/env python3
"""One training step in HIPS autograd (NumPy), from shared weights, workloads i to iii: its gradients or its time."""
import autograd
import autograd.numpy as np

from peer import arguments, print_check, print_times, shared

ACTIVATIONS = {"i": lambda z: 1 / (1 + np.exp(-z)), "ii": lambda z: np.maximum(z, 0), "iii": np.tanh}


def main():
    a = arguments(__doc__, [])
    weights, x, labels = shared(a.weights)
    activation, rows = ACTIVATIONS[a.workload], np.arange(len(labels))
    names = [name[:-7] for name in weights if name.endswith(".weight")]
    names.sort(key=lambda name: int(name[5:]) if name.startswith("layer") else 10**9)

    def loss(p):
        h = x
        for name in names[:-1]:
            h = activation(np.dot(h, p[name + ".weight"]) + p[name + ".bias"])
        z = np.dot(h, p["output.weight"]) + p["output.bias"]
        z = z - np.max(z, 1, keepdims=True)
        return -np.mean((z - np.log(np.sum(np.exp(z), 1, keepdims=True)))[rows, labels])

    state = [weights]
    gradient = autograd.grad(loss)

    def step():
        slopes = gradient(state[0])
        state[0] = {name: w - 1e-3 * slopes[name] for name, w in state[0].items()}

    if a.check:
        print_check(loss(weights), gradient(weights))
    else:
        print_times(step, a)


main()
