"""Readings and claims as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.readings import TEXT, make_article, make_claim, make_reading

from zufolge.claim_identity import identify_claim
from zufolge.export.annotate_json import claim_as_json, reading_as_json, write_reading
from zufolge.model import Article, Attribution, Link, Origin, Reading, Span

KEYS = (
    *("id", "path", "url", "title", "language", "published", "published_from", "publisher", "origins", "text"),
    *("blocks", "sentences", "mentions", "times", "quantities", "attributions", "claims", "notes"),
)


def test_the_keys_come_in_their_order() -> None:
    """Every key is there, also where nothing was found."""
    empty = reading_as_json(Reading(Article("a", "")))
    assert (tuple(empty), tuple(reading_as_json(make_reading()))) == (KEYS, KEYS)
    assert [empty[key] for key in KEYS[10:]] == [[]] * 8


def test_what_was_found_is_printed_with_its_places() -> None:
    """Spans are offsets into the text that is printed beside them."""
    printed = reading_as_json(make_reading())
    assert printed["origins"] == [{"text": "dpa", "entity": "dpa", "start": 40, "end": 43}]
    assert printed["blocks"][0] == {"start": 0, "end": 30, "kind": "headline"}
    assert printed["sentences"] == [{"start": 0, "end": 30}, {"start": 47, "end": len(TEXT)}]
    assert printed["quantities"] == [
        {
            "start": 78,
            "end": 100,
            "text": "rund 75 Millionen Euro",
            "kind": "money",
            "value": 75000000,
            "value_max": None,
            "unit": "EUR",
            "approx": "about",
        }
    ]
    assert printed["notes"] == [{"start": 0, "end": 8, "message": "The headline repeats the text."}]
    assert {key: printed["times"][0][key] for key in ("text", "type", "value", "start_date", "end_date")} == {
        "text": "am Dienstag",
        "type": "DATE",
        "value": "2024-03-05",
        "start_date": "2024-03-05",
        "end_date": "2024-03-05",
    }


def test_only_names_are_printed_as_mentions() -> None:
    """A nominal that stands for a name is no mention of its own; it shows in the claims."""
    assert reading_as_json(make_reading())["mentions"] == [
        {"start": 0, "end": 8, "text": "Nordfalk", "kind": "company", "entity": "Nordfalk"}
    ]


def test_an_attribution_shows_its_innermost_link() -> None:
    """Sources and cue are those of the innermost link; the whole chain stands beside them."""
    (printed,) = reading_as_json(make_reading())["attributions"]
    assert printed["content"] == {"spans": [{"start": 47, "end": 107}]}
    assert [source["text"] for source in printed["sources"]] == ["Insider"]
    assert printed["cue"]["spans"] == [{"start": 148, "end": 166}]
    assert printed["mode"] == "reported"
    assert [link["sources"][0]["entity"] for link in printed["chain"]] == ["Abendpost", None]


def test_an_attribution_may_leave_its_source_open() -> None:
    """A link without sources prints empty lists, not nothing."""
    open_link = Attribution((Span(0, 4),), (Link((), None, "free_indirect"),))
    (printed,) = reading_as_json(replace(make_reading(), attributions=(open_link,)))["attributions"]
    assert (printed["sources"], printed["cue"], printed["mode"]) == ([], {"spans": []}, "free_indirect")


def test_a_claim_is_printed_whole() -> None:
    """Every value of the claim has its place, numbers are whole where they can be."""
    assert claim_as_json(make_claim(), make_article()) == {
        "id": identify_claim("a1", make_claim()),
        "article": "a1",
        "path": "press/a1.txt",
        "type": "acquisition",
        "roles": {
            "buyer": [{"text": "Der Konzern", "entity": "Nordfalk", "kind": "company", "start": 47, "end": 58}],
            "target": [{"text": "Alpenwerk", "entity": "Alpenwerk", "kind": "company", "start": 64, "end": 73}],
            "price": [
                {
                    "text": "rund 75 Millionen Euro",
                    "value": 75000000,
                    "unit": "EUR",
                    "approx": "about",
                    "start": 78,
                    "end": 100,
                }
            ],
        },
        "status": "rumoured",
        "polarity": "positive",
        "attribution": [
            {
                "sources": [
                    {"text": 'die "Abendpost"', "entity": "Abendpost", "kind": "medium", "start": 120, "end": 135}
                ],
                "cue": {"text": "berichtete", "spans": [[109, 119]]},
                "mode": "indirect",
            },
            {
                "sources": [{"text": "Insider", "entity": None, "kind": "anonymous", "start": 167, "end": 174}],
                "cue": {"text": "unter Berufung auf", "spans": [[148, 166]]},
                "mode": "reported",
            },
        ],
        "time": {
            "text": "am Dienstag",
            "type": "DATE",
            "value": "2024-03-05",
            "start": 136,
            "end": 147,
            "start_date": "2024-03-05",
            "end_date": "2024-03-05",
        },
        "evidence": {
            "start": 47,
            "end": 107,
            "text": "Der Konzern will Alpenwerk für rund 75 Millionen Euro kaufen",
        },
        "trigger": {"start": 101, "end": 107, "text": "kaufen"},
        "confidence": 0.9,
        "by": "cue:want-to-buy",
        "about": [],
    }


def test_a_denial_names_the_claim_that_it_is_about() -> None:
    """`about` holds ids; what stands at the same trigger but is of another type is not meant."""
    told = make_claim()
    denied = replace(told, evidence=Span(0, 8), trigger=Span(0, 8), polarity="negative", about=(told.trigger,))
    reading = make_reading(claims=(told, denied, replace(told, type="talks")))
    printed = reading_as_json(reading)["claims"]
    assert [claim["about"] for claim in printed] == [[], [printed[0]["id"]], []]


def test_a_claim_from_a_page_names_its_address() -> None:
    """Where there is no file, the address stands for it."""
    article = Article("a1", TEXT, url="https://kurier.example/1")
    printed = claim_as_json(make_claim(), article)
    assert (printed["path"], printed["url"]) == (None, "https://kurier.example/1")


def test_odd_characters_survive() -> None:
    """Umlauts stay readable, line separators stay on the line, half a surrogate pair does not stop the output."""
    article = Article("a", "Bö\u2028rse 😀 \x00 \ud800")
    line = write_reading(Reading(article, origins=(Origin("dpa", "dpa", None),)))
    assert (line.count("\n"), json.loads(line)["text"]) == (0, article.text)
    assert line.encode("utf-8")
    assert "Börse" in write_reading(Reading(Article("a", "Börse")))


def test_judging_a_claim_better_does_not_change_its_id() -> None:
    """Status, source, time and confidence stay outside the id; type, roles, evidence and article do not."""
    claim = make_claim()
    same = replace(claim, status="asserted", polarity="negative", attribution=(), time=None, confidence=0.1, by="x")
    others = (
        replace(claim, type="merger"),
        replace(claim, roles=claim.roles[:2]),
        replace(claim, evidence=Span(47, 106)),
    )
    identity = identify_claim("a1", claim)
    assert identify_claim("a1", same) == identity
    assert identity not in [identify_claim("a1", other) for other in others] + [identify_claim("a2", claim)]
