#!/usr/bin/env python3
"""Milliseconds of robust rules in NumPy on one thread, to compare with RulesBenchmark.

usage: numpy_rules.py [--nodes 50] [--size 1048576] [--byzfl BYZFL] [--repeat 5]

Updates are float32, standard normal, and a fifth of them declared Byzantine. "rows" holds coordinates as rows, the order in which
sorting is fastest; RulesBenchmark has updates as rows, as they arrive, and pays for the difference itself. With BYZFL, a checkout of
the public repository LPD-EPFL/byzfl (needs PyTorch and SciPy), its own rules run on the same numbers. The least of the repetitions is printed.
"""
import argparse
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
import numpy as np


def squared_distances(x):
    norms = np.einsum("ij,ij->i", x, x)
    return norms[:, None] + norms[None, :] - 2 * (x @ x.T)


def krum(x, f):
    distances = np.sort(squared_distances(x), axis=1)
    return x[np.argmin(distances[:, 1 : len(x) - f - 1].sum(axis=1))]


def geometric_median(x, smoothing=0.1, iterations=3):
    z = np.zeros_like(x[0])
    for _ in range(iterations):
        b = 1 / np.maximum(smoothing, np.linalg.norm(x - z, axis=1))
        z = (b / b.sum()).astype(np.float32) @ x
    return z


def mixing(x, f):
    n = len(x)
    nearest = np.argpartition(squared_distances(x), n - f - 1, axis=1)[:, : n - f]
    weights = np.zeros((n, n), np.float32)
    np.put_along_axis(weights, nearest, 1 / (n - f), axis=1)
    return weights @ x


def formulations(x, f):
    rows = np.ascontiguousarray(x.T)
    n = len(x)
    return {
        "mean": lambda: x.mean(axis=0),
        "median, rows sorted": lambda: np.sort(rows, axis=1)[:, (n - 1) // 2 : n // 2 + 1].mean(axis=1),
        "trimmed-mean, rows sorted": lambda: np.sort(rows, axis=1)[:, f : n - f].mean(axis=1),
        "krum, products": lambda: krum(x, f),
        "geometric-median": lambda: geometric_median(x),
        "mixing + mean, products": lambda: mixing(x, f).mean(axis=0),
    }


def byzfl(folder, x, f):
    sys.path.insert(0, folder)
    import torch
    from byzfl import Average, GeometricMedian, Krum, Median, NNM, TrMean

    torch.set_num_threads(1)
    found = {}
    for kind, vectors in {"numpy": x, "torch": torch.from_numpy(x)}.items():
        for name, rule in {
            "mean": Average(), "median": Median(), "trimmed-mean": TrMean(f), "krum": Krum(f), "geometric-median": GeometricMedian(),
        }.items():
            found[f"byzfl {kind} {name}"] = lambda rule=rule, vectors=vectors: rule(vectors)
        # Its mixing holds n (n - f) vectors at once.
        if len(x) * (len(x) - f) * x.nbytes / len(x) < 12e9:
            found[f"byzfl {kind} mixing"] = lambda vectors=vectors: NNM(f)(vectors)
    return found


def millis(function, repeat):
    times = []
    for _ in range(repeat + 1):
        started = time.perf_counter()
        function()
        times.append((time.perf_counter() - started) * 1e3)
    return min(times[1:])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, default=50)
    parser.add_argument("--size", type=int, default=1 << 20)
    parser.add_argument("--byzfl")
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    updates = np.random.default_rng(1).standard_normal((given.nodes, given.size), dtype=np.float32)
    byzantine = given.nodes // 5
    rules = formulations(updates, byzantine) | (byzfl(given.byzfl, updates, byzantine) if given.byzfl else {})
    for name, function in rules.items():
        print(f"{name}: {millis(function, given.repeat):.1f} ms")
