"""Multiplications with an addition a second in products of square matrices, one thread: the faster of numpy and torch, as JSON."""

import json
import statistics
import time

import numpy as np
import torch

EXTENT = 1024
TURNS = 15


def rate(product):
    seconds = []
    for _ in range(TURNS):
        start = time.perf_counter()
        product()
        seconds.append(time.perf_counter() - start)
    return EXTENT**3 / statistics.median(seconds)


def main():
    torch.set_num_threads(1)
    array = np.ones((EXTENT, EXTENT), dtype=np.float32)
    tensor = torch.ones(EXTENT, EXTENT)
    rates = {
        f"numpy {np.__version__}": rate(lambda: array @ array),
        f"torch {torch.__version__.split('+')[0]}": rate(lambda: tensor @ tensor),
    }
    name = max(rates, key=rates.get)
    print(json.dumps({"name": name, "rate": rates[name]}))


main()
