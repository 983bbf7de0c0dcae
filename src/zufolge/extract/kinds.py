"""Second thoughts about kinds of names, from the words before them: a union is no company, "Ebit" is no name."""

from __future__ import annotations

import re
from dataclasses import replace

from zufolge.extract.words import clause_words
from zufolge.languages import load_words
from zufolge.model import Mention, Reading

_UNION = re.compile(r"(?:gewerkschaft|betriebsrat|gewerkschaftsbund)(?:er|en|s)?\s+[\"„»«']?$", re.IGNORECASE)
_CONTEXT = 40
_KNOWN_UNIONS = frozenset(load_words("unions"))


def sober_mentions(reading: Reading) -> list[Mention]:
    """The mentions without words that name nothing, and with unions as organisations."""
    unions = _unions(reading) | _KNOWN_UNIONS
    kept = [
        m
        for m in reading.mentions
        if m.kind not in ("company", "organisation") or m.text.lower() not in clause_words("never_names")
    ]
    return [
        replace(m, kind="organisation") if m.kind == "company" and (m.entity in unions or m.text in unions) else m
        for m in kept
    ]


def _unions(reading: Reading) -> frozenset[str]:
    """The entities that the article calls a union."""
    return frozenset(
        m.entity
        for m in reading.mentions
        if m.entity
        and m.form == "name"
        and (
            _UNION.search(reading.text[max(0, m.span.start - _CONTEXT) : m.span.start])
            or re.search(r"gewerkschaft", m.text, re.IGNORECASE)
        )
    )
