"""Reports for tests: a few documents of our own, with their cuts marked."""

from cleaner.record import Removal
from cleaner.review.page import build
from cleaner.spans import Span
from tests.review.made import made

TITLES = {"teaser.test": "Pointer to another story", "promo.test": "Newsletter prompt", "ad.test": "A label"}

HARBOUR = made(
    "quay/harbour.txt",
    "⟦section|Local News\n⟧The 🔔 board of Saltmere voted on Monday to dredge the channel.\n\n"
    "⟦teaser|++ Divers find a bronze bell\n\n⟧“Read more slowly,” said the skipper. Nobody laughed.\n\n"
    "Ring the newsroom if you know more.\n⟦copyright|© Saltmere Evening Post\n⟧",
    vetoes=[("Read more slowly", "teaser")],
)
MILL = made(
    "mill/wehr.txt",
    "Der Rat von Oster beschloss am Montag, das alte Wehr zu flicken.\n⟦promo|Jetzt den Newsletter bestellen\n⟧",
    language="de",
    confidence="medium",
)
PORT = made(
    "port/marsa.txt",
    "⟦dateline|مرسى (وكالة) - ⟧قرر مجلس المدينة يوم الاثنين ترميم الميناء القديم.\n⟦share|شارك هذا المقال\n⟧",
    language="ar",
)
STILL = made("mill/quiet.txt", "Nothing stands in this story but the story.\n")
CUTS = made("quay/cuts.txt", "Gone is:\n⟦ad|Advertisement\n⟧and this:\n⟦ad|Advertisement\n⟧", whole=False)
CASES = [HARBOUR, MILL, PORT, STILL, CUTS]

_MARKS = "\u0301" * 1_000_000
_BAD = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>"
HOSTILE = made(
    f"evil/{_BAD}",
    f"⟦ad|{_BAD}\n⟧</template></script><!-- &lt;b&gt; javascript:window.pwned=1\n"
    f"\u202egnirts a\u202c \u2066x\u2069 nul \x00 bell \x07 mark \u200f end\ne{_MARKS}!\n"
    f"half \ud800 done\n⟦teaser|{_BAD}\n⟧",
    source=_BAD,
    rule="ad.<i>test</i>",
    vetoes=[("javascript:window.pwned=1", "promo")],
)


def overlapping():
    """A document two of whose cuts overlap, and one that stands inside another."""
    more = [
        Removal(Span(start, end), f"{noise}.more", noise, "low", "words")
        for start, end, noise in ((0, 30, "ad"), (20, 50, "promo"), (25, 28, "nav"))
    ]
    return made("lap", "".join(f"word{number:02} " for number in range(20)), more=more)


def written(folder, cases, **options):
    """The address of a report's file."""
    file = folder / "report.html"
    file.write_text(build(cases, titles=TITLES, **options), "utf-8")
    return file.as_uri()


def opened(page, address):
    """The page, when it is ready."""
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached")
    return page
