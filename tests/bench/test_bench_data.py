import json

from cleaner.bench.data import data, point
from cleaner.bench.figures import Figures
from cleaner.bench.score import Score, Tally


def test_figures_as_json():
    tally = Tally(8, 2, 3, 1)
    score = Score("x", "d", 20, 10, 8, 2, True, False, True, {"ad": (10, 8)}, {"ad": tally}, {"ad.a": tally})
    found = Figures("quay", "marked", (score,))
    told = json.loads(json.dumps(data(found)))
    assert (told["precision"], told["recall"], told["kept_noise"], told["damaged"]) == (0.8, 0.8, 2, 1)
    assert told["classes"]["ad"]["recall"] == 0.8 and told["rules"]["ad.a"]["cuts_precision"] == 0.75
    assert "pages" not in told
    assert point(0.9, found) | {"precision": 0.8, "certainty": 0.9} == point(0.9, found)
