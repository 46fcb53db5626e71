"""Links out of docs/, as they are on the site."""

import pytest

from manual.links import rewritten


@pytest.mark.parametrize(("link", "folder", "page", "wanted"), [
    ("../CHANGELOG.md", "docs", "python-api.md", "changes.md"),
    ("../../examples/ray_job.py", "docs/how-to", "how-to/ray.md", "../examples/ray_job.py"),
    ("docs/bench.md#floors", "", "figures.md", "bench.md#floors"),
    ("../README.md", "docs", "faq.md", "index.md"),
    ("jobs.md", "docs", "stats.md", "jobs.md"),
    ("../writing-rules.md#a-file", "docs/how-to", "how-to/vs-code.md", "../writing-rules.md#a-file"),
    ("https://example.org/a.md", "docs", "faq.md", "https://example.org/a.md"),
    ("#formats", "docs", "jobs.md", "#formats"),
])  # fmt: skip
def test_a_link_leads_to_the_same_place(link, folder, page, wanted):
    assert rewritten(f"See [this]({link}), and `[x](y)`.", folder, page) == f"See [this]({wanted}), and `[x](y)`."
