"""Reports that the article names only later ("einem Zeitungsbericht zufolge … berichtete die Neue Zeit")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from zufolge.languages import load_words
from zufolge.model import Attribution, Link, Source


def named_reports(attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions, where "a report" is the one medium that some attribution of the article names."""
    listed = list(attributions)
    media = {s.entity for a in listed for link in a.chain for s in link.sources if s.kind == "medium" and s.entity}
    if len(media) != 1:
        return listed
    name = next(iter(media))
    return [replace(a, chain=tuple(_named(link, name) for link in a.chain)) for a in listed]


def _named(link: Link, name: str) -> Link:
    return replace(link, sources=tuple(_resolved(source, name) for source in link.sources))


def _resolved(source: Source, name: str) -> Source:
    if source.entity is not None or not is_one_report(source.text):
        return source
    return replace(source, entity=name, kind="medium")


def is_one_report(text: str) -> bool:
    """Whether a source is one report of a paper that it does not name.

    >>> is_one_report("einem Zeitungsbericht"), is_one_report("Zeitungsberichten")
    (True, False)
    """
    words = text.lower().split()
    return len(words) > 1 and words[0] in ("ein", "eines", "einem", "einer") and words[-1] in _reports()


@cache
def _reports() -> frozenset[str]:
    return frozenset(load_words("report_nouns"))
