"""One turn of SDMetrics on three CSV files, in a process of its own.

    python evaluation.py <real> <synthetic> <holdout> <target> <positive>

Prints what each part took, the scores, and the peak memory as one line of JSON, as ../evaluation/side.ts does; with the single
argument "versions", the versions.
"""

import json
import platform
import resource
import sys
import time
import warnings


def versions():
    import pandas
    import sdmetrics
    import sklearn

    return {
        "python": platform.python_version(),
        "sdmetrics": sdmetrics.__version__,
        "scikit-learn": sklearn.__version__,
        "pandas": pandas.__version__,
    }


def main(real_file, synthetic_file, holdout_file, target, positive):
    warnings.filterwarnings("ignore")
    # Importing the tools is not measured.
    import pandas
    from sdmetrics.reports.single_table import DiagnosticReport, QualityReport
    from sdmetrics.single_table import (
        BinaryAdaBoostClassifier,
        BinaryDecisionTreeClassifier,
        BinaryLogisticRegression,
        DCRBaselineProtection,
        DCROverfittingProtection,
        LogisticDetection,
        NewRowSynthesis,
    )

    seconds = {}
    scores = {}

    def part(name, work):
        start = time.perf_counter()
        try:
            result = work()
        except ValueError as error:
            # A category that the other table lacks ends some of its metrics: they count nothing.
            return f"failed: {error}"
        seconds[name] = time.perf_counter() - start
        return result

    def read():
        return [pandas.read_csv(file, keep_default_na=False, na_values=["?"]) for file in (real_file, synthetic_file, holdout_file)]

    real, synthetic, holdout = part("reading", read)
    kinds = {name: "categorical" if real[name].dtype == object else "numerical" for name in real.columns}
    metadata = {"columns": {name: {"sdtype": kind} for name, kind in kinds.items()}}
    tables = {"tables": {"table": metadata}}

    def quality(threshold=None):
        report = QualityReport()
        if threshold is not None:
            report.real_correlation_threshold = report.real_association_threshold = threshold
        report.generate(real, synthetic, metadata, verbose=False)
        return report.get_score()

    def diagnostic():
        report = DiagnosticReport()
        report.generate(real, synthetic, metadata, verbose=False)
        return report.get_score()

    scores["quality"] = part("quality", quality)
    scores["qualityAllPairs"] = part("quality, all pairs", lambda: quality(0))
    scores["diagnostic"] = part("diagnostic", diagnostic)
    scores["newRows"] = part("new rows of 1,000 synthetic ones", lambda: NewRowSynthesis.compute(real, synthetic, metadata, synthetic_sample_size=1000))
    scores["overfittingProtection"] = part(
        "closest records of 1,000 synthetic rows",
        lambda: DCROverfittingProtection.compute(
            real, synthetic, holdout, tables, "table", num_rows_subsample=1000
        ),
    )
    scores["baselineProtection"] = part(
        "closest records of 1,000 synthetic and 1,000 random rows",
        lambda: DCRBaselineProtection.compute(real, synthetic, tables, "table", num_rows_subsample=1000),
    )
    scores["logisticDetection"] = part("detection, logistic", lambda: LogisticDetection.compute(real, synthetic, metadata))
    truth = [table.assign(**{target: table[target] == positive}) for table in (holdout, synthetic)]
    task = {"columns": {**metadata["columns"], target: {"sdtype": "boolean"}}}
    for name, learner in (
        ("usefulness, AdaBoost", BinaryAdaBoostClassifier),
        ("usefulness, decision tree", BinaryDecisionTreeClassifier),
        ("usefulness, logistic regression", BinaryLogisticRegression),
    ):
        scores[name] = part(name, lambda: learner.compute(*truth, metadata=task, target=target))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "scores": scores,
                "processorSeconds": usage.ru_utime + usage.ru_stime,
                "megabytes": usage.ru_maxrss * 1024 / 1e6,
            }
        )
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["versions"]:
        print(json.dumps(versions()))
    else:
        main(*sys.argv[1:6])
