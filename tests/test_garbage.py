"""The collector is left as it was found."""

import gc

import pytest

from cleaner.garbage import put_off, settled


@pytest.mark.parametrize("running", [True, False])
def test_put_off_leaves_the_collector_as_it_was(running):
    before = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        with pytest.raises(ValueError), put_off():
            assert not gc.isenabled()
            with put_off():
                pass
            assert not gc.isenabled()
            raise ValueError
        assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()


def test_settled_leaves_the_collector_as_it_was():
    before = gc.get_threshold()
    with settled():
        assert gc.get_freeze_count() and gc.get_threshold() != before
    assert gc.get_threshold() == before and not gc.get_freeze_count()
