"""Blocks: news is kept, what is no news of the article is set apart."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from zufolge.languages import load_entries
from zufolge.model import Article, Block, Reading, Span
from zufolge.segment.blocks import LINE_KEYS, boilerplate_pattern, split_blocks
from zufolge.segment.stage import segment_article

GOLD = Path(os.environ.get("ZUFOLGE_SHARED", Path(__file__).parents[3] / "shared")) / "gold"
BODY = "Die Musterwerk AG schließt ihr Werk am Fluss im Sommer, sagte eine Sprecherin am Montag in Bern."


def blocks(text: str) -> list[tuple[str, str]]:
    """The kinds and words of the blocks of `text`."""
    return [(b.kind, b.span.of(text)) for b in split_blocks(Article("a", text))]


@pytest.mark.parametrize("entry", load_entries("boilerplate", "line", LINE_KEYS), ids=lambda e: str(e["id"]))
def test_boilerplate_example(entry: dict[str, str]) -> None:
    """Each kind of boilerplate line matches its example, and leaves its line of news alone."""
    found = boilerplate_pattern(entry["example"])
    assert found is not None
    assert found.id == entry["id"]
    assert boilerplate_pattern(entry["not"]) is None


def test_caption_glued_to_text() -> None:
    """A picture's credit ends where the article's first word is glued to it."""
    assert blocks(f"Werk schließt\n\nBlick auf das Werk\nFoto: A. Muster/ picture alliance / dpa{BODY}") == [
        ("headline", "Werk schließt"),
        ("caption", "Blick auf das Werk"),
        ("caption", "Foto: A. Muster/ picture alliance / dpa"),
        ("paragraph", BODY),
    ]


def test_teasers_share_lines_and_source() -> None:
    """Teasers, share lines and the source below the text are no news; the subhead is."""
    text = (
        f"{BODY}\n\nWas wird aus dem Standort?\n\nMuster für Tablets: Neue Version lädt schneller Bild\n\n{BODY}\n\n"
        f"Bilderstrecke starten(9 Bilder)\nNeue Uhr schon ab heute bestellbar\n\n{BODY}\n\nQuelle: Reuters\n\n"
        "Hat dir dieser Artikel gefallen? Schreib es uns."
    )
    assert [kind for kind, _ in blocks(text)] == [
        "paragraph",
        "subhead",
        "teaser",
        "paragraph",
        "teaser",
        "teaser",
        "paragraph",
        "source",
        "share",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Bern (dpa) - {BODY}", ["dateline", "paragraph"]),
        (f"BernDie Lage ist ernst. {BODY}", ["dateline", "paragraph"]),
        (f"Bern / ZürichDie Lage ist ernst. {BODY}", ["dateline", "paragraph"]),
        (f"Bern.Die Lage ist ernst. {BODY}", ["dateline", "paragraph"]),
        (f"Bern wächst weiter. {BODY}", ["paragraph"]),
        (f"Zürich/Genf, 11. März 2016 - {BODY}", ["dateline", "paragraph"]),
        (f"{BODY} (dpa/lsw)", ["paragraph", "source"]),
        (f"{BODY}/abc/de", ["paragraph", "source"]),
        (f"{BODY} (Foto: A. Muster)", ["paragraph", "caption"]),
        (f"13.01.16 | 08:50 Uhr\nVon Erika Muster\n{BODY}", ["dateline", "byline", "paragraph"]),
        (f"Anzeige\n{BODY}\nZur Startseite", ["notice", "paragraph", "notice"]),
        (f"ThyssenKrupp verkauft ein Werk. {BODY}", ["paragraph"]),
        (f"{BODY} Im Bild: der Saal.", ["paragraph"]),
        (f"{BODY} Doch bald dasselbe Bild: Die Probe SE gibt auf. Sie habe versagt, heißt es", ["paragraph"]),
        (f"Blick auf das Werk Foto: A. Muster/ dpaDas Werk schließt. {BODY}", ["caption", "paragraph"]),
        (f"Das Werk ist alt. Foto: Max BeispielDer Rest ist neu. {BODY}", ["paragraph", "caption", "paragraph"]),
        (f"(Foto: dpa) {BODY}", ["caption", "paragraph"]),
        (f"Foto: Max BeispielMusterwerk baut in der Stadt an. {BODY}", ["caption", "paragraph"]),
        ("Foto: ThyssenKrupp", ["caption"]),
        (f"{BODY} Lesen Sie auch: Wie das Werk entstand", ["paragraph", "teaser"]),
        (f"{BODY} Quelle: Reuters", ["paragraph", "source"]),
        (f"{BODY} Weiter so.", ["paragraph"]),
        (f"Bern: Werk macht dicht\n{BODY}", ["headline", "paragraph"]),
        ("Umfrage: Mehrheit sieht Umzug kritisch\n" + BODY, ["headline", "paragraph"]),
        ("Bilanz vom 7. März 2016 im Überblick\n" + BODY, ["headline", "paragraph"]),
    ],
)
def test_parts_of_lines(text: str, expected: list[str]) -> None:
    """Datelines, signatures and credits are cut from the line they share with the news."""
    assert [kind for kind, _ in blocks(text)] == expected


def test_statement_in_caption_is_kept() -> None:
    """A caption that states something in a whole sentence stays text; only its credit is caption."""
    text = "Die Musterwerk AG gehört jetzt ganz der Beispiel SE. Bild: Musterwerk"
    assert blocks(text) == [
        ("paragraph", "Die Musterwerk AG gehört jetzt ganz der Beispiel SE."),
        ("caption", "Bild: Musterwerk"),
    ]


def test_readers_comments() -> None:
    """Below the heading of the comments nothing is news; a comment button above the text takes nothing with it."""
    text = f"{BODY}\n{BODY}\n{BODY}\n3 Kommentare\nLeser 1\nDas Werk gehört längst der Probe SE."
    assert [kind for kind, _ in blocks(text)] == ["paragraph"] * 3 + ["share", "notice", "notice"]
    assert [kind for kind, _ in blocks(f"Kommentar schreiben\n{BODY}\n{BODY}")] == ["share", "paragraph", "paragraph"]


def test_hard_wrapped_lines_are_joined() -> None:
    """Lines broken in the middle of their sentences make one paragraph, a headline stays by itself."""
    text = (
        "Musterwerk baut in Bern\n\n"
        "Die Musterwerk AG hat für ihr am Fluss gelegenes neues Werk\n"
        "einen großen Mietvertrag abgeschlossen: Der Energieanbieter\n"
        "Beispiel Strom GmbH, eine Tochter der Probe SE, mietet rund\n"
        "die Hälfte der Fläche. Die Fertigstellung des Gebäudes ist bis\n"
        "Mitte des Jahres geplant."
    )
    reading = segment_article(Reading(Article("a", text)))
    assert [b.kind for b in reading.blocks] == ["headline", "paragraph"]
    assert [s.span.of(text).split("\n")[0][:12] for s in reading.sentences] == [
        "Musterwerk b",
        "Die Musterwe",
        "Die Fertigst",
    ]


def test_given_blocks_are_kept() -> None:
    """What the reader knows of a page's layout is kept; datelines inside its paragraphs are still set apart."""
    text = f"Werk schließt\n\nBern (dpa) - {BODY}"
    given = (Block(Span(0, 13), "headline"), Block(Span(15, len(text)), "paragraph"))
    found = split_blocks(Article("a", text, given_blocks=given))
    assert [(b.kind, b.span.of(text)) for b in found] == [
        ("headline", "Werk schließt"),
        ("dateline", "Bern (dpa) -"),
        ("paragraph", BODY),
    ]


@pytest.mark.skipif(not GOLD.exists(), reason="the shared folder with the gold articles is not here")
def test_strings_that_never_reach_a_claim() -> None:
    """The strings of the seed articles that no claim may hold stand in blocks that are no news."""
    forbidden = json.loads((GOLD / "seeds_not_claims.json").read_text(encoding="utf-8"))
    for line in (GOLD / "seeds-articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        news = [b.span.of(article["text"]) for b in split_blocks(Article("a", article["text"])) if b.is_news]
        assert [words for words in forbidden if any(words in block for block in news)] == []


@pytest.mark.skipif(not GOLD.exists(), reason="the shared folder with the gold articles is not here")
def test_claims_stand_in_news() -> None:
    """Of the gold claims of the dev articles none stands in a block that is no news, of the training ones few."""
    lost = {}
    for name in ("dev", "train"):
        rows = [json.loads(line) for line in (GOLD / f"{name}-articles.jsonl").read_text("utf-8").splitlines()]
        texts = {row["id"]: row["text"] for row in rows}
        news = {key: [b.span for b in split_blocks(Article(key, text)) if b.is_news] for key, text in texts.items()}
        lost[name] = 0
        for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines():
            claim = json.loads(line)
            start = texts[claim["article"]].find(claim["evidence"])
            evidence = Span(start, start + len(claim["evidence"]))
            lost[name] += not any(span.overlaps(evidence) for span in news[claim["article"]])
    assert lost["dev"] == 0
    assert lost["train"] <= 8
