"""Run a command and tell what it cost: CPU seconds (user and system), seconds, peak memory in bytes.

    launcher.py REPORT.json LIMIT COMMAND...

A process of its own, and a small one: a child's peak memory is never told lower than that of the process that made it.
The report's `code` is None if the command was stopped after LIMIT seconds.
"""

import json
import resource
import subprocess
import sys
from time import perf_counter

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


def main(report: str, limit: str, *command: str) -> None:
    """Run the command and write the report."""
    begun = perf_counter()
    try:
        code = subprocess.run(command, stdout=subprocess.DEVNULL, timeout=float(limit)).returncode
    except subprocess.TimeoutExpired:
        code = None
    wall = perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "peak": used.ru_maxrss * UNIT, "code": code}
    with open(report, "w") as file:  # noqa: PTH123  # pathlib would double what this process imports
        json.dump(cost, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
