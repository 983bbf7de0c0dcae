"""Readings for the tests of cues: the engine parses, the names are given, so that a cue answers for itself alone."""

from __future__ import annotations

import re
from dataclasses import replace

from zufolge.model import Article, Mention, Reading, Span
from zufolge.model.mention import NameKind
from zufolge.recognise.names import find_names
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times
from zufolge.segment.stage import segment_article

NAMES: dict[str, NameKind] = {
    "Nordfalk AG": "company",
    "Nordfalk": "company",
    "Belmora GmbH": "company",
    "Belmora": "company",
    "Westrum": "company",
    "Stadtwerke Lindau": "company",
    "Bahn Nordfalk": "company",
    "Lokwacht": "organisation",
    "Kartellamt": "authority",
    "Staatsanwaltschaft Lindau": "authority",
    "Landgericht Lindau": "authority",
    "Jan Becker": "person",
    "Lena Vogt": "person",
    "Paul Becker": "person",
    "Polen": "place",
    "Lindau": "place",
    "Bonn": "place",
}
_PATTERN = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(NAMES, key=len, reverse=True)))


def read_example(text: str) -> Reading:
    """The text as read by the engine, with the names of NAMES in place of those that it recognised."""
    reading = Reading(Article(id="example", text=text, published="2016-05-10"))
    for stage in (segment_article, find_times, find_quantities, find_names):
        reading = stage(reading)
    mentions = tuple(
        Mention(Span(m.start(), m.end()), m.group(), NAMES[m.group()], m.group()) for m in _PATTERN.finditer(text)
    )
    return replace(reading, mentions=mentions)
