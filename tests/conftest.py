"""What many tests need."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from cleaner import Pipeline
from cleaner.filters.base import kinds
from cleaner.ruleset.load import parse
from cleaner.ruleset.settings import Settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("cleaner", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.load_profile("cleaner")


def pytest_collection_modifyitems(items):
    """What takes longest comes first, and last what needs the site, which is built meanwhile: no worker waits."""
    items.sort(key=lambda item: (needs_site(item), item.get_closest_marker("long") is None))


def needs_site(item):
    return "site" in item.fixturenames


@pytest.fixture(scope="session")
def fixtures():
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def pipeline():
    """The default pipeline."""
    return Pipeline.load()


@pytest.fixture(scope="session")
def _loaded():
    return {}


@pytest.fixture
def load_once(monkeypatch, _loaded):
    """A pipeline that is asked for again is not built anew: for tests of commands, with rule files of their own."""
    load = Pipeline.load

    def loaded(*args, **options):
        key = repr((args, sorted(options.items())))
        if key not in _loaded:
            _loaded[key] = load(*args, **options)
        return _loaded[key]

    monkeypatch.setattr(Pipeline, "load", loaded)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory, worker_id):
    """Where the manual's site is built: in one place for all workers."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "site"


@pytest.fixture(scope="session", autouse=True)
def _building(request, site_folder, worker_id):
    """Begins to build the site beside the first tests, if any needs it."""
    if worker_id in ("master", "gw0") and any(map(needs_site, request.session.items)):
        Thread(target=build_site, args=(site_folder,), daemon=True).start()


@pytest.fixture(scope="session")
def site(site_folder):
    """The manual's site, built once for all workers: the directory it is in."""
    pytest.importorskip("material", reason="MkDocs Material is not installed")
    built = build_site(site_folder)
    assert built is None or built.returncode == 0, built.stderr or built.stdout
    return site_folder


def build_site(folder):
    """Builds the site, if that was not done before; returns the process that did. What failed is not there."""
    aside = folder.with_suffix(".new")
    with FileLock(f"{folder}.lock"):
        if folder.exists():
            return None
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(aside)]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if built.returncode == 0:
            aside.rename(folder)
        return built


@pytest.fixture
def make():
    """A pipeline of rules written in YAML, without examples: `make(kind, match, ...)` for one rule."""
    return _make


def _make(*entries, settings=None, **file):
    head = {"class": "teaser", "kind": "line", "language": "en", "about": "test"} | file
    rows = [f"{key}: {value}" for key, value in head.items()] + ["rules:"]
    for number, entry in enumerate(entries):
        rows.append(f"  - id: {head['class']}.rule-{number}")
        rows.append("    title: test")
        rows += ["    " + row for row in entry.strip("\n").split("\n")]
        rows.append('    examples: {removes: ["⟦x⟧"], keeps: ["y"]}')
    rules, problems = parse("\n".join(rows), "test.yaml", kinds())
    assert not problems, "\n".join(map(str, problems))
    return Pipeline(rules, settings or Settings(detector=None, budget=1.0))


class Server:
    """`cleaner serve` in a process of its own, on a free port of this machine."""

    def __init__(self, *options):
        command = [sys.executable, "-c", "from cleaner.cli.main import cleaner; cleaner()", "serve", "--port", "0"]
        self.process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
        first = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", first)
        assert found, first + self.process.stderr.read()
        self.url = found[0]

    def stop(self):
        """Ask it to stop; returns its exit status, and what it said meanwhile."""
        self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=60)[1]
        return self.process.returncode, said

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="session")
def start_server():
    """`start_server("--workers", "2", ...)`: a Server, ended with the tests."""
    started = []

    def start(*options):
        started.append(Server(*options))
        return started[-1]

    yield start
    for server in started:
        server.end()
