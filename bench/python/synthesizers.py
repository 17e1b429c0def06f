"""Synthesizers of the mixture's kind in Python: `synthesizers.py cart|arf training.csv synthetic.csv seed`.

cart: sequential classification and regression trees (B. Nowok, G. M. Raab, C. Dibben, synthpop, 2016), by scikit-learn: the first column
is drawn from its values, each further one from the leaf that the columns before it lead to. At least five rows a leaf.
arf: adversarial random forests (D. S. Watson, K. Blesch, J. Kapar, M. N. Wright, 2023), the package arfpy with its defaults.

Writes as many rows as it learned; prints what that took as one line of JSON.
"""

import json
import resource
import sys
import time
import warnings

import numpy as np
import pandas as pd

MIN_LEAF = 5

# arfpy indexes series by position.
warnings.filterwarnings("ignore", category=FutureWarning)


def codes_of(column):
    """Numbers as they are, with missing ones as a number of their own below all others; texts as codes."""
    if pd.api.types.is_numeric_dtype(column):
        low = column.min()
        return column.fillna((0 if pd.isna(low) else low) - 1).to_numpy(float)
    return column.astype("category").cat.codes.to_numpy(float)


class Cart:
    def fit(self, table, rng):
        self.table, self.trees = table, []
        codes = {name: codes_of(table[name]) for name in table}
        from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

        names = list(table)
        for position in range(1, len(names)):
            name = names[position]
            is_number = pd.api.types.is_numeric_dtype(table[name])
            kind = DecisionTreeRegressor if is_number else DecisionTreeClassifier
            tree = kind(min_samples_leaf=MIN_LEAF, random_state=int(rng.integers(1 << 31)))
            before = np.column_stack([codes[other] for other in names[:position]])
            tree.fit(before, codes[name])
            leaves = tree.apply(before)
            order = np.argsort(leaves, kind="stable")
            self.trees.append((tree, order, leaves[order]))
        self.codes = codes

    def sample(self, count, rng):
        names = list(self.table)
        rows = {names[0]: rng.integers(len(self.table), size=count)}
        for name, (tree, order, sorted_leaves) in zip(names[1:], self.trees):
            before = np.column_stack([self.codes[other][rows[other]] for other in rows])
            leaves = tree.apply(before)
            first = np.searchsorted(sorted_leaves, leaves, side="left")
            last = np.searchsorted(sorted_leaves, leaves, side="right")
            rows[name] = order[first + (rng.random(count) * (last - first)).astype(int)]
        return pd.DataFrame({name: self.table[name].to_numpy()[rows[name]] for name in names})


class Arf:
    def fit(self, table, rng):
        import random

        from arfpy import arf

        np.random.seed(int(rng.integers(1 << 31)))
        random.seed(int(rng.integers(1 << 31)))
        self.columns = list(table)
        # It knows neither missing values nor booleans, and wants plain names.
        self.missing = {name: table[name].isna().any() for name in table}
        self.types = table.dtypes
        plain = pd.DataFrame(
            {
                f"c{index}": table[name].fillna(table[name].median())
                if pd.api.types.is_numeric_dtype(table[name]) and table[name].dtype != bool
                else table[name].astype(object).where(table[name].notna(), "missing value").astype(str)
                for index, name in enumerate(table)
            }
        )
        self.model = arf.arf(x=plain, verbose=False)
        self.model.forde()

    def sample(self, count, rng):
        drawn = self.model.forge(n=count)
        drawn.columns = self.columns
        for name in self.columns:
            if pd.api.types.is_integer_dtype(self.types[name]):
                drawn[name] = drawn[name].astype(float).round().astype(int)
            elif not pd.api.types.is_numeric_dtype(self.types[name]):
                drawn[name] = drawn[name].astype(object).where(drawn[name] != "missing value", None)
        return drawn


def main():
    name, training, target, seed = sys.argv[1:]
    table = pd.read_csv(training, keep_default_na=False, na_values=[""])
    rng = np.random.default_rng(int(seed))
    synthesizer = {"cart": Cart, "arf": Arf}[name]()
    start = time.perf_counter()
    synthesizer.fit(table, rng)
    fitted = time.perf_counter()
    synthesizer.sample(len(table), rng).to_csv(target, index=False)
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "fitMs": 1000 * (fitted - start),
                "sampleMs": 1000 * (done - fitted),
                "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
            }
        )
    )


if __name__ == "__main__":
    main()
