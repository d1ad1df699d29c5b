#!/usr/bin/env python3
"""Matrix products in PyTorch (MKL) and NumPy (OpenBLAS): PRODUCT <peer> <dtype> <n> <median GFLOP/s> <largest>."""
import argparse
import statistics
import time

import numpy as np
import torch


def gflops(n, product, seconds):
    product()
    calls, t = 1, 0.0
    while t < 0.01:
        calls *= 2
        start = time.perf_counter()
        for _ in range(calls):
            product()
        t = time.perf_counter() - start
    rates, begin = [], time.perf_counter()
    while len(rates) < 7 or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        for _ in range(calls):
            product()
        rates.append(2 * n**3 * calls / (time.perf_counter() - start) / 1e9)
    return f"{statistics.median(rates):.3f} {max(rates):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="16,64,128,256,1024")
    parser.add_argument("--dtype", default="f64", choices=["f64", "f32"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    dtype = torch.float64 if a.dtype == "f64" else torch.float32
    for n in map(int, a.sizes.split(",")):
        x, y = torch.randn(n, n, dtype=dtype), torch.randn(n, n, dtype=dtype)
        z = torch.empty_like(x)
        print("PRODUCT torch", a.dtype, n, gflops(n, lambda: torch.mm(x, y, out=z), a.seconds), flush=True)
        p, q, r = x.numpy(), y.numpy(), z.numpy()
        print("PRODUCT numpy", a.dtype, n, gflops(n, lambda: np.matmul(p, q, out=r), a.seconds), flush=True)


main()
