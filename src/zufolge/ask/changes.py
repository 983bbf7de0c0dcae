"""What has changed since some day: new deals, stages, figures, further origins, denials, contradictions?

What is known of a deal now is told day by day: nothing is worked out again, in a ledger of any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.contradictions import AskedContradictions, compare_figures, load_figures
from zufolge.ask.days import check_day
from zufolge.ask.deals import FoundDeal, load_found, strands_of
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.deals import Deal
from zufolge.connect.figures import Figure
from zufolge.connect.kept_reading import told_contradictions
from zufolge.connect.known import KnownClaim
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.stage_cues import Stage
from zufolge.connect.told import Told
from zufolge.connect.versions import published_by
from zufolge.ledger import schema
from zufolge.model import ZufolgeError

What = Literal["new", "stage", "denied", "failed", "confirmed", "origins", "figure", "contradiction", "correction"]


@dataclass(frozen=True, slots=True)
class AskedChanges:
    """Since which day (that day counts), known by when, and about whom."""

    since: str
    as_of: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than before; `deal` is None where a contradiction is about no deal."""

    what: What
    date: str
    about: str
    deal: str | None
    before: str | None
    after: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]


def list_changes(connection: Connection, asked: AskedChanges) -> tuple[Change, ...]:
    """The changes, by the day on which they became known. Raises ZufolgeError where a date is none."""
    return tuple(
        sorted(find_changes(connection, asked), key=lambda c: (c.date, c.about, c.what, c.deal or "", c.after))
    )


def find_changes(connection: Connection, asked: AskedChanges) -> Iterator[Change]:
    """The same, deal by deal as they are found, those told last first."""
    for words in (asked.since, asked.as_of):
        check_day(words)
    span = Span(_first_day(asked.since), asked.as_of)
    for found in load_found(connection, _recent(connection, asked, span), with_members=False):
        known = Known(found, span)
        if known.fresh:
            yield from _changes_of(known)
    for one in _contradictions(connection, asked, span):
        yield _against(one)


def _first_day(words: str) -> str:
    first = f"{words}-01-01"[:10] if len(words) == 4 else f"{words}-01"[:10]
    try:
        return date.fromisoformat(first).isoformat()
    except ValueError as error:
        raise ZufolgeError(f"{words!r} is no date; write 2024, 2024-03 or 2024-03-15.") from error


def _recent(connection: Connection, asked: AskedChanges, span: Span) -> list[int]:
    """The deals, by their strands, of which something was told since then, those told last first."""
    table, rows = schema.deals, list[tuple[str, int]]()
    query = sa.select(table.c.last, table.c.strand).where(table.c.last >= span.since)
    if asked.entity is None:
        rows += [(row[0], row[1]) for row in connection.execute(query)]
    else:
        for some in in_parts(strands_of(connection, asked.entity)):
            rows += [(row[0], row[1]) for row in connection.execute(query.where(table.c.strand.in_(some)))]
    return [strand for _, strand in sorted(rows, reverse=True)]


@dataclass(frozen=True, slots=True)
class Span:
    """From a day on, that day included, and of what was known by then."""

    since: str
    as_of: str | None

    def has(self, day: str | None) -> bool:
        """Whether something of that day is part of it."""
        return day is not None and day >= self.since and published_by(day, self.as_of)

    def begins_after(self, day: str | None) -> bool:
        """Whether something of that day was known before."""
        return day is not None and day < self.since


class Known:
    """What was known of a deal before a span of days, and at its end."""

    def __init__(self, found: FoundDeal, span: Span) -> None:
        self.deal: Deal = found.deal
        self.fresh: tuple[Told, ...] = tuple(one for one in found.deal.told if span.has(one.day))
        self._found = found
        self._span = span
        self._days: Mapping[str, str | None] = {one.id: one.day for one in found.deal.told}
        self._articles: dict[str, str | None] = {article: (day or "")[:10] or None for day, article in found.deal.heard}
        self._articles |= {one.article: one.day for one in found.deal.told}

    @property
    def is_new(self) -> bool:
        """Whether nothing was known of it before."""
        return not any(self._span.begins_after(one.day) for one in self.deal.told)

    @property
    def stages(self) -> tuple[Stage | None, Stage | None]:
        """The stages before and after."""
        before: list[Stage | None] = [step.stage for step in self.deal.history if self._span.begins_after(step.date)]
        after: list[Stage | None] = [
            step.stage for step in self.deal.history if step.date is None or self._is_known(step.date)
        ]
        return (before or [None])[-1], (after or [None])[-1]

    @property
    def turned(self) -> str | None:
        """The day of the last step that is known."""
        return ([step.date for step in self.deal.history if self._is_known(step.date)] or [None])[-1]

    @property
    def origins(self) -> tuple[int, int]:
        """How many independent origins had been heard before, and after."""
        days = [[self._articles.get(a) for a in branch.articles] for branch in self._found.origins.tree]
        before = sum(1 for some in days if any(self._span.begins_after(day) for day in some))
        return before, sum(1 for some in days if any(day is None or self._is_known(day) for day in some))

    def figures(self) -> Iterator[tuple[Figure | None, Figure, str]]:
        """The latest value of each role before and after, where they differ, with the role."""
        for one in self.deal.figures:
            before = self._latest(one.values, lambda day: self._span.begins_after(day))
            after = self._latest(one.values, self._is_known)
            if after is not None and (before is None or _shown(before) != _shown(after)):
                yield before, after, one.role

    def _latest(self, values: Sequence[Figure], is_known: Callable[[str | None], bool]) -> Figure | None:
        told = [(max((d for c in v.claims if is_known(d := self._days.get(c)) and d), default=""), v) for v in values]
        return max((pair for pair in told if pair[0]), key=lambda pair: pair[0], default=(None, None))[1]

    def _is_known(self, day: str | None) -> bool:
        return day is not None and published_by(day, self._span.as_of)


def _shown(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.unit


def _changes_of(known: Known) -> Iterator[Change]:
    before, after = known.stages
    if known.is_new:
        yield _change(known, "new", None, after or "told of")
        return
    if before != after and after is not None:
        yield _change(known, _what(before, after), before, after)
    for earlier, latest, role in known.figures():
        told = None if earlier is None else _say(role, earlier)
        yield _change(known, "figure", told, _say(role, latest))
    counts = known.origins
    if counts[0] != counts[1]:
        yield _change(known, "origins", str(counts[0]), str(counts[1]))


def _say(role: str, figure: Figure) -> str:
    return f"{role} {figure.value:,} {figure.unit or ''}".strip()


def _change(known: Known, what: What, before: str | None, after: str) -> Change:
    deal, days = known.deal, [one.day or "" for one in known.fresh]
    turn = known.turned if what not in ("origins", "figure") else None
    return Change(
        what=what,
        date=max(turn, days[0]) if turn else days[-1],
        about=f"{deal.type}: {' + '.join(party.entity for party in deal.parties)}",
        deal=deal.id,
        before=before,
        after=after,
        claims=tuple(dict.fromkeys(one.id for one in known.fresh)),
        articles=tuple(dict.fromkeys(one.article for one in known.fresh)),
    )


def _what(before: Stage | None, after: Stage) -> What:
    if after in _AGAINST:
        return _AGAINST[after]
    return "confirmed" if before in ("rumoured", "denied", "contested") else "stage"


_AGAINST: Final[Mapping[Stage, What]] = {"denied": "denied", "failed": "failed"}


def _contradictions(connection: Connection, asked: AskedChanges, span: Span) -> Iterator[Contradiction]:
    """Contradictions that could not be told before."""
    table, rows = schema.deal_contradictions, list[Any]()
    query = sa.select(table).where(table.c.day >= span.since).order_by(table.c.day, table.c.rank, table.c.number)
    if asked.entity is None:
        rows += connection.execute(query).all()
    else:
        for some in in_parts(strands_of(connection, asked.entity)):
            rows += connection.execute(query.where(table.c.deal.in_(some))).all()
    for one in told_contradictions(connection, rows):
        was_known = all(any(span.begins_after(claim.day) for claim in side) for side in one.sides)
        told = _known_by_then(one, span)
        if told is not None and not was_known:
            yield told
    figures = load_figures(connection, AskedContradictions(asked.entity, asked.as_of))
    if any(span.has(known.day) for known in figures):
        earlier = compare_figures(connection, _before(figures, span))
        known = {(one.about, one.values) for one in earlier}
        later = compare_figures(connection, figures, asked.as_of)
        yield from (one for one in later if (one.about, one.values) not in known)


def _before(figures: Iterable[KnownClaim], span: Span) -> list[KnownClaim]:
    return [known for known in figures if span.begins_after(known.day)]


def _known_by_then(one: Contradiction, span: Span) -> Contradiction | None:
    """The contradiction as far as it was known; None where one side was not told yet."""
    left, right = (tuple(c for c in side if published_by(c.published, span.as_of)) for side in one.sides)
    return replace(one, sides=(left, right)) if left and right else None


def _against(one: Contradiction) -> Change:
    return Change(
        what=one.kind,
        date=one.last_day,
        about=one.about,
        deal=None,
        before=one.values[0],
        after=one.values[1],
        claims=one.claims,
        articles=one.articles,
    )
