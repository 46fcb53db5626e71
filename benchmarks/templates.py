"""Pages around articles: four layouts, with what stands on news pages beside the text."""

from __future__ import annotations

import random
from html import escape

SECTIONS = ("Front page", "Harbour", "Valley", "Council", "Courts", "Markets", "Rowing", "Stage", "Letters", "Weather")
_OTHERS = ("Ferry pier", "Old mill", "Signal box", "Tram depot", "Fish market", "Bell tower", "Salt works", "Lido")
_DOINGS = ("to reopen after repairs", "drew record crowds", "loses its last tenant", "wins an award", "sold at auction",
           "under new management", "closed until spring", "celebrates a century")  # fmt: skip
_STYLE = (
    ".wrap{max-width:70rem;margin:auto}.lead{font-size:1.2em}.rel li{list-style:none}@media print{.ad{display:none}}"
)
_SCRIPT = "window.pageData=window.pageData||[];(function(q){for(var i=0;i<q.length;i++){q[i]()}})(window.pageData);"


def page(number: int, text: str) -> str:
    """An HTML page with the article: its paragraphs in one of the layouts. The same number gives the same."""
    chance = random.Random(number)
    rows = [escape(line) for line in text.split("\n") if line.strip()]
    title = escape(headline(chance))
    body = layout(number, chance, title, rows)
    return (
        f'<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"><title>{title} | Saltmere Evening Post</title>\n'
        f'<meta property="og:title" content="{title}"><meta name="description" content="{rows[0][:150]}">\n'
        f'<link rel="canonical" href="https://post.example/{number}"><style>{_STYLE * 6}</style>\n'
        f"<script>{_SCRIPT * 12}</script></head>\n<body>\n{body}\n<script>{_SCRIPT * 8}</script>\n</body>\n</html>\n"
    )


def layout(number: int, chance: random.Random, title: str, rows: list[str]) -> str:
    """What stands in the body of the page of that number: its paragraphs (escaped) between the site's other parts."""
    return (_semantic, _divisions, _breaks, _tables)[number % 4](chance, title, rows)


def headline(chance: random.Random) -> str:
    """The headline of a story."""
    return f"{chance.choice(_OTHERS)} {chance.choice(_DOINGS)}"


def _links(chance: random.Random, count: int) -> str:
    return "\n".join(
        f'<li><a href="/story/{chance.randrange(10**6)}" class="teaser">{headline(chance)}</a></li>'
        for _ in range(count)
    )


def _nav(chance: random.Random) -> str:
    items = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in SECTIONS)
    return f'<header><a href="/">Saltmere Evening Post</a><nav><ul>{items}</ul></nav></header>'


def _foot(chance: random.Random) -> str:
    return (
        f'<aside class="rel"><h3>More from the Post</h3><ul>{_links(chance, chance.randint(4, 12))}</ul></aside>\n'
        '<footer><ul><li><a href="/about">About us</a></li><li><a href="/terms">Terms</a></li>'
        '<li><a href="/privacy">Privacy</a></li></ul><p>Saltmere Evening Post, Quay Street 4</p></footer>'
    )


def _figure(chance: random.Random) -> str:
    image = f'<img src="/i/{chance.randrange(10**6)}.jpg" alt="">'
    return f"<figure>{image}<figcaption>{headline(chance)}</figcaption></figure>"


def _semantic(chance: random.Random, title: str, rows: list[str]) -> str:
    """HTML 5 as it is meant: article, paragraphs, a figure, a list of others in the middle."""
    parts = [f"<p>{row}</p>" for row in rows]
    parts.insert(len(parts) // 3, _figure(chance))
    parts.insert(len(parts) // 2, f'<div class="related"><ul>{_links(chance, 3)}</ul></div>')
    article = f"<article><h1>{title}</h1>\n" + "\n".join(parts) + "\n</article>"
    return f"{_nav(chance)}\n<main>{article}</main>\n{_foot(chance)}"


def _divisions(chance: random.Random, title: str, rows: list[str]) -> str:
    """Nothing but divisions, deeply nested, with a place for an advertisement between paragraphs."""
    parts = []
    for i, row in enumerate(rows):
        parts.append(f'<div class="par"><div class="txt"><p class="p-{i}"><span>{row}</span></p></div></div>')
        if i % 5 == 4:
            parts.append(f'<div class="ad" id="slot-{i}"><div data-size="300x250"></div></div>')
    story = (
        f'<div class="story"><div class="hd"><h1>{title}</h1></div><div class="bd">' + "\n".join(parts) + "</div></div>"
    )
    side = f'<div class="side"><ul>{_links(chance, 15)}</ul></div>'
    return f'{_nav(chance)}\n<div class="wrap"><div class="cols">{story}{side}</div></div>\n{_foot(chance)}'


def _breaks(chance: random.Random, title: str, rows: list[str]) -> str:
    """Paragraphs that are only broken lines."""
    story = "<br><br>\n".join(rows)
    content = f'<div id="content"><h1>{title}</h1>\n<div class="entry-content">{story}</div></div>'
    return f"{_nav(chance)}\n{content}\n{_foot(chance)}"


def _tables(chance: random.Random, title: str, rows: list[str]) -> str:
    """A layout of tables, as old pages have it."""
    story = "\n".join(f"<p>{row}</p>" for row in rows)
    return (
        f'<table width="100%"><tr><td colspan="3">{_nav(chance)}</td></tr>\n'
        f'<tr valign="top"><td><ul>{_links(chance, 8)}</ul></td><td><h2>{title}</h2>{story}</td>'
        f"<td><ul>{_links(chance, 8)}</ul></td></tr><tr><td colspan=3>{_foot(chance)}</td></tr></table>"
    )
