"""Python's optimizers, asked and told by JSON lines.

One request a line on standard input, one reply a line on standard output, in the words of ../optimizer/suggester.ts:

    {"command": "hello"}                                                      -> versions
    {"command": "start", "strategy": "optuna-tpe", "space": {...}, "seed": 0, "calls": 60}
    {"command": "ask", "count": 1}                                            -> trials [{number, parameters}], milliseconds
    {"command": "tell", "results": [{"number": 0, "value": 1.5}]}             -> milliseconds

Every package is run with its defaults, 10 random points first. scikit-optimize has no step for integers: it tunes their index.
"""

import importlib.metadata
import json
import sys
import time
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


class OptunaSide:
    def __init__(self, sampler, space):
        self.study = optuna.create_study(direction="minimize", sampler=sampler)
        self.distributions = {name: self.distribution(parameter) for name, parameter in space.items()}
        self.trials = {}

    @staticmethod
    def distribution(parameter):
        kind = parameter["type"]
        if kind == "categorical":
            return optuna.distributions.CategoricalDistribution(parameter["choices"])
        if kind == "int":
            return optuna.distributions.IntDistribution(
                parameter["low"], parameter["high"], log=parameter["log"], step=parameter["step"]
            )
        return optuna.distributions.FloatDistribution(
            parameter["low"], parameter["high"], log=parameter["log"], step=parameter["step"]
        )

    def ask(self, count):
        asked = []
        for _ in range(count):
            trial = self.study.ask(self.distributions)
            self.trials[trial.number] = trial
            asked.append({"number": trial.number, "parameters": trial.params})
        return asked

    def tell(self, results):
        for result in results:
            self.study.tell(self.trials.pop(result["number"]), result["value"])


class SkoptSide:
    def __init__(self, acquisition, space, seed):
        from skopt import Optimizer
        from skopt.learning import GaussianProcessRegressor
        from skopt.utils import cook_estimator, normalize_dimensions

        dimensions = normalize_dimensions([self.dimension(parameter) for parameter in space.values()])
        self.space = space
        # What gp_minimize does: its own estimator on normalised dimensions, with Gaussian noise.
        self.optimizer = Optimizer(
            dimensions,
            cook_estimator("GP", space=dimensions, random_state=seed, noise="gaussian"),
            n_initial_points=10,
            acq_func=acquisition,
            acq_optimizer="auto",
            random_state=seed,
        )
        self.points = {}
        self.number = 0

    @staticmethod
    def dimension(parameter):
        from skopt.space import Categorical, Integer, Real

        kind = parameter["type"]
        if kind == "categorical":
            return Categorical(parameter["choices"])
        prior = "log-uniform" if parameter["log"] else "uniform"
        if kind == "float":
            return Real(parameter["low"], parameter["high"], prior=prior)
        if parameter["log"]:
            return Integer(parameter["low"], parameter["high"], prior=prior)
        return Integer(0, (parameter["high"] - parameter["low"]) // parameter["step"])

    def ask(self, count):
        points = [self.optimizer.ask()] if count == 1 else self.optimizer.ask(n_points=count)
        asked = []
        for point in points:
            self.points[self.number] = point
            asked.append({"number": self.number, "parameters": self.parameters(point)})
            self.number += 1
        return asked

    def parameters(self, point):
        values = {}
        for (name, parameter), value in zip(self.space.items(), point):
            if parameter["type"] == "int" and not parameter["log"]:
                value = parameter["low"] + int(value) * parameter["step"]
            elif parameter["type"] == "int":
                value = int(value)
            elif parameter["type"] == "float":
                value = float(value)
            else:
                value = str(value)
            values[name] = value
        return values

    def tell(self, results):
        for result in results:
            self.optimizer.tell(self.points.pop(result["number"]), result["value"])


def create(request):
    strategy, space, seed = request["strategy"], request["space"], request["seed"]
    if strategy == "optuna-tpe":
        return OptunaSide(optuna.samplers.TPESampler(seed=seed), space)
    if strategy == "optuna-gp":
        return OptunaSide(optuna.samplers.GPSampler(seed=seed), space)
    if strategy == "skopt-ei":
        return SkoptSide("EI", space, seed)
    if strategy == "skopt-hedge":
        return SkoptSide("gp_hedge", space, seed)
    raise ValueError(f"no strategy {strategy}")


def handle(request, state):
    command = request["command"]
    if command == "hello":
        names = ["optuna", "scikit-optimize", "scikit-learn", "scipy", "numpy", "torch"]
        return {"versions": {name: importlib.metadata.version(name) for name in names}}
    if command == "start":
        state["side"] = create(request)
        return {}
    start = time.process_time()
    if command == "ask":
        trials = state["side"].ask(request["count"])
        return {"trials": trials, "milliseconds": 1000 * (time.process_time() - start)}
    if command == "tell":
        state["side"].tell(request["results"])
        return {"milliseconds": 1000 * (time.process_time() - start)}
    raise ValueError(f"no command {command}")


def main():
    state = {}
    replies = sys.stdout
    # Whatever a library prints must not end up among the replies.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            reply = {"ok": True, **handle(json.loads(line), state)}
        except Exception as error:
            reply = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=replies, flush=True)


main()
