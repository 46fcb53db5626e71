"""The collector is left as it was found."""

import gc
import subprocess
import sys
import weakref

import pytest

import cleaner
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


def test_at_exit_garbage_is_left_where_it_is():
    """A circle with a finalizer tells whether the collector came by."""
    circle = (
        "class Circle:\n def __init__(self): self.me = self\n def __del__(self): print('collected', flush=True)\n"
        "kept = [Circle()]\nkept.clear()\n"
    )
    leave = "from cleaner.garbage import leave_at_exit\nleave_at_exit()\nleave_at_exit()\n"
    said = [subprocess.check_output([sys.executable, "-c", code], text=True) for code in (circle, leave + circle)]
    assert said == ["collected\n", ""]


def test_cleaning_leaves_nothing_that_must_be_looked_for():
    story = (
        "The old weighbridge at Tarnbeck opened again on Saturday, and {} farmers queued to have their dogs weighed."
    )
    text = "\n\n".join(
        ["Farm Notebook", *(story.format(number) for number in range(6)), "Goalkeeper Dravec misses rest of season"]
    )
    pipeline = cleaner.Pipeline.load(languages=["en"])
    pipeline.clean(text)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        pipeline.clean(text)
        gc.collect()
        left = [each for each in gc.garbage if type(each).__module__.startswith("cleaner")]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left


def test_a_pipeline_that_nobody_needs_goes_at_once():
    pipeline = cleaner.Pipeline.load(languages=["en"])
    pipeline.clean("The channel will be dredged.\nRead more: The bell\n")
    seen = weakref.ref(pipeline.scanner), weakref.ref(pipeline.filters[0])
    gc.collect()
    gc.disable()
    try:
        del pipeline
        assert [each() for each in seen] == [None, None]
    finally:
        gc.enable()


def test_settled_leaves_the_collector_as_it_was():
    before = gc.get_threshold()
    with settled():
        assert gc.get_freeze_count() and gc.get_threshold() != before
    assert gc.get_threshold() == before and not gc.get_freeze_count()
