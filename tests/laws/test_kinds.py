"""Each kind of filter keeps every law, by the one call a new kind makes too."""

import pytest

from cleaner.filters.base import kinds
from cleaner.pipeline import known_rules
from cleaner.testing import assert_filter_laws

RULES = known_rules()


@pytest.mark.parametrize("name", sorted(kinds()))
def test_kind_keeps_the_laws(name):
    mine = [rule for rule in RULES if rule.kind == name and rule.status == "stable"]
    # Some hundreds of rules of a kind show what thousands would; all of them together are asked in test_laws.
    assert_filter_laws(kinds()[name], mine[:: 1 + len(mine) // 400])
