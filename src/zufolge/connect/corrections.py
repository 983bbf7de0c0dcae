"""Which articles say that they correct an earlier one. What they correct is the business of `contradictions`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.stage_cues import split_words
from zufolge.extract.status_cues import Phrases, has_phrase, split_phrases
from zufolge.languages import load_entries
from zufolge.ledger import schema
from zufolge.ledger.views import CLAIMS_AT_ONCE

LETTERS_OF_HEAD: Final = 250
_KEYS: Final = ("id", "head", "body", "not", "example")


def corrects_itself(head: str) -> bool:
    """Whether the headline or the first lines of an article mark it as a correction.

    >>> corrects_itself("KORREKTUR: Umsatz von Nordfalk"), corrects_itself("Nordfalk korrigiert Prognose")
    (True, False)
    """
    words = split_words(head)
    return any(has_phrase(words, heads) and not has_phrase(words, nots) for heads, _, nots in _cues())


def speaks_of_correction(sentence: str) -> bool:
    """Whether a sentence says that its figure replaces a wrong one.

    >>> speaks_of_correction("Der Umsatz betrug 312 Millionen Euro, wie die Firma klarstellte.")
    True
    """
    words = split_words(sentence)
    return any(has_phrase(words, bodies) and not has_phrase(words, nots) for _, bodies, nots in _cues())


def load_correcting(connection: Connection, articles: Iterable[int]) -> frozenset[int]:
    """Those of these articles, by number, that mark themselves as corrections."""
    numbers = sorted(set(articles))
    table = schema.articles
    head = sa.func.substr(table.c.text, 1, LETTERS_OF_HEAD)
    found = set()
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        some = table.c.number.in_(numbers[first : first + CLAIMS_AT_ONCE])
        for number, title, words in connection.execute(sa.select(table.c.number, table.c.title, head).where(some)):
            if corrects_itself(f"{title or ''} {words}"):
                found.add(int(number))
    return frozenset(found)


@cache
def _cues() -> Sequence[tuple[Phrases, Phrases, Phrases]]:
    entries = load_entries("corrections", "correction", _KEYS)
    return [(split_phrases(e["head"]), split_phrases(e["body"]), split_phrases(e["not"])) for e in entries]
