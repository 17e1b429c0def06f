"""One turn of one of Python's tools on one file, in a process of its own.

    python formats.py <tool> <action> <format> <file> <target>

Prints what it took as one line of JSON, as ../formats/side.ts does; with the single argument "versions", the versions of the tools.
"""

import json
import platform
import resource
import sys
import time


def versions():
    import pandas
    import pyarrow

    return {"python": platform.python_version(), "pandas": pandas.__version__, "pyarrow": pyarrow.__version__}


def read_with_pandas(file_format, file):
    import pandas

    if file_format == "csv":
        return pandas.read_csv(file)
    if file_format == "json":
        return pandas.read_json(file)
    if file_format == "jsonl":
        return pandas.read_json(file, lines=True)
    if file_format == "parquet":
        return pandas.read_parquet(file)
    return pandas.read_excel(file)


def write_with_pandas(file_format, table, target):
    if file_format == "csv":
        table.to_csv(target, index=False)
    elif file_format == "json":
        table.to_json(target, orient="records")
    elif file_format == "jsonl":
        table.to_json(target, orient="records", lines=True)
    elif file_format == "parquet":
        table.to_parquet(target)
    else:
        table.to_excel(target, index=False)


def read_with_pyarrow(file_format, file):
    import pyarrow.csv
    import pyarrow.json
    import pyarrow.parquet

    if file_format == "csv":
        return pyarrow.csv.read_csv(file)
    if file_format == "jsonl":
        return pyarrow.json.read_json(file)
    return pyarrow.parquet.read_table(file)


def write_with_pyarrow(file_format, table, target):
    import pyarrow.csv
    import pyarrow.parquet

    if file_format == "csv":
        pyarrow.csv.write_csv(table, target)
    else:
        pyarrow.parquet.write_table(table, target)


READERS = {"pandas": read_with_pandas, "pyarrow": read_with_pyarrow}
WRITERS = {"pandas": write_with_pandas, "pyarrow": write_with_pyarrow}


def main(tool, action, file_format, file, target):
    # The system's cache holds the file for everyone; importing the tool is not measured.
    with open(file, "rb") as source:
        while source.read(1 << 20):
            pass
    __import__("pandas")
    if tool == "pyarrow":
        __import__("pyarrow.csv")
        __import__("pyarrow.json")
        __import__("pyarrow.parquet")
    if action == "read":
        start = time.perf_counter()
        table = READERS[tool](file_format, file)
    else:
        table = READERS[tool](file.rsplit(".", 1)[-1], file)
        start = time.perf_counter()
        WRITERS[tool](file_format, table, target)
    seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "rows": len(table),
                "seconds": seconds,
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
