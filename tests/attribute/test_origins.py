"""Where an article comes from: agencies, cited media, issuers; each with the words that say so."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

from zufolge.attribute.origins import ORIGIN_KEYS, find_origins, origin_patterns
from zufolge.languages import load_entries
from zufolge.languages.names import AGENCY_KEYS
from zufolge.model import Article, Origin, Reading
from zufolge.segment.stage import segment_article

GOLD = Path(os.environ.get("ZUFOLGE_SHARED", Path(__file__).parents[3] / "shared")) / "gold"
BODY = "Das Werk am Fluss schließt im Sommer, sagte ein Sprecher der Musterwerk AG am Montag in der Stadt."

EXPECTED = {
    "000_0f96c8cdbb6431ce": [],
    "002_d4ccc531e8e64ece": ["Reuters"],
    "dev_003": ["dts"],
    "dev_009": ["Reuters"],
    "dev_041": [],
    "dev_046": ["dpa-AFX"],
    "dev_105": ["Reuters"],
    "dev_107": ["dpa-AFX"],
    "dev_138": ["dpa"],
    "dev_197": ["dpa"],
    "dev_220": ["dpa-AFX"],
    "wikinews_d1": [],
    "train_000": ["BOERSE STUTTGART GMBH"],
    "train_001": ["dpa"],
    "train_002": ["SAF-HOLLAND S.A."],
    "train_003": ["dpa-AFX"],
    "train_004": [],
    "train_007": ["dpa"],
    "train_009": ["IMMOFINANZ AG"],
    "train_010": ["dpa"],
    "train_025": ["dpa"],
    "train_029": ["Tagesspiegel"],
    "train_044": ["dpa"],
    "train_055": ["ots"],
    "train_059": ["PATRIZIA Immobilien AG"],
    "train_061": [],
    "train_065": ["Handelsblatt"],
    "train_066": ["dpa"],
    "train_067": ["KION GROUP GmbH"],
    "train_069": ["@JuttaKrellmann"],
    "train_079": ["dpa"],
    "train_081": ["APA"],
    "train_085": ["dpa"],
    "train_098": ["Österreichische Post AG"],
    "train_099": ["dpa"],
    "train_119": ["dpa"],
    "train_145": ["dts"],
    "train_152": ["Frankfurter Rundschau"],
    "train_202": ["Börsen-Zeitung"],
    "train_224": ["Dow Jones"],
    "train_225": ["AFP"],
    "train_236": ["dpa"],
}


@cache
def articles() -> dict[str, str]:
    """The texts of the visible sets by id; empty where the shared folder is missing."""
    found = {}
    for file in sorted(GOLD.glob("*-articles.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["id"]] = row["text"]
    return found


def origins_of(text: str, given: tuple[Origin, ...] = ()) -> tuple[Origin, ...]:
    """The origins that the stages find in `text`."""
    article = Article("a", text, given_origins=given)
    return find_origins(segment_article(Reading(article))).origins


@pytest.mark.skipif(not GOLD.exists(), reason="the shared folder with the gold articles is not here")
@pytest.mark.parametrize("article", EXPECTED)
def test_origins_of_real_articles(article: str) -> None:
    """Each of these real articles names exactly these origins."""
    assert [origin.entity for origin in origins_of(articles()[article])] == EXPECTED[article]


@pytest.mark.skipif(not GOLD.exists(), reason="the shared folder with the gold articles is not here")
def test_spans_say_so() -> None:
    """Every origin from the text carries the span where exactly its words stand."""
    for text in articles().values():
        for origin in origins_of(text):
            assert origin.span is not None
            assert origin.span.of(text) == origin.text


@pytest.mark.parametrize("entry", load_entries("origins", "origin", ORIGIN_KEYS), ids=lambda e: str(e["id"]))
def test_origin_line_example(entry: dict[str, str]) -> None:
    """The example of each source line gives what the data file says."""
    rule = next(p for p in origin_patterns() if p.id == entry["id"])
    texts = [f"{entry['example']}\n{BODY}", f"{BODY}\n{entry['example']}"]
    assert any(rule.pattern.search(line) for line in (entry["example"], *entry["example"].split("\n"))) or rule.reads_on
    assert entry["gives"] in [origin.entity for text in texts for origin in origins_of(text)]


@pytest.mark.parametrize("entry", load_entries("agencies", "agency", AGENCY_KEYS), ids=lambda e: str(e["name"]))
def test_agency_example(entry: dict[str, str]) -> None:
    """The example line of each agency names it."""
    found = [o.entity for o in origins_of(f"{BODY}\n{entry['example']}")]
    assert entry["name"] in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Bern (dpa/lsw) – {BODY}", ["dpa"]),
        (f"BERN/GENF (dpa-AFX) - {BODY}", ["dpa-AFX"]),
        (f"Bern dpa {BODY}", ["dpa"]),
        (f"{BODY} (APA/dpa/Reuters)", ["APA", "dpa", "Reuters"]),
        (f"{BODY} (mit dpa)", ["dpa"]),
        (f"{BODY} abc/dpa/Reuters", ["dpa", "Reuters"]),
        (f"{BODY}\nabc/AFP", ["AFP"]),
        (f"{BODY}\nQuelle: Reuters via TechCrunch", ["Reuters", "TechCrunch"]),
        (f"{BODY}\nQuelle: ntv.de, abc/rts", ["n-tv"]),
        (f"{BODY}\n/abc/de/fgh\nBERN (dpa-AFX)", ["dpa-AFX"]),
        (f"Foto: A. Muster/dpa\n{BODY}", []),
        (f"Wie Reuters berichtet, schließt das Werk. {BODY}", []),
        (f"{BODY} (Foto: dpa)", []),
    ],
)
def test_spellings(text: str, expected: list[str]) -> None:
    """Agencies are found in every spelling of dateline and signature, but not in picture credits or in prose."""
    assert [origin.entity for origin in origins_of(text)] == expected


def test_metadata_comes_first() -> None:
    """What metadata says of the source is an origin; the same one in the text lends it its span."""
    given = (Origin("dpa", "dpa", None), Origin("Musterblatt", "Musterblatt", None))
    found = origins_of(f"Bern (dpa) - {BODY}", given)
    assert [(o.entity, o.span is None) for o in found] == [("dpa", False), ("Musterblatt", True)]
