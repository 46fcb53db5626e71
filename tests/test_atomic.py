"""Files appear whole or not at all."""

import pytest

from cleaner.atomic import replacing


def test_the_name_appears_at_the_end(tmp_path):
    target = tmp_path / "deep" / "a.txt"
    with replacing(target, durable=True) as file:
        file.write(b"x")
        assert not target.exists()
    assert target.read_bytes() == b"x" and len(list(target.parent.iterdir())) == 1


def test_after_a_failure_the_old_file_is_there_and_nothing_else(tmp_path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with pytest.raises(ValueError), replacing(target) as file:
        file.write(b"new")
        raise ValueError
    assert target.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


def test_permissions_are_kept(tmp_path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with replacing(target) as file:
        file.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o640
