"""Pages as large as those of news sites are, around articles whose story is known.

What a site puts around its text is most of a page. Here it is menus, teasers with pictures, a bar to share with drawn
icons, a form, comments and a consent dialog around one of the layouts of `templates.py`; and as much again in scripts,
styles and data. The same number gives the same page.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from benchmarks.corpus import Article, articles, sentences
from benchmarks.templates import SECTIONS, headline, layout

SMALLEST, LARGEST = 30_000, 150_000  # bytes of a page, log-uniform between them; more if the article alone takes more
CODE = 0.5  # of what is around an article and its fixed parts: the share of scripts, styles and data
ABOVE = 0.2  # of the teasers: the share that stands above the article
# The share of lists of teasers whose names mean nothing, so that resiliparse takes them for text. With this share it
# finds 1.15 times as much text as trafilatura, 0.9 KB in 24 lines more a page (the mean); on the 463 pages of four
# public sets of news pages it is 1.14 times as much, 0.9 KB in 14 lines.
OPAQUE = 0.12
_CSS = (
    "display:flex;gap:.5rem", "margin:0 auto;max-width:64rem", "color:#22313a;font:600 1rem/1.4 serif", "border:0",
    "grid-template-columns:repeat(4,1fr)", "padding:.25rem .75rem;background:#f4f1ea", "position:sticky;top:0",
)  # fmt: skip
_READERS = ("Was there on the day and it was louder than they say.", "My uncle built that wall.", "Who pays for it?",
            "About time too.", "They said the same nine years ago, and look at it now.")  # fmt: skip


class NewsPage(NamedTuple):
    """A page: the language of its article, its HTML, and the story in it."""

    language: str
    html: str
    story: str


def news_pages(count: int, seed: int = 1, language: str = "") -> Iterator[NewsPage]:
    """So many pages around articles of 1 to 20 KB in all languages, or in one; the words around them are English."""
    found = (each for each in articles(10**12, seed) if language in ("", each.language))
    for article in islice(found, count):
        yield NewsPage(article.language, news_page(article), article.story)


def news_page(article: Article) -> str:
    """The HTML page of an article."""
    chance = random.Random(article.number)
    title = escape(headline(chance))
    rows = [escape(line) for line in article.text.split("\n") if line.strip()]
    others = Others(article, chance)
    middle = f"{layout(article.number, chance, title, rows)}\n{_share(chance)}\n{_letter(others)}\n{_comments(chance)}"
    top, bottom = _menu(chance), f"{_menu(chance)}\n{_consent()}"
    wanted = int(SMALLEST * (LARGEST / SMALLEST) ** chance.random())
    left = max(0, wanted - len((top + middle + bottom).encode()))
    above, below = (_teasers(chance, int(left * (1 - CODE) * part), others) for part in (ABOVE, 1 - ABOVE))
    code = int(left * CODE / 3)
    return (
        f'<!DOCTYPE html>\n<html lang="{article.language}">\n<head><meta charset="utf-8">'
        f"<title>{title} | Saltmere Evening Post</title>\n{_style(chance, code)}\n{_data(chance, code, title)}</head>\n"
        f'<body class="page">\n{top}\n{above}\n{middle}\n{below}\n{bottom}\n{_script(chance, code)}\n</body>\n</html>\n'
    )


class Others:
    """Other stories of the site, in the article's language: sentences that it does not hold."""

    def __init__(self, article: Article, chance: random.Random) -> None:
        self._chance = chance
        self._sentences = [each for each in sentences(article.language) if each not in article.story]
        # Half as long in scripts that write a word in a character or two.
        longest = 40 if article.language in ("zh", "ja") else 80
        self._short = [each for each in self._sentences if longest / 4 <= len(each) <= longest]

    def headline(self) -> str:
        """A short one, without its full stop."""
        return escape(self._chance.choice(self._short).rstrip(".。"))

    def sentence(self) -> str:
        """Any of them."""
        return escape(self._chance.choice(self._sentences))


def _menu(chance: random.Random) -> str:
    sections = "".join(
        f'<li class="menu-item"><a href="/{name.lower()}">{name}</a><ul class="sub">'
        + "".join(f'<li><a href="/tag/{chance.randrange(10**5)}">{headline(chance)[:18]}</a></li>' for _ in range(4))
        + "</ul></li>"
        for name in SECTIONS
    )
    return f'<nav class="menu" aria-label="Sections"><ul>{sections}</ul></nav>'


def _teasers(chance: random.Random, size: int, others: Others) -> str:
    """Teasers of about so many bytes, in lists of six."""
    made, found = 0, []
    while made < size:
        name = f"s{chance.randrange(16**5):05x}" if chance.random() < OPAQUE else "related"
        cards = "\n".join(_card(chance, name, others) for _ in range(6))
        found.append(f'<section class="{name}"><h2>{chance.choice(SECTIONS)}</h2>\n{cards}\n</section>')
        made += len(found[-1])
    return "\n".join(found)


def _card(chance: random.Random, name: str, others: Others) -> str:
    picture = f"/pictures/{chance.randrange(16**12):012x}"
    sources = "".join(
        f'<source media="(min-width:{width}px)" srcset="{picture}-{width}.webp 1x, {picture}-{2 * width}.webp 2x">'
        for width in (960, 480)
    )
    return (
        f'<div class="{name}-card" data-id="{chance.randrange(10**9)}">'
        f'<a href="/{chance.randrange(10**9)}" data-track="teaser"><picture>{sources}'
        f'<img loading="lazy" src="{picture}-320.jpg" width="320" height="180" alt="{others.headline()}"></picture>'
        f"<h3>{others.headline()}</h3></a>"
        f"<p>{others.sentence()} <time>{chance.randrange(24)}:{chance.randrange(60):02d}</time></p>"
        "</div>"
    )


def _share(chance: random.Random) -> str:
    icons = "".join(
        f'<li><button aria-label="Share {way}"><svg viewBox="0 0 24 24"><path d="{_drawing(chance)}"/></svg></button>'
        "</li>"
        for way in ("by mail", "as a link", "on paper", "by telephone")
    )
    return f'<div class="share-bar"><ul>{icons}</ul></div>'


def _drawing(chance: random.Random) -> str:
    return "".join(f"{chance.choice('MLCHV')}{chance.random() * 24:.2f} {chance.random() * 24:.2f}" for _ in range(16))


def _letter(others: Others) -> str:
    return (
        f'<form class="newsletter" action="/letter"><h3>{others.headline()}</h3><label>Your address '
        '<input type="email" name="to"></label><button>Send it to me</button>'
        f"<p>{others.sentence()}</p></form>"
    )


def _comments(chance: random.Random) -> str:
    said = "".join(
        f'<div class="comment"><b>Reader {chance.randrange(900)}</b><p>{chance.choice(_READERS)}</p></div>'
        for _ in range(chance.choice((0, 0, 3, 8)))
    )
    return f'<section id="comments" class="comments"><h3>Comments</h3>{said}</section>'


def _consent() -> str:
    return (
        '<div class="consent" role="dialog"><h2>Cookies at the Post</h2><p>We and our partners keep cookies to count '
        "readers and to show what may interest them.</p><button>Accept all</button><button>Choose</button></div>"
    )


def _style(chance: random.Random, size: int) -> str:
    rules = size // 55
    return (
        "<style>"
        + "".join(f".c{chance.randrange(16**5):05x} .in{i % 9}{{{chance.choice(_CSS)}}}\n" for i in range(rules))
        + "</style>"
    )


def _data(chance: random.Random, size: int, title: str) -> str:
    """What the page's scripts and search engines read."""
    entries = [{"id": chance.randrange(10**9), "slug": headline(chance).lower(), "shown": chance.random() < 0.5,
                "at": chance.randrange(10**10)} for _ in range(size // 100)]  # fmt: skip
    about = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title})
    state = json.dumps({"page": {"title": title, "stories": entries}})
    return (
        f'<script type="application/ld+json">{about}</script>\n'
        f'<script id="state" type="application/json">{state}</script>'
    )


def _script(chance: random.Random, size: int) -> str:
    parts = (f"q.push(function(e){{if(e.i<{chance.randrange(10**6)}&&!e.s[{i}]){{e.s[{i}]=e.f('{i:x}')}}}});"
             for i in range(size // 60))  # fmt: skip
    return f"<script>(function(q){{{''.join(parts)}}})(window.q=window.q||[]);</script>"
