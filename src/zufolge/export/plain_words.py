"""Claims in words that a reader would use: who says so, and what fills each role. Not for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zufolge.model import Claim, Filler, Link, Origin, Source, Span, Time

_APPROXIMATELY = {"at_least": "at least", "up_to": "up to"}


def describe_chain(chain: Sequence[Link], origins: Sequence[Origin] = ()) -> str:
    """Who says so, outermost first, and where the article comes from.

    >>> from zufolge.notation import parse_claim
    >>> claim = parse_claim('insolvency(company: A) rumoured, says Abendpost > "Insider" [anonymous]')
    >>> describe_chain(claim.attribution, (Origin("dpa", "dpa", None),))
    'Abendpost, citing “Insider”; the article comes from dpa'
    """
    words = ", citing ".join(_describe_link(link) for link in chain) or "the article itself"
    if not origins:
        return words
    names = _join(dict.fromkeys(origin.entity for origin in origins))
    return f"{words}; the article comes from {names}"


def _describe_link(link: Link) -> str:
    return _join(_describe_source(source) for source in link.sources) or "a source the text leaves open"


def _describe_source(source: Source) -> str:
    return source.entity if source.entity is not None else f"“{source.text}”"


def _join(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def describe_status(claim: Claim) -> str:
    """How sure it is, and whether it is denied."""
    return f"{claim.status or 'unjudged'}{', negative' if claim.polarity == 'negative' else ''}"


def describe_answer(claim: Claim) -> str:
    """How a claim stands to those that it is about.

    >>> from zufolge.notation import parse_claim
    >>> describe_answer(parse_claim("not insolvency(company: A) asserted"))
    'denies'
    """
    if claim.type == "no_comment":
        return "about"
    return "denies" if claim.polarity == "negative" else "confirms"


def describe_roles(claim: Claim) -> str:
    """All roles in one line, without the words of the text where their meaning is known.

    >>> from zufolge.notation import parse_claim
    >>> describe_roles(parse_claim('acquisition(buyer: Nordfalk, target: "eine Sparte", price=over 75_000_000 EUR)'
    ...     ' planned'))
    'buyer Nordfalk · target “eine Sparte” · price over 75,000,000 EUR'
    """
    return " · ".join(f"{role.name} {_join(map(_name_filler, role.fillers))}" for role in claim.roles)


def _name_filler(filler: Filler) -> str:
    if filler.entity is not None:
        return filler.entity
    return _describe_value(filler) or f"“{filler.text}”"


def describe_filler(filler: Filler) -> str:
    """What fills the role, with the words of the text where they differ.

    >>> describe_filler(Filler("gut 75 Mio. Euro", Span(0, 16), value=75e6, unit="EUR", approx="over"))
    'over 75,000,000 EUR (“gut 75 Mio. Euro”)'
    """
    meaning = filler.entity if filler.entity is not None else _describe_value(filler)
    if not meaning:
        return f"“{filler.text}”"
    return meaning if filler.text in ("", meaning) else f"{meaning} (“{filler.text}”)"


def _describe_value(filler: Filler) -> str:
    if filler.value is None:
        return ""
    words = [_APPROXIMATELY.get(filler.approx, filler.approx)] if filler.approx else []
    most = f" to {_describe_number(filler.value_max)}" if filler.value_max is not None else ""
    words.append(_describe_number(filler.value) + most)
    return " ".join([*words, filler.unit] if filler.unit else words)


def _describe_number(value: float | int | str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def describe_time(time: Time) -> str:
    """When it holds, with the words of the text."""
    return f"{time.value} (“{time.text}”)" if time.value is not None else f"“{time.text}”, not dated"


def mark_words(text: str, inside: Span, marked: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """The stretch `inside` of `text` in pieces, each with whether it is marked; overlapping marks become one.

    >>> mark_words("Nordfalk kauft Alpenwerk.", Span(0, 25), [Span(0, 8), Span(15, 24)])
    (('Nordfalk', True), (' kauft ', False), ('Alpenwerk', True), ('.', False))
    """
    pieces: list[tuple[str, bool]] = []
    at = inside.start
    for start, end in _merge([span for span in marked if inside.covers(span)]):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at : inside.end], False))
    return tuple(piece for piece in pieces if piece[0])


def _merge(spans: Sequence[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(span.end, merged[-1][1]))
        else:
            merged.append((span.start, span.end))
    return merged
