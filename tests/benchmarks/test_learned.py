import pytest
from click.testing import CliRunner

from benchmarks import learned, learned_pages
from benchmarks.clock import Cost
from benchmarks.learned_pages import Page, Sums, pages, several
from benchmarks.learned_score import score
from benchmarks.learning import alone, write
from benchmarks.outlets import Article, Noise, articles
from cleaner.bench.labels import from_page
from cleaner.record import Cleaned, Removal
from cleaner.spans import Span, cut, union

TEXT = "By hand\n\nThe quay was closed. It rained.\n\nOur list\n"
ARTICLE = Article("a/1", "a", "2024-01-01", "A title", TEXT, (
    Noise(0, 9, "by", "template"), Noise(TEXT.index("\n\nOur"), len(TEXT) - 1, "list", "line"),
))  # fmt: skip


def cleaned(text: str, *pieces: str) -> Cleaned:
    """The text with pieces cut, each by a rule named after its first letter."""
    spans = {each: Span(text.index(each), text.index(each) + len(each)) for each in pieces}
    removals = [Removal(spans[each], f"promo.{each[0].lower()}", "promo", "high", "stub") for each in pieces]
    return Cleaned(text, cut(text, union(each.span for each in removals)), tuple(removals))


def test_cutting_all_noise_and_nothing_else_is_perfect_whatever_happens_to_white_space():
    for pieces in (("By hand\n\n", "\n\nOur list"), ("By hand", "Our list"), ("By hand\n\n", "Our list\n")):
        found = score([ARTICLE], lambda _, pieces=pieces: cleaned(TEXT, *pieces))
        assert (found.precision, found.recall, found.losses, found.harmed) == (1, 1, [], 0)


def test_cutting_nothing_is_precise_and_finds_nothing():
    found = score([ARTICLE], lambda _: cleaned(TEXT))
    assert (found.precision, found.recall) == (1, 0)


def test_what_is_left_and_what_is_lost_is_counted_in_characters_that_are_no_white_space():
    found = score([ARTICLE], lambda _: cleaned(TEXT, "By hand", "It rained."))
    assert (found.noise.there, found.noise.gone) == (len("Byhand") + len("Ourlist"), len("Byhand"))
    assert (found.story.there, found.story.gone) == (len("Thequaywasclosed.Itrained."), len("Itrained."))
    assert found.precision == pytest.approx(6 / 15)
    assert found.kinds["template"].share == 1 and found.kinds["line"].share == 0
    assert found.elements["a", "list"].gone == 0
    assert found.sources["a"][1].gone == found.story.gone
    assert [(loss.rules, loss.text, loss.size) for loss in found.losses] == [("promo.i", "It rained.", 9)]


def test_a_cut_over_both_counts_for_both_and_names_every_rule_there():
    found = score([ARTICLE], lambda _: cleaned(TEXT, "It rained.\n\nOur list", "rained."))
    assert found.noise.gone == len("Ourlist")
    assert [(loss.rules, loss.text) for loss in found.losses] == [("promo.i promo.r", "It rained.")]
    assert found.harmed == 1


def test_cutting_what_gold_calls_noise_is_perfect_on_the_made_up_corpus():
    made = list(articles(10, 4))
    assert all(each.noise for each in made)

    def perfect(article: Article) -> Cleaned:
        removals = tuple(Removal(Span(each.start, each.end), "promo.x", "promo", "high", "") for each in article.noise)
        return Cleaned(article.text, article.gold, removals)

    found = score(made, perfect)
    assert (found.precision, found.recall, found.story.gone) == (1, 1, 0)
    assert found.noise.there + found.story.there == sum(len("".join(each.text.split())) for each in made)


def test_the_table_tells_the_figures_and_the_losses():
    found = score([ARTICLE], lambda _: cleaned(TEXT, "By hand", "It rained."))
    table = "\n".join(learned.rows(found, score([ARTICLE], lambda _: cleaned(TEXT)), elements=True))
    for part in ("precision 0.4000", "recall 0.4615", "9 of 26 characters lost", "[promo.i] 'It rained.'", "a list"):
        assert part in table


def test_a_pack_without_rules_cleans_nothing(tmp_path):
    assert alone(tmp_path).clean(TEXT).text == TEXT


def test_a_corpus_of_lines_has_as_many_as_asked_and_is_made_once(tmp_path):
    file = learned.of_lines(tmp_path, 300, seed=1)
    made = file.stat().st_mtime_ns
    assert learned.of_lines(tmp_path, 300, seed=1).stat().st_mtime_ns == made
    texts = [line for line in file.read_text("utf-8").splitlines() if line]
    assert 5 < len(texts) < 60


class Stub:
    """A pipeline that cuts some pieces wherever they stand."""

    def __init__(self, *pieces: str) -> None:
        self.rules = pieces

    def clean(self, text: str, language: str | None = None, source: str | None = None) -> Cleaned:
        assert source
        return cleaned(text, *(each for each in self.rules if each in text))


def page_set(place, bodies: bool = True):
    """A set with a page of one site and two of another."""
    story = "The quay was closed for a week after the storm. Nobody was hurt, said the harbour master."
    for name in ("one", "two", "three"):
        for folder, text in (("gold", story), ("noisy/plain", f"{story}\nOur evening list of {name}\n")):
            (place / folder).mkdir(parents=True, exist_ok=True)
            if bodies or folder != "gold":
                (place / folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {(place.name, "one"): "a.example", (place.name, "two"): "b.example", (place.name, "three"): "b.example"}


def test_sites_with_one_page_are_left_out(tmp_path):
    sites = page_set(tmp_path / "set")
    ((name, found),) = pages([tmp_path / "set"], sites)
    assert name == "set/plain" and len(found) == 3
    assert {page.name for page in several(found, 2)} == {"two", "three"}


def test_only_what_learned_rules_cut_beyond_the_shipped_packs_is_told_as_more():
    text = "The quay was closed for a week after the storm.\nOur evening list\nRead on here\n"
    page = Page("p", "a.example", text, from_page(text, text.split("\n")[0]))
    sums = Sums()
    both = cleaned(text, "Read on here", "Our evening list", "after the storm.")
    sums.add(page, cleaned(text, "Read on here"), both)
    assert (sums.noise, sums.noise_gone, sums.noise_more) == (6, 3, 3)
    assert (sums.story, sums.story_lost, sums.story_more) == (10, 0, 3)
    assert [(piece.why, piece.text) for _, piece in sums.lost] == [("promo.a", "after the storm")]


def test_snippets_stand_for_a_body_where_there_is_none():
    text = "The quay was closed.\nOur evening list\n"
    page = Page("p", "a.example", text, {"with": ["quay was", "not there"], "without": ["evening list"]})
    sums = Sums()
    sums.add(page, cleaned(text), cleaned(text, "Our evening list", "was closed"))
    assert (sums.noise, sums.noise_gone, sums.noise_more) == (1, 0, 1)
    assert (sums.story, sums.story_lost, sums.story_more) == (1, 0, 1)


def test_the_command_learns_and_compares_site_by_site(tmp_path, monkeypatch):
    sites = page_set(tmp_path / "set")
    table = tmp_path / "sites.tsv"
    rows = [f"{group}\t{page}\t{site}" for (group, page), site in sites.items()]
    table.write_text("\n".join(["set\tpage\tsite", *rows]) + "\n", encoding="utf-8")

    class Loaded:
        @staticmethod
        def load(rules=()) -> Stub:
            return Stub(*(["Our evening list"] if rules else []))

    def learn(corpus, pack, accept, options):
        pack.mkdir()
        (pack / "b.yaml").write_text("")
        assert corpus.read_text("utf-8").count("\n") == 2 and options == ("--min-documents=2",)
        return Cost(1, 1, 1)

    monkeypatch.setattr(learned_pages, "Pipeline", Loaded)
    monkeypatch.setattr(learned_pages, "learn", learn)
    arguments = [str(tmp_path / "set"), "--sites", str(table), "--option", "--min-documents=2", "--by-site"]
    result = CliRunner().invoke(learned_pages.main, arguments)
    assert result.exit_code == 0, result.output
    assert "+6" in result.output and "0.000%" in result.output and "b.example" in result.output


def test_what_is_written_to_learn_from_tells_nothing_of_gold(tmp_path):
    file = tmp_path / "corpus.jsonl"
    size = write(file, [("a/1", "a", "2024-01-01", TEXT), ("a/2", "a", "", "")])
    assert size == file.stat().st_size
    assert file.read_text("utf-8").splitlines()[1] == '{"id": "a/2", "source": "a", "text": ""}'
    assert "gold" not in file.read_text("utf-8") and "noise" not in file.read_text("utf-8")
