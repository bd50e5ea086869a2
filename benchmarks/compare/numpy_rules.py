#!/usr/bin/env python3
"""Milliseconds of robust rules in NumPy on one thread, to compare with RulesBenchmark.

usage: numpy_rules.py [--nodes 50] [--size 1048576] [--byzfl BYZFL] [--repeat 5]

Updates are float32, standard normal, and a fifth of them declared Byzantine. NumPy's products and sums run on one thread; "rows" holds coordinates as rows, the order in which
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


def multi_krum(x, f):
    distances = np.sort(squared_distances(x), axis=1)
    best = np.argpartition(distances[:, 1 : len(x) - f - 1].sum(axis=1), len(x) - f - 1)[: len(x) - f]
    weights = np.zeros(len(x), np.float32)
    weights[best] = 1 / (len(x) - f)
    return weights @ x


def centered_clipping(x, radius=100):
    lengths = np.sqrt(np.einsum("ij,ij->i", x, x))
    return (np.minimum(1, radius / lengths) / len(x)).astype(np.float32) @ x


def monna(x, f, pivot=0):
    d = x - x[pivot]
    nearest = np.argpartition(np.einsum("ij,ij->i", d, d), len(x) - f - 1)[: len(x) - f]
    weights = np.zeros(len(x), np.float32)
    weights[nearest] = 1 / (len(x) - f)
    return weights @ x


def meamed(rows, f):
    """ByzFL's way: distances from the median, the nearest by argpartition."""
    many = rows.shape[1] - f
    distances = np.abs(rows - np.median(rows, axis=1, keepdims=True))
    nearest = np.argpartition(distances, many - 1, axis=1)[:, :many]
    return np.take_along_axis(rows, nearest, axis=1).mean(axis=1)


def cosines(x):
    lengths = np.sqrt(np.einsum("ij,ij->i", x, x))
    return (x @ x.T) / np.outer(lengths, lengths)


def byzfl_formulas(x, rows, f):
    """ByzFL's own formulas in its own order of operations, by coordinates as rows where it sorts; its packages are not needed."""
    n = len(x)

    def distances():
        return np.stack([((x - row) ** 2).sum(axis=1) for row in x])

    def mixing():
        nearest = np.argpartition(distances(), n - f - 1, axis=1)[:, : n - f]
        # It takes x[nearest], all n (n - f) vectors at once; here one mean at a time, which is faster and fits.
        return np.stack([x[its].mean(axis=0) for its in nearest])

    return {
        "byzfl's formula, median": lambda: np.median(x, axis=0),
        "byzfl's formula, trimmed-mean": lambda: np.sort(x, axis=0)[f : n - f].mean(axis=0),
        "byzfl's formula, krum": lambda: x[np.argmin(np.sort(distances(), axis=1)[:, 1 : n - f].mean(axis=1))],
        "byzfl's formula, mixing": mixing,
        "byzfl's formula, meamed": lambda: meamed(rows, f),
    }


def formulations(x, f):
    rows = np.ascontiguousarray(x.T)
    n = len(x)
    signs = lambda: np.sign(x).sum(axis=0)
    return {
        **byzfl_formulas(x, rows, f),
        "multi-krum, products": lambda: multi_krum(x, f),
        "centered-clipping": lambda: centered_clipping(x),
        "monna": lambda: monna(x, f),
        "bucketing + mean": lambda: x[np.random.permutation(n)].reshape(n // 2, 2, -1).mean(axis=1).mean(axis=0),
        "clipping + mean": lambda: (1 / np.maximum(1, np.sqrt(np.einsum("ij,ij->i", x, x)))[:, None] * x).mean(axis=0),
        "cosines, which fools-gold, flame, sign-guard and clipped-clustering need": lambda: cosines(x),
        "sign-majority": lambda: np.sign(signs()),
        "robust-learning-rate": lambda: np.where(np.abs(signs()) >= 4, 1, -1) * x.mean(axis=0),
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
    parser.add_argument("--only", default="", help="part of a name")
    given = parser.parse_args()
    updates = np.random.default_rng(1).standard_normal((given.nodes, given.size), dtype=np.float32)
    byzantine = given.nodes // 5
    rules = formulations(updates, byzantine) | (byzfl(given.byzfl, updates, byzantine) if given.byzfl else {})
    for name, function in rules.items():
        if given.only not in name:
            continue
        print(f"{name}: {millis(function, given.repeat):.1f} ms")
