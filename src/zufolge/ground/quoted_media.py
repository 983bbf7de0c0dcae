"""Names in quotation marks that the words around them show to be a newspaper's ("ein Bericht des „Marktboten“")."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from zufolge.languages import load_tables
from zufolge.model import Mention, Reading, Span

_KEYS = ("before", "verbs", "weak", "example", "gives")
_ARTICLES = frozenset(["der", "die", "das", "dem", "den", "des"])
_OPENING, _CLOSING = frozenset('„“»«"›'), frozenset('“”«»"‹')
_MAX_WORDS = 4
_MAX_WORDS_TO_VERB = 7


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load_tables("quoted_media", _KEYS)[name])


def with_quoted_media(reading: Reading) -> Reading:
    """`reading` where every quoted name that reports is a medium, whatever it was taken for."""
    found = [(span, name) for i in range(1, len(reading.tokens)) for span, name in _medium_at(reading, i)]
    if not found:
        return reading
    rest = [m for m in reading.mentions if not any(m.span.overlaps(span) for span, _ in found)]
    media = [Mention(span, span.of(reading.text), "medium", name, "name") for span, name in found]
    mentions = tuple(sorted([*rest, *media], key=lambda m: m.span))
    return replace(reading, mentions=mentions)


def _medium_at(reading: Reading, index: int) -> list[tuple[Span, str]]:
    """The name that the quotation mark at `index` opens, if it is a medium's, with its base form."""
    tokens = reading.tokens
    if tokens[index].text not in _OPENING or tokens[index - 1].text.lower() not in _ARTICLES:
        return []
    end = next((i for i in range(index + 2, min(index + 2 + _MAX_WORDS, len(tokens))) if tokens[i].text in _CLOSING), 0)
    if not end or not tokens[index + 1].text[:1].isupper():
        return []
    before = tokens[index - 2].text.lower() if index > 1 else ""
    opens = before == "wie" or (index > 1 and tokens[index - 2].sentence != tokens[index].sentence)
    after = [t.text.lower() for t in tokens[end + 1 : end + (_MAX_WORDS_TO_VERB if opens else 2)]]
    after = after[: after.index(",")] if "," in after else after
    if not before.endswith(_words("before")) and not any(word in _words("verbs") for word in after):
        return []
    span = Span(tokens[index + 1].span.start, tokens[end - 1].span.end)
    return [(span, base_of(span.of(reading.text), tokens[index - 1].text.lower()))]


def base_of(name: str, article: str) -> str:
    """A medium's name without the ending that its article asks for.

    >>> base_of("Marktboten", "des"), base_of("Handelsblatts", "des"), base_of("Neue Zeit", "der")
    ('Marktbote', 'Handelsblatt', 'Neue Zeit')
    """
    weak = tuple(f"{ending}n" for ending in _words("weak"))
    if article in ("des", "dem", "den") and name.endswith(weak):
        return name[:-1]
    if article == "des" and name.endswith("s") and not name.endswith("ss"):
        return name[:-1]
    return name
