#!/usr/bin/env python3
"""The chain of fifty sigmoids in micrograd: CHECK gradient <number>, then SCALAR <median ns per operation> <smallest>.

micrograd has no exponential; it is added here in micrograd's own style."""
import argparse
import math
import statistics
import sys
import threading
import time

from micrograd.engine import Value

LAYERS = 50


def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def backward():
        x.grad += out.data * out.grad

    out._backward = backward
    return out


def gradient(samples):
    w = [Value(1.5 * math.sin(1 + k * 1.7)) for k in range(LAYERS)]
    b = [Value(1.5 * math.sin(1 + (k + LAYERS) * 1.7)) for k in range(LAYERS)]
    loss = Value(0.0)
    for s in range(samples):
        x = Value(s / samples)
        for k in range(LAYERS):
            x = (exp((w[k] * x + b[k]) * -1.0) + 1.0) ** -1
        loss = loss + x
    loss.backward()
    return w[0].grad


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=100)
    a = parser.parse_args()
    print("CHECK gradient", repr(gradient(a.samples)))
    operations, times = a.samples * (LAYERS * 6 + 1), []
    for _ in range(5):
        start = time.perf_counter()
        gradient(a.samples)
        times.append((time.perf_counter() - start) * 1e9 / operations)
    print(f"SCALAR {statistics.median(times):.1f} {min(times):.1f}")


# its topological sort is recursive
sys.setrecursionlimit(10_000_000)
threading.stack_size(512 << 20)
thread = threading.Thread(target=main)
thread.start()
thread.join()
