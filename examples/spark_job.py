"""Clean a Parquet data set on Spark.

Here, with two workers:

    python examples/spark_job.py stories.parquet cleaned/ --workers 2

Unchanged on a cluster, where `INPUT` and `OUTPUT` are places that every node reaches (s3a://, gs://, hdfs://, a shared
disk) and the environment goes along, packed by `venv-pack -o environment.tar.gz` where the package with its extra
`spark` is installed:

    PYSPARK_PYTHON=./environment/bin/python spark-submit --master yarn --archives environment.tar.gz#environment \
        examples/spark_job.py s3a://bucket/stories/ s3a://bucket/cleaned/ --rules my-rules/

The rule files are read where the job starts and travel with it: no other node needs them. The last line printed is a
summary in JSON. Exit status: 0 if as many rows were written as were read; 1 if not, or if the engine gave up (an output
that is there already, a node lost for good); 2 bad usage, bad rules, no such column.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812

from cleaner import CleanerError
from cleaner.adapters.spark import clean_dataframe
from cleaner.told import TOLD


def main() -> int:
    """Run the job. Returns the exit status."""
    args = arguments()
    spark = session(args.workers)
    began = time.monotonic()
    stories = spark.read.parquet(args.input)
    try:
        cleaned = clean_dataframe(stories, args.field, add=args.add, rules=args.rules, preset=args.preset)
    except CleanerError as error:
        print(error, file=sys.stderr)
        return 2
    cleaned.write.mode("overwrite" if args.overwrite else "errorifexists").parquet(args.output)
    summary = {"read": stories.count(), **counts(spark.read.parquet(args.output))}
    print(json.dumps(summary | {"seconds": round(time.monotonic() - began, 1)}))
    spark.stop()
    return 0 if summary["read"] == summary["written"] else 1


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Clean a Parquet data set on Spark.")
    parser.add_argument("input", help="Parquet file or directory; a path or URL")
    parser.add_argument("output", help="directory to write, which must not be there yet; a path or URL")
    parser.add_argument("--overwrite", action="store_true", help="the directory may be there: empty it")
    parser.add_argument("--field", default="text", help="column of the texts, or a dotted path into structs")
    parser.add_argument("--rules", action="append", default=[], help="directory or file of own rules; may be repeated")
    parser.add_argument("--preset", default="default", help="careful, default or thorough")
    parser.add_argument(
        "--add", nargs="*", default=["removals", "error"], choices=TOLD, help="columns to add (as cleaner_…)"
    )
    parser.add_argument("--workers", type=int, help="run here with so many; not under spark-submit")
    return parser.parse_args()


def session(workers: int | None) -> SparkSession:
    """Spark as `spark-submit` set it up, or on this machine, with this Python."""
    builder = SparkSession.builder.appName("cleaner")
    if workers:
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = builder.master(f"local[{workers}]")
    return builder.getOrCreate()


def counts(done: DataFrame) -> dict[str, int]:
    """What stands in the output: rows, and as far as the columns tell, those cut and those passed on as they came."""
    tests = {"written": F.lit(True)}
    if "cleaner_removals" in done.columns:
        tests["changed"] = F.size("cleaner_removals") > 0
    if "cleaner_error" in done.columns:
        tests["passed_on"] = F.col("cleaner_error").isNotNull()
    return done.agg(*(F.count_if(test).alias(name) for name, test in tests.items())).first().asDict()


if __name__ == "__main__":
    sys.exit(main())
