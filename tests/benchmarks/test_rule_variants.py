from itertools import islice

from benchmarks.pipelines import patterns, weighed
from benchmarks.variants import altered_pattern, copies, exchange
from cleaner import Pipeline


def test_what_of_a_pattern_is_syntax_stays():
    letters = exchange(1)
    assert altered_pattern(r"^\W*(?P<cut>read)\b[a-z]{2,4}\s$", letters) == (
        rf"^\W*(?P<cut>{'read'.translate(letters)})\b[a-z]{{2,4}}\s$"
    )


def test_copies_are_seeded_different_rules_that_work():
    shipped = patterns()
    rules = shipped.rules[:200]
    made = list(islice(copies(rules, 1), 300))
    assert made == list(islice(copies(rules, 1), 300))
    assert len({rule.id for rule in made} | {rule.id for rule in rules}) == 500
    assert not {rule.match for rule in made} & {rule.match for rule in rules}
    assert Pipeline(made).clean("The dig began in May.\n").text == "The dig began in May.\n"


def test_pattern_rules_are_all_rules_but_those_that_weigh_evidence():
    assert {each.rule.id for each in Pipeline.load().filters if each.last} == set(weighed())
    assert not any(each.last for each in patterns().filters)
