"""The service in this process: its workers stand in the same one, where a test is not about them."""

import warnings

import pytest

from cleaner.service.limits import Limits
from cleaner.service.service import Service


class Inline:
    """A pool without processes."""

    def __init__(self, desk, workers, lost):
        self.desk = desk
        self.run_before = None  # a coroutine function that is awaited before each task

    def start(self):
        pass

    close = start

    async def run(self, task, seconds):
        if self.run_before:
            await self.run_before()
        return self.desk(task)


@pytest.fixture
def make_service(pipeline, monkeypatch):
    """`make_service(max_bytes=…, playground=False)`: a Service over the default pipeline."""
    monkeypatch.setattr("cleaner.service.service.Pool", Inline)

    def make(*, pipeline=pipeline, preset="default", playground=True, **limits):
        return Service(pipeline, Limits(**limits), preset=preset, playground=playground)

    return make


@pytest.fixture
def client(make_service):
    """`client(max_bytes=…)`: a client of such a service, which it has as `service`."""
    with warnings.catch_warnings(action="ignore"):  # it would rather have another HTTP client
        from starlette.testclient import TestClient

    from cleaner.service.app import build

    opened = []

    def open_(**options):
        service = make_service(**options)
        made = TestClient(build(service), raise_server_exceptions=False)
        made.service = service
        opened.append(made)
        return made.__enter__()

    yield open_
    for each in opened:
        each.__exit__(None, None, None)
