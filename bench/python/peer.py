"""Python's side of the benchmark: one long-lived process, steered by JSON lines.

One request a line on standard input, one reply a line on standard output, in the words of ../harness/protocol.ts:

    {"command": "hello"}                                          -> versions of what is measured
    {"command": "load", "path": "adult.csv"}                      -> rows, columns
    {"command": "encode", "model": "ctgan", "threads": 1, "options": {}}                -> milliseconds
    {"command": "steps", "model": "ctgan", "threads": 1, "options": {}, "count": 65}    -> milliseconds (of one step)
    {"command": "fit", "model": "ctgan", "threads": 2, "options": {"epochs": 10}}       -> milliseconds
    {"command": "sample", "rows": 100000}         -> milliseconds (with what the last "fit" learned)
    {"command": "memory"}                         -> megabytes (peak of this process so far)

"encode" is the time from the call of fit to the first training step: all that comes before training.

Only the package's public interface is used (`CTGAN(...).fit(df, discrete_columns)`, `.sample(n)`). A training step is seen from
outside, by torch's public hook on every optimizer step: CTGAN makes two of them a training step (discriminator, generator), TVAE
one. The hook also pauses the training between two "steps" requests, so that both sides can take turns within one fit.
"""

import importlib.metadata
import json
import os
import platform
import resource
import statistics
import sys
import threading
import time

import ctgan
import pandas as pd
import torch
from torch.optim.optimizer import register_optimizer_step_post_hook

UPDATES_PER_STEP = {"ctgan": 2, "tvae": 1}
WARM_UP_STEPS = 5
ENDLESS_EPOCHS = 1_000_000


class Stopped(Exception):
    """Ends a paused fit."""


def milliseconds_since(start):
    return (time.perf_counter() - start) * 1000


def create_model(name, options):
    models = {"ctgan": ctgan.CTGAN, "tvae": ctgan.TVAE}
    return models[name](verbose=False, **options)


def discrete_columns(table):
    return [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name]) or table[name].dtype == bool]


class Training:
    """A fit in a thread of its own that waits after every batch of steps it was asked for."""

    def __init__(self, model, threads, options, table):
        self.threads = threads
        self.updates_per_step = UPDATES_PER_STEP[model]
        self.updates = 0
        self.ends = []  # when each step of the batch under way ended
        self.wanted = WARM_UP_STEPS
        self.batch_done = threading.Event()
        self.batch_wanted = threading.Event()
        self.error = None
        self.started = time.perf_counter()
        synthesizer = create_model(model, {**options, "epochs": ENDLESS_EPOCHS})
        self.stopping = False
        self.thread = threading.Thread(target=self._fit, args=(synthesizer, table))
        self.thread.start()
        self._wait()
        step = statistics.median(after - before for before, after in zip(self.ends, self.ends[1:]))
        self.encode_milliseconds = (self.ends[0] - self.started - step) * 1000

    def run(self, count):
        """Milliseconds of one step, on average over `count` steps."""
        self.ends = []
        self.wanted = count
        self.batch_done.clear()
        self.started = time.perf_counter()
        self.batch_wanted.set()
        self._wait()
        return (self.ends[-1] - self.started) * 1000 / count

    def stop(self):
        self.stopping = True
        self.batch_wanted.set()
        self.thread.join()

    def _wait(self):
        self.batch_done.wait()
        if self.error is not None:
            raise self.error

    def _fit(self, synthesizer, table):
        register_optimizer_step_post_hook(self._after_update)
        torch.set_num_threads(self.threads)
        try:
            synthesizer.fit(table, discrete_columns(table))
        except Stopped:
            pass
        except Exception as error:  # handed to the thread that waits, which answers with it
            self.error = error
            self.batch_done.set()

    def _after_update(self, _optimizer, _args, _kwargs):
        self.updates += 1
        if self.updates % self.updates_per_step != 0:
            return
        self.ends.append(time.perf_counter())
        if len(self.ends) == self.wanted:
            self.batch_done.set()
            self.batch_wanted.wait()
            self.batch_wanted.clear()
            if self.stopping:
                raise Stopped


class Peer:
    def __init__(self):
        self.table = None
        self.training = None
        self.synthesizer = None

    def hello(self, _request):
        packages = {name: importlib.metadata.version(name) for name in ("ctgan", "torch", "numpy", "pandas")}
        return {"versions": {"python": platform.python_version(), **packages}}

    def load(self, request):
        self.table = pd.read_csv(request["path"], keep_default_na=False)
        return {"rows": len(self.table), "columns": len(self.table.columns)}

    def encode(self, request):
        if self.training is not None:
            raise RuntimeError("Encoding is measured in a process that has not trained yet.")
        self.training = Training(request["model"], request["threads"], request["options"], self.table)
        return {"milliseconds": self.training.encode_milliseconds}

    def steps(self, request):
        if self.training is None:
            self.encode(request)
        return {"milliseconds": self.training.run(request["count"])}

    def fit(self, request):
        torch.set_num_threads(request["threads"])
        self.synthesizer = create_model(request["model"], request["options"])
        start = time.perf_counter()
        self.synthesizer.fit(self.table, discrete_columns(self.table))
        return {"milliseconds": milliseconds_since(start)}

    def sample(self, request):
        start = time.perf_counter()
        rows = self.synthesizer.sample(request["rows"])
        milliseconds = milliseconds_since(start)
        if len(rows) != request["rows"]:
            raise RuntimeError(f"{len(rows)} rows in place of {request['rows']}")
        return {"milliseconds": milliseconds}

    def memory(self, _request):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"megabytes": peak / (1e6 if sys.platform == "darwin" else 1000)}


def main():
    # The protocol keeps the real standard output; whatever a library prints goes to standard error.
    protocol = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer = Peer()
    commands = {name: getattr(peer, name) for name in ("hello", "load", "encode", "steps", "fit", "sample", "memory")}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = {"ok": True, **commands[request["command"]](request)}
        except Exception as error:  # the harness shows it and ends
            reply = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=protocol, flush=True)
    if peer.training is not None:
        peer.training.stop()


if __name__ == "__main__":
    main()
