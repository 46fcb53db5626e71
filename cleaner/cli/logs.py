"""The log of a job as JSON lines, for programs that watch it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LOG = logging.getLogger("cleaner")


class _Json(logging.Formatter):
    """A log record as a JSON object: time, level, logger, message, and what it says of its own."""

    def format(self, record: logging.LogRecord) -> str:
        data = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        known = logging.makeLogRecord({}).__dict__
        data |= {key: value for key, value in record.__dict__.items() if key not in known and key != "message"}
        return json.dumps(data, ensure_ascii=False, default=str)


@contextmanager
def told_by_log(wanted: bool) -> Iterator[None]:
    """Log to standard error as JSON lines, if wanted."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json())
    if wanted:
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        _LOG.removeHandler(handler)
