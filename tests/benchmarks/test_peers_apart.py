import sys

import pytest

from benchmarks import peers
from benchmarks.parts import Setting
from benchmarks.parts.peers import beside
from benchmarks.peers import Peer, Unavailable, environment, worker
from benchmarks.workdir import Workdir


@pytest.fixture
def here(monkeypatch):
    """No environment is made: peers run in this one."""
    monkeypatch.setattr(peers, "environment", lambda home, packages: sys.executable)


def test_a_peer_tells_its_seconds_each_time_it_is_asked(here, tmp_path):
    texts = tmp_path / "pages.jsonl"
    texts.write_text('"<p>The dig began in May.</p>"\n' * 3)
    with worker(Peer("trafilatura", "trafilatura", ("trafilatura",)), tmp_path, texts) as it:
        assert all(0 < it.round() < 60 for _ in range(2))


def test_a_peer_that_is_not_there_stands_in_the_table_with_the_reason(here, tmp_path):
    setting = Setting(Workdir(tmp_path, 0.01, seed=1), rounds=1)
    (figure,) = beside(Peer("Nobody", "no_such_system", ("nothing",)), ["A text."], {}, setting)
    assert figure.value is None
    assert "KeyError: 'no_such_system'" in figure.note


def test_a_package_that_cannot_be_installed_is_told(tmp_path):
    with pytest.raises(Unavailable, match="can't be installed"):
        environment(tmp_path / "peers", (str(tmp_path / "no-such-package"),))
