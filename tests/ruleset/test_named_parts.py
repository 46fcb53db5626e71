"""Named parts of patterns: what they expand to, for any graph of parts, and what is said about bad ones."""

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RuleError
from cleaner.filters.base import kinds
from cleaner.ruleset.cached import cached_rules
from cleaner.ruleset.load import load_rules, parse
from cleaner.ruleset.locate import rule_files
from cleaner.ruleset.nodes import Tree, dump
from cleaner.ruleset.parts import Parts, mentions
from cleaner.ruleset.unused import unused_parts

NAMES = ("month", "day", "a-name", "agency2", "x")


def file_of(pattern, unless=(), **head):
    rule = {
        "id": "ad.en-x", "title": "x", "match": {"anchors": ["x"], "pattern": pattern}, "unless": list(unless),
        "examples": {"removes": ["⟦x⟧"], "keeps": ["a"]},
    }  # fmt: skip
    return dump({"class": "ad", "language": "en", "about": "x", **head, "rules": [rule]})


def full(pattern, parts):
    """The pattern of a rule as it is loaded."""
    (rule,), problems = parse(file_of(pattern, parts=parts), "f.yaml", kinds())
    assert not problems, problems
    return rule.match.pattern


def codes(pattern, parts):
    return [problem.code for problem in parse(file_of(pattern, parts=parts), "f.yaml", kinds())[1]]


# --- properties -------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["a", "b+", r"\{\{", r"\\", "[{]", "(?:c|d)", "a{2}", "[[:alpha:]]", r"\[", r"[\]]", "[]x]", "}}"]
)
WORDS = st.lists(PIECES, min_size=1, max_size=4).map(lambda pieces: "a" + "".join(pieces))


@st.composite
def graphs(draw):
    """Parts that may name each other in any way, as lists of alternatives, each a list of text and of names."""
    piece = st.one_of(WORDS, st.sampled_from(NAMES).map(lambda name: (name,)))
    alternatives = st.lists(st.lists(piece, min_size=1, max_size=3), min_size=1, max_size=3)
    return {name: draw(alternatives) for name in NAMES}


def written(pieces):
    return "".join(f"{{{{{piece[0]}}}}}" if isinstance(piece, tuple) else piece for piece in pieces)


def by_hand(pieces, graph, open_=()):
    """The pieces written out; None in a circle."""
    made = []
    for piece in pieces:
        if not isinstance(piece, tuple):
            made.append(piece)
            continue
        if piece[0] in open_:
            return None
        inner = [by_hand(each, graph, (*open_, piece[0])) for each in graph[piece[0]]]
        if None in inner:
            return None
        made.append(f"(?:{'|'.join(inner)})")
    return "".join(made)


@given(graphs(), st.lists(st.one_of(WORDS, st.sampled_from(NAMES).map(lambda name: (name,))), min_size=1, max_size=4))
def test_any_graph_of_parts_is_written_out_or_has_a_circle(graph, pieces):
    parts = {name: [written(each) for each in alternatives] for name, alternatives in graph.items()}
    rules, problems = parse(file_of(written(pieces), [written(pieces)], parts=parts), "f.yaml", kinds())
    in_circle = any(by_hand([(name,)], graph) is None for name in NAMES)
    if in_circle:
        assert not rules and [problem.code for problem in problems] == ["part-circle"]
    else:
        wanted = by_hand(pieces, graph)
        assert not problems
        assert rules[0].match.pattern == wanted and rules[0].unless == (wanted,)


@given(st.lists(st.one_of(WORDS, st.just(("month",))), min_size=1, max_size=5), st.text("abcdx{}[]", max_size=20))
def test_a_part_matches_what_it_matches_written_out(pieces, line):
    graph = {"month": [["ab"], ["a", "c*"]]}
    made = full(written(pieces), {"month": ["ab", "ac*"]})
    assert made == by_hand(pieces, graph)
    spelled = "".join("(?:ab|ac*)" if isinstance(piece, tuple) else piece for piece in pieces)
    found, wanted = regex.search(made, line), regex.search(spelled, line)
    assert (found and found.span()) == (wanted and wanted.span())


@given(st.lists(st.one_of(WORDS, st.just(("month",))), min_size=1, max_size=5))
def test_a_place_in_a_written_out_pattern_is_found_in_the_pattern(pieces):
    parts = Parts({"month": "abcdefgh"}, {"month": None})
    pattern = written(pieces)
    made = parts.put_in(pattern, Tree("f", []), ())
    at = 0
    for piece in pieces:
        size = len("(?:abcdefgh)") if isinstance(piece, tuple) else len(piece)
        start = written(pieces[: pieces.index(piece)]) if pieces.count(piece) == 1 else None
        if start is not None:
            assert parts.written_at(pattern, at) == len(start)
        at += size
    assert at == len(made)


@given(st.text("{}[]\\^:ab-", max_size=30))
def test_a_text_without_two_braces_names_nothing(text):
    assert all(text[found.start :].startswith("{{") for found in mentions(text))
    assert not list(mentions(text.replace("{{", "{")))


# --- one by one -------------------------------------------------------------------------------------------------------


def test_a_part_is_one_group():
    assert full("{{x}}+$", {"x": "a|b"}) == "(?:a|b)+$"
    assert full("{{x}}", {"x": ["a", "b|c"]}) == "(?:a|b|c)"


def test_what_only_looks_like_a_part():
    for pattern in (r"\{\{x}}", r"\{{x}}", "[{]{x}", "[{{}}]", "x{1}{"):
        assert full(pattern, {"x": "a"}) == pattern


def test_a_place_in_a_part_that_does_not_compile():
    (problem,) = parse(file_of("x{{y}}", parts={"y": ["a", "(b"]}), "f.yaml", kinds())[1]
    assert problem.code == "bad-regex" and problem.location.snippet.strip() == "- (b"


def test_what_a_pattern_lacks_is_told_at_its_own_character():
    (problem,) = parse(file_of("x{{y}}(b", parts={"y": "aaaaaaaaaaaaaaaaaaaaaa"}), "f.yaml", kinds())[1]
    assert "at character 9 of 'x{{y}}(b'" in problem.message


@pytest.mark.parametrize(("pattern", "parts", "code"), [
    ("{{mnth}}", {"month": "a"}, "unknown-part"),
    ("{{ month }}", {"month": "a"}, "unknown-part"),
    ("{{month}}", {}, "unknown-part"),
    ("[{{month}}]", {"month": "a"}, "part-in-set"),
    ("{{month}}", {"month": "a{{month}}"}, "part-circle"),
    ("{{month}}", {"month": "a)(?:b"}, "bad-regex"),
    ("{{month}}", {"month": "(?i)a"}, "part-leaks"),
    ("{{month}}", {"month": "(a)"}, "part-leaks"),
    ("{{month}}", {"month": "(?P<autor>a)"}, "unknown-group"),
    ("{{month}}", {"month": ""}, "bad-value"),
    ("{{month}}", {"month": []}, "too-few"),
    ("{{month}}", {"month": 3}, "wrong-type"),
    ("x", {"Month": "a"}, "bad-value"),
])  # fmt: skip
def test_what_is_wrong_is_told_once(pattern, parts, code):
    assert codes(pattern, parts) == [code]


def test_groups_that_are_kept_may_stand_in_parts():
    assert full("x {{by}}", {"by": "by (?P<author>.+)"}) == "x (?:by (?P<author>.+))"


def test_patterns_among_options_are_written_out_too():
    text = file_of("x", parts={"month": ["jan", "feb"]}).replace(
        "  match:", "  kind: block\n  options: {while: '^{{month}}', most: 3}\n  match:"
    )  # fmt: skip
    (rule,), problems = parse(text, "f.yaml", kinds())
    assert not problems and rule.options == {"while": "^(?:jan|feb)", "most": 3}


def test_parts_that_add_up_are_refused():
    parts = {"p0": "a" * 50} | {f"p{n + 1}": f"{{{{p{n}}}}}" * 3 for n in range(30)}
    assert set(codes("{{p30}}", parts)) == {"too-long"}


def test_a_long_chain_of_parts_does_not_recurse():
    parts = {"p0": "a"} | {f"p{n + 1}": f"{{{{p{n}}}}}" for n in range(3000)}
    rules, problems = parse(file_of("{{p3000}}", parts=parts), "f.yaml", kinds(), trust=True)
    assert not problems and len(rules[0].match.pattern) == 1 + 4 * 3001


# --- parts.yaml -------------------------------------------------------------------------------------------------------

SHARED = "about: x\nparts:\n  month: [jan, feb]\n"


@pytest.fixture
def pack(tmp_path):
    """A directory with a rule file that uses a part of the parts file beside it."""
    (tmp_path / "parts.yaml").write_text(SHARED, "utf-8")
    (tmp_path / "ad.yaml").write_text(file_of("x {{month}}"), "utf-8")
    return tmp_path


def pattern_of(rules):
    return rules[0].match.pattern


def test_all_files_of_a_directory_may_use_its_parts(pack):
    assert rule_files(pack) == [pack / "ad.yaml"]
    assert pattern_of(load_rules(rule_files(pack), kinds())) == "x (?:jan|feb)"


def test_a_directory_below_does_not_have_them(pack):
    (pack / "below").mkdir()
    (pack / "ad.yaml").rename(pack / "below" / "ad.yaml")
    with pytest.raises(RuleError, match="unknown-part"):
        load_rules(rule_files(pack), kinds())


def test_a_change_of_the_parts_is_seen(pack, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path_factory.mktemp("cache")))
    files = rule_files(pack)
    assert pattern_of(cached_rules(files, kinds())) == pattern_of(cached_rules(files, kinds())) == "x (?:jan|feb)"
    (pack / "parts.yaml").write_text(SHARED.replace("feb", "mar"), "utf-8")
    assert pattern_of(cached_rules(files, kinds())) == "x (?:jan|mar)"
    (pack / "parts.yaml").unlink()
    with pytest.raises(RuleError, match="unknown-part"):
        cached_rules(files, kinds())


def test_no_file_may_have_a_part_of_the_same_name(pack):
    (pack / "ad.yaml").write_text(file_of("x {{month}}", parts={"month": "a"}), "utf-8")
    with pytest.raises(RuleError) as error:
        load_rules(rule_files(pack), kinds())
    (problem,) = error.value.problems
    assert problem.code == "part-taken" and problem.hint == f"at {pack / 'parts.yaml'}:3:3"


def test_parts_of_a_file_may_use_those_of_its_directory(pack):
    (pack / "ad.yaml").write_text(file_of("x {{date}}", parts={"date": "{{month}} 1"}), "utf-8")
    assert pattern_of(load_rules(rule_files(pack), kinds())) == "x (?:(?:jan|feb) 1)"


@pytest.mark.parametrize(("text", "code"), [
    ("about: x\nparts: {month: '(a'}\n", "bad-regex"),
    ("about: x\nparts: {}\n", "too-few"),
    ("about: x\nprats: {month: a}\n", "unknown-field missing-field"),
    ("about: x\nparts: {month: a\n", "bad-yaml"),
    ("", "empty-file"),
])  # fmt: skip
def test_a_bad_parts_file_is_told_once_for_all_files(pack, text, code):
    (pack / "parts.yaml").write_text(text, "utf-8")
    (pack / "ad2.yaml").write_text(file_of("y {{month}}").replace("ad.en-x", "ad.en-y"), "utf-8")
    with pytest.raises(RuleError) as error:
        load_rules(rule_files(pack), kinds())
    assert sorted({problem.code for problem in error.value.problems}) == sorted(code.split())
    assert {Path(problem.location.file).name for problem in error.value.problems} == {"parts.yaml"}


def test_a_parts_file_is_no_rule_file(pack):
    with pytest.raises(RuleError, match="name its directory"):
        rule_files(pack / "parts.yaml")


def test_parts_that_no_rule_uses(pack):
    (pack / "parts.yaml").write_text(SHARED + "  year: a\n  day: '{{year}}'\n", "utf-8")
    (pack / "ad.yaml").write_text(file_of("x {{own}}", parts={"own": "{{month}}", "idle": "{{year}}"}), "utf-8")
    assert [(p.location.line, p.code) for p in unused_parts([pack / "ad.yaml"])] == [
        (6, "unused-part"), (4, "unused-part"), (5, "unused-part"),
    ]  # fmt: skip
