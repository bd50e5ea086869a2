#!/usr/bin/env python3
"""Microseconds of one SGD step in PyTorch on one thread, to compare with TrainingStepBenchmark.

usage: pytorch_steps.py [--seconds 2]

Five networks, batches of 32 cut from 2,048 examples in memory. Printed is the best of torch.optim.SGD with zero_grad, and of a
step by hand with torch._foreach_add_; the median of five repetitions after one that is not counted. Leave the variables
OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE unset on both sides.
"""
import argparse
import statistics
import time

import torch

NETS = {
    "softmax 784-10": [784, 10],
    "mlp 784-100-10": [784, 100, 10],
    "mlp 30-64-32-2": [30, 64, 32, 2],
    "cnn 20-50-500": [784, 10],
    "lenet": [784, 10],
}
BATCH, EXAMPLES, RATE = 32, 2048, 0.01


def convolutional(maps, padding, hidden):
    layers, channels, side = [torch.nn.Unflatten(1, (1, 28, 28))], 1, 28
    for i, its in enumerate(maps):
        border = padding if i == 0 else 0
        layers += [torch.nn.Conv2d(channels, its, 5, padding=border), torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
        channels, side = its, (side + 2 * border - 4) // 2
    return torch.nn.Sequential(*layers, torch.nn.Flatten(), network("", [channels * side * side, *hidden, 10]))


def network(name, widths):
    if name.startswith("cnn"):
        return convolutional([20, 50], 0, [500])
    if name == "lenet":
        return convolutional([6, 16], 2, [120, 84])
    layers = []
    for i in range(len(widths) - 1):
        layers += [torch.nn.Linear(widths[i], widths[i + 1])] + ([torch.nn.ReLU()] if i < len(widths) - 2 else [])
    return torch.nn.Sequential(*layers)


def steps(name, widths, by_hand):
    net = network(name, widths)
    features = torch.rand(EXAMPLES, widths[0])
    labels = torch.arange(EXAMPLES) % widths[-1]
    parameters = list(net.parameters())
    optimizer = torch.optim.SGD(parameters, lr=RATE)
    loss_of = torch.nn.functional.cross_entropy
    at = 0
    while True:
        loss = loss_of(net(features[at : at + BATCH]), labels[at : at + BATCH])
        if by_hand:
            gradients = torch.autograd.grad(loss, parameters)
            with torch.no_grad():
                torch._foreach_add_(parameters, gradients, alpha=-RATE)
        else:
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        at = (at + BATCH) % EXAMPLES
        yield


def micros(name, widths, by_hand, seconds):
    running = steps(name, widths, by_hand)
    repetitions = []
    for _ in range(6):
        count, started = 0, time.perf_counter()
        while time.perf_counter() - started < seconds:
            for _ in range(50):
                next(running)
            count += 50
        repetitions.append((time.perf_counter() - started) / count * 1e6)
    return statistics.median(repetitions[1:])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2)
    given = parser.parse_args()
    torch.set_num_threads(1)
    for name, widths in NETS.items():
        print(f"{name}: {min(micros(name, widths, hand, given.seconds) for hand in (False, True)):.1f} us")
