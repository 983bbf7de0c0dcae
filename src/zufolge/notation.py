"""A claim as one line of text, and back. For people, docs and golden files; machines take the JSON.

The short form says what a claim says:

    acquisition(buyer: Nordfalk AG, target: Alpenwerk, price=about 75_000_000 EUR) rumoured, says ?
    talks(parties: Nordfalk AG + Alpenwerk) rumoured, says Abendpost [medium] > "Insider" [anonymous]
    not layoffs(company: Nordfalk AG, count=300) asserted, says Nordfalk AG, at 2024-03-05

A role holds names as they are, other words in quotes, values behind `=`; `+` joins the fillers of one role,
`&` joint sources, `>` leads to the source that a source cites, `?` stands for what the text leaves open.
The full form (`places=True`) adds the words, the spans and what found the claim, and loses nothing.
"""

from __future__ import annotations

from zufolge.model import Claim, Cue, Filler, Link, Role, Source, Span, Time
from zufolge.notation_parser import Parser
from zufolge.notation_words import APPROXIMATORS, BARE_NAME, BARE_TIME, BARE_UNIT, BARE_WORD, quote

Scalar = float | int | str | bool | None


def write_claim(claim: Claim, *, places: bool = False) -> str:
    """The claim as one line; with `places` nothing is left out.

    >>> from zufolge.notation import parse_claim
    >>> write_claim(parse_claim("merger(parties: A AG + B SE) failed, says 'A, B' [medium] > ?, at 2024"))
    "merger(parties: A AG + B SE) failed, says 'A, B' [medium] > ?, at 2024"
    """
    negation = "not " if claim.polarity == "negative" else ""
    line = f"{negation}{claim.type}({write_roles(claim, places=places)}) {claim.status or 'unjudged'}"
    if claim.attribution:
        line += f", says {write_chain(claim.attribution, places=places)}"
    if claim.time:
        line += ", at " + _write_time(claim.time, places)
    if places:
        about = "".join(f" about {_place(span)}" for span in claim.about)
        line += f", found {_place(claim.evidence)} {_place(claim.trigger)}{about}"
        line += f""" by {quote(claim.by, '"')} {claim.confidence!r}"""
    return line


def write_roles(claim: Claim, *, places: bool = False) -> str:
    """The roles of the claim, as they stand between the brackets of its line."""
    return ", ".join(_write_role(role, places) for role in claim.roles)


def write_chain(chain: tuple[Link, ...], *, places: bool = False) -> str:
    """The attribution chain, as it stands behind "says"; empty where the article itself says it."""
    return " > ".join(_write_link(link, places) for link in chain)


def _place(span: Span) -> str:
    return f"@{span.start}-{span.end}"


def _write_role(role: Role, places: bool) -> str:
    fillers = " + ".join(_write_filler(filler, places) for filler in role.fillers)
    return f"{role.name}{'' if fillers.startswith('=') else ': '}{fillers}"


def _write_filler(filler: Filler, places: bool) -> str:
    value = _write_value(filler)
    parts = [_write_name(filler.entity)] if filler.entity is not None else []
    if places or not (parts or value):
        parts.append(quote(filler.text, '"'))
    if filler.kind is not None and (places or filler.entity is None):
        parts.append(f"[{_write_word(filler.kind)}]")
    if value and (places or filler.entity is None):
        parts.append(value)
    if places:
        parts.append(_place(filler.span))
    return " ".join(parts)


def _write_name(name: str) -> str:
    return name if BARE_NAME.fullmatch(name) else quote(name, "'")


def _write_word(word: str) -> str:
    return word if BARE_WORD.fullmatch(word) else quote(word, '"')


def _write_value(filler: Filler) -> str:
    if (filler.value, filler.value_max, filler.unit, filler.approx) == (None, None, None, None):
        return ""
    words = [filler.approx] if filler.approx else []
    most = f"..{_write_scalar(filler.value_max)}" if filler.value_max is not None else ""
    words.append(_write_scalar(filler.value) + most)
    if filler.unit is not None:
        words.append(filler.unit if BARE_UNIT.fullmatch(filler.unit) else quote(filler.unit, '"'))
    return "=" + " ".join(words)


def _write_scalar(value: Scalar) -> str:
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        is_plain = BARE_WORD.fullmatch(value) and value not in (*APPROXIMATORS, "true", "false")
        return value if is_plain else quote(value, '"')
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    return f"{int(value):_}" if abs(value) >= 10_000 else str(int(value))


def _write_link(link: Link, places: bool) -> str:
    sources = " & ".join(_write_source(source, places) for source in link.sources) or "?"
    if not places:
        return sources
    cue = f" {_write_cue(link.cue)}" if link.cue else ""
    return f"{sources} <{link.mode}{cue}>"


def _write_cue(cue: Cue) -> str:
    return " ".join([quote(cue.text, '"'), *map(_place, cue.spans)])


def _write_source(source: Source, places: bool) -> str:
    parts = [_write_name(source.entity)] if source.entity is not None else []
    if places or not parts:
        parts.append(quote(source.text, '"'))
    if places or source.kind != "company":
        parts.append(f"[{source.kind}]")
    if places:
        parts.append(_place(source.span))
    return " ".join(parts)


def _write_time(time: Time, places: bool) -> str:
    value = "?" if time.value is None else _write_time_value(time.value)
    if not places:
        return value if time.value is not None else quote(time.text, '"')
    parts = [value, quote(time.text, '"'), time.type]
    if time.start_date is not None:
        parts.append(f"from {time.start_date}")
    if time.end_date is not None:
        parts.append(f"to {time.end_date}")
    if time.granularity is not None:
        parts.append(f"by {time.granularity}")
    return " ".join([*parts, _place(time.span)])


def _write_time_value(value: str) -> str:
    return value if BARE_TIME.fullmatch(value) else quote(value, "'")


def parse_claim(line: str) -> Claim:
    """The claim that `line` writes down; what a short line leaves out is empty (a span of 0-0, confidence 1).

    Raises ZufolgeError naming the place in the line that cannot be read.

    >>> parse_claim("layoffs(company: Nordfalk AG, count=up_to 300) planned").fillers("count")[0].value
    300
    """
    return Parser(line).claim()
