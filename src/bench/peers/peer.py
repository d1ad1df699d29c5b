"""What the peer scripts have in common: arguments, shared weights, and how a step is checked and timed."""
import argparse
import os
import statistics
import time

import numpy as np
from safetensors.numpy import load_file


def arguments(description, variants):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("workload", choices=["i", "ii", "iii", "iv", "v", "vi"])
    parser.add_argument("weights", help="the file that org.fiftylayers.bench.Check wrote")
    parser.add_argument("--variant", default="", choices=["", *variants])
    parser.add_argument("--dtype", default="f64", choices=["f64", "f32"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="print loss and gradient norms, and time nothing")
    parser.add_argument("--warm", type=float, default=1, help="seconds of warm-up")
    parser.add_argument("--seconds", type=float, default=2, help="seconds of measurement")
    return parser.parse_args()


def shared(file):
    """Weights by name (in the library's layout), inputs, labels."""
    weights = load_file(file)
    inputs, labels = weights.pop("batch.inputs"), weights.pop("batch.labels")
    return weights, inputs, labels.ravel().astype(np.int64)


def print_check(loss, gradients):
    print("CHECK loss", repr(float(loss)))
    for name, gradient in gradients.items():
        print("CHECK", name, repr(float(np.linalg.norm(np.asarray(gradient, np.float64).ravel()))))


def print_times(step, arguments):
    """TIME <median ms> <minimum ms> <steps>, and FIRST <ms of the first step> <ms from the start of the process>."""
    begin = time.perf_counter()
    step()
    first = time.perf_counter() - begin
    started = float(os.environ.get("BENCH_STARTED", "nan"))
    print(f"FIRST {first * 1e3:.3f} {(time.time() - started) * 1e3:.0f}")
    begin = time.perf_counter()
    while time.perf_counter() - begin < arguments.warm:
        step()
    times, begin = [], time.perf_counter()
    while len(times) < 7 or time.perf_counter() - begin < arguments.seconds:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    print(f"TIME {statistics.median(times) * 1e3:.4f} {min(times) * 1e3:.4f} {len(times)}")
