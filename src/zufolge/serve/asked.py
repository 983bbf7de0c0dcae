"""What an address asks for, as the query that the ledger understands: one list of parameters for pages and programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Query

from zufolge.ask.search import Query as Wanted
from zufolge.connect.finding import FACETS

_MOST: Final = 200
NAME: Final = r"^\s*$|\w"
"""A field left empty, or something with a word in it."""
DATE: Final = r"^(?:[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)?$"
"""A field left empty, a year, a month or a day."""


def _words(description: str) -> Any:
    return Query(max_length=_MOST, pattern=NAME, description=description)


def _day(description: str) -> Any:
    return Query(pattern=DATE, description=description)


Words = Annotated[str | None, _words("Words that the evidence holds; a word may end in `*`.")]
Name = Annotated[str | None, _words("Somebody by that name fills a role; whole words.")]
SourceName = Annotated[str | None, _words("Who says so: a name, a kind, or an agency.")]
Since = Annotated[str | None, _day("In articles published then or later: `2024-03`.")]
Until = Annotated[str | None, _day("In articles published by then: `2024-03-15`.")]
Facet = Annotated[str | None, Query(max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of the address, and what they ask the ledger."""

    values: Mapping[str, str]
    wanted: Wanted


def asked_words(text: Words = None, entity: Name = None, source: SourceName = None) -> dict[str, str]:
    """The parameters that hold words; empty fields of a form count as left out."""
    given = {"text": text, "entity": entity, "source": source}
    return {key: value.strip() for key, value in given.items() if value and value.strip()}


def asked_facets(
    type: Facet = None,  # noqa: A002 -- the word of the field, and of every claim
    status: Facet = None,
    polarity: Facet = None,
    source_kind: Facet = None,
) -> dict[str, str]:
    """The parameters that name a value of a facet."""
    given = {"type": type, "status": status, "polarity": polarity, "source_kind": source_kind}
    return {key: value for key, value in given.items() if value}


def asked_kept(
    publisher: Facet = None,
    judged: Annotated[
        str | None, Query(max_length=20, description="accepted, corrected, rejected, or `none` for unjudged ones.")
    ] = None,
) -> dict[str, str]:
    """The parameters that say how a claim is kept; `none` asks for claims without a publisher or a judgement."""
    given = {"publisher": publisher, "judged": judged}
    return {key: value for key, value in given.items() if value}


def asked_days(since: Since = None, until: Until = None) -> dict[str, str]:
    """The days of publication."""
    given = {"since": since, "until": until}
    return {key: value.strip() for key, value in given.items() if value and value.strip()}


def asked(
    words: Annotated[dict[str, str], Depends(asked_words)],
    facets: Annotated[dict[str, str], Depends(asked_facets)],
    kept: Annotated[dict[str, str], Depends(asked_kept)],
    days: Annotated[dict[str, str], Depends(asked_days)],
) -> Asked:
    """Everything that the address asks for."""
    exact = {key: "" if value == "none" and key in kept else value for key, value in {**facets, **kept}.items()}
    entity = words.get("entity")
    wanted = Wanted(
        text=words.get("text"),
        entities=(entity,) if entity else (),
        source=words.get("source"),
        since=days.get("since"),
        until=days.get("until"),
        facets={facet: exact[facet] for facet in FACETS if facet in exact},
    )
    return Asked({**words, **facets, **kept, **days}, wanted)


AskedFor = Annotated[Asked, Depends(asked)]
