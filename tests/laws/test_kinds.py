"""Each kind of filter keeps every law, by the one call a new kind makes too."""

import pytest

from cleaner.filters.base import kinds
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.testing import assert_filter_laws

RULES = load_rules(rule_files(bundled()), kinds())


@pytest.mark.parametrize("name", sorted(kinds()))
def test_kind_keeps_the_laws(name):
    mine = [rule for rule in RULES if rule.kind == name and rule.status == "stable"]
    assert_filter_laws(kinds()[name], mine)
