"""Clean a Parquet data set on Ray.

Here, with two workers:

    python examples/ray_job.py stories.parquet cleaned/ --workers 2

Unchanged on a cluster, where `INPUT` and `OUTPUT` are places that every node reaches (s3://, gs://, a shared disk) and
the package is a wheel in the job's directory, made by `pip wheel --no-deps -w job/ .` (its name is WHEEL):

    cp -r examples/ray_job.py my-rules/ job/
    ray job submit --address http://HEAD:8265 --working-dir job/ \
        --runtime-env-json '{"pip": ["${RAY_RUNTIME_ENV_CREATE_WORKING_DIR}/WHEEL"]}' \
        -- python ray_job.py s3://bucket/stories/ s3://bucket/cleaned/ --rules my-rules/

The rule files are read where the job starts and travel with it: no other node needs them. The last line printed is a
summary in JSON. Exit status: 0 if as many rows were written as were read; 1 if not, or if the engine gave up (an output
that is there already, a node lost for good); 2 bad usage, bad rules, no such column.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

import pyarrow as pa
import pyarrow.compute as pc
import ray
from ray.data import Dataset, SaveMode

from cleaner import CleanerError
from cleaner.adapters.ray import clean_dataset
from cleaner.columns import check_field, schema_with
from cleaner.told import TOLD


def main() -> int:
    """Run the job. Returns the exit status."""
    args = arguments()
    ray.init(num_cpus=args.workers)  # none given: this machine's, or the cluster's that the job was submitted to
    began = time.monotonic()
    stories = ray.data.read_parquet(args.input)
    try:
        check(stories, args)
        cleaned = clean_dataset(stories, args.field, add=args.add, rules=args.rules, preset=args.preset)
    except CleanerError as error:
        print(error, file=sys.stderr)
        return 2
    cleaned.write_parquet(args.output, mode=SaveMode.OVERWRITE if args.overwrite else SaveMode.ERROR)
    read = stories.count()
    done = counts(ray.data.read_parquet(args.output), args.add) if read else {"written": 0}  # no rows make no file
    summary = {"read": read, **done}
    ray.shutdown()  # what its workers still have to say comes before the summary
    print(json.dumps(summary | {"seconds": round(time.monotonic() - began, 1)}))
    return 0 if summary["read"] == summary["written"] else 1


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Clean a Parquet data set on Ray.")
    parser.add_argument("input", help="Parquet file or directory; a path or URL")
    parser.add_argument("output", help="directory to write, which must not be there yet; a path or URL")
    parser.add_argument("--overwrite", action="store_true", help="the directory may be there: empty it")
    parser.add_argument("--field", default="text", help="column of the texts, or a dotted path into structs")
    parser.add_argument("--rules", action="append", default=[], help="directory or file of own rules; may be repeated")
    parser.add_argument("--preset", default="default", help="careful, default or thorough")
    parser.add_argument(
        "--add", nargs="*", default=["removals", "error"], choices=TOLD, help="columns to add (as cleaner_…)"
    )
    parser.add_argument("--workers", type=int, help="start Ray here with so many; not on a cluster")
    return parser.parse_args()


def check(stories: Dataset, args: argparse.Namespace) -> None:
    """Says now what is wrong with the columns, before anything is started or written."""
    if schema := stories.schema():
        check_field(schema.base_schema, args.field)
        schema_with(schema.base_schema, args.add)


def counts(done: Dataset, added: list[str]) -> dict[str, int]:
    """What stands in the output: rows, and as far as the columns tell, those cut and those passed on as they came."""
    tests = {
        "cleaner_removals": ("changed", lambda removals: pc.greater(pc.list_value_length(removals), 0)),
        "cleaner_error": ("passed_on", pc.is_valid),
    }
    columns = [name for name in tests if name.removeprefix("cleaner_") in added]

    def count(batch: pa.Table) -> pa.Table:
        return pa.table({name: [pc.sum(tests[name][1](batch[name])).as_py() or 0] for name in columns})

    parts = done.select_columns(columns).map_batches(count, batch_format="pyarrow").take_all() if columns else []
    return {"written": done.count(), **{tests[name][0]: sum(part[name] for part in parts) for name in columns}}


if __name__ == "__main__":
    sys.exit(main())
