#!/usr/bin/env python3
"""Rounds a second and test accuracy of ByzFL on the experiment of configs/speed.yaml, to compare with RoundsBenchmark.

usage: byzfl_rounds.py BYZFL DATA [--threads 2] [--loader memory|shipped] [--partition dirichlet_niid|gamma_similarity_niid]
                       [--parameter 1.0] [--rounds 300] [--seed 1]

BYZFL is a checkout of the public repository LPD-EPFL/byzfl; DATA a folder with FashionMNIST/raw/*-ubyte inside, as torchvision
keeps it. Needs PyTorch, torchvision, SciPy, matplotlib and seaborn. Ten honest clients, two Byzantine, MLP 784-100-10, batch 32,
momentum 0.9, learning rate 0.1, weight decay 1e-4, little-is-enough with tau 1.5, nearest-neighbor mixing and trimmed mean. The
first 20 rounds and all evaluation are not timed. "shipped" is ByzFL's own loader; "memory" gives it batches out of one tensor.
"""
import argparse
import sys
import time

import torch
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets, transforms

WARM_UP = 20


class MemoryLoader(DataLoader):
    """Batches of a random order, cut from one tensor: faster than ByzFL's own loader."""

    def __init__(self, features, labels, batch):
        super().__init__(TensorDataset(features, labels), batch_size=batch)
        self.__dict__.update(features=features, labels=labels, size=batch)

    def __iter__(self):
        order = torch.randperm(len(self.labels))
        for start in range(0, len(order), self.size):
            rows = order[start : start + self.size]
            yield self.features[rows], self.labels[rows]


def in_memory(loader):
    examples = [loader.dataset[i] for i in range(len(loader.dataset))]
    return MemoryLoader(torch.stack([x for x, _ in examples]), torch.tensor([int(y) for _, y in examples]), 32)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("byzfl")
    parser.add_argument("data")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--loader", choices=["memory", "shipped"], default="memory")
    parser.add_argument("--partition", default="dirichlet_niid")
    parser.add_argument("--parameter", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main():
    given = arguments()
    sys.path.insert(0, given.byzfl)
    from byzfl import ByzantineClient, Client, DataDistributor, Server
    from byzfl.utils.misc import set_random_seed

    torch.set_num_threads(given.threads)
    set_random_seed(given.seed)
    # As its benchmark does for this data set, but for the mirror images, which an order in memory would freeze.
    train = datasets.FashionMNIST(given.data, train=True, transform=transforms.ToTensor())
    train.targets = train.targets.long()
    test = datasets.FashionMNIST(given.data, train=False, transform=transforms.ToTensor())
    whole, _ = torch.utils.data.random_split(train, [len(train), 0])
    loaders = DataDistributor({
        "data_distribution_name": given.partition, "distribution_parameter": given.parameter, "nb_honest": 10,
        "data_loader": whole, "batch_size": 32,
    }).split_data()
    if given.loader == "memory":
        loaders = [in_memory(loader) for loader in loaders]
    step = {
        "model_name": "fc_mnist", "device": "cpu", "optimizer_name": "SGD", "learning_rate": 0.1, "weight_decay": 1e-4,
        "milestones": [], "learning_rate_decay": 1.0,
    }
    clients = [
        Client({
            **step, "loss_name": "NLLLoss", "LabelFlipping": False, "training_dataloader": loader, "momentum": 0.9,
            "nb_labels": 10, "store_per_client_metrics": False,
        })
        for loader in loaders
    ]
    server = Server({
        **step, "validation_loader": None, "test_loader": DataLoader(test, batch_size=256),
        "aggregator_info": {"name": "TrMean", "parameters": {"f": 2}}, "pre_agg_list": [{"name": "NNM", "parameters": {"f": 2}}],
    })
    adversary = ByzantineClient({"name": "ALittleIsEnough", "f": 2, "parameters": {"tau": 1.5, "f": 2}})

    def send():
        model = server.get_dict_parameters()
        for client in clients:
            client.set_model_state(model)

    send()
    seconds = 0.0
    for number in range(1, given.rounds + 1):
        started = time.perf_counter()
        for client in clients:
            client.compute_gradients()
        honest = [client.get_flat_gradients_with_momentum() for client in clients]
        server.update_model_with_gradients(honest + adversary.apply_attack(honest))
        send()
        if number > WARM_UP:
            seconds += time.perf_counter() - started
    print(f"{(given.rounds - WARM_UP) / seconds:.1f} rounds/s, test accuracy {server.compute_test_accuracy():.4f}, {vars(given)}")


if __name__ == "__main__":
    main()
