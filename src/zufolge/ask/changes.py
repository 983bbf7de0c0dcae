"""What has changed since some day: new deals, stages, figures, further origins, denials, contradictions?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy.engine import Connection

from zufolge.ask.contradictions import AskedContradictions, list_contradictions
from zufolge.ask.days import check_day
from zufolge.ask.deals import AskedDeals, load_deals, with_origins
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.deals import Deal
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
    for words in (asked.since, asked.as_of):
        check_day(words)
    before = _day_before(asked.since)
    old = load_deals(connection, AskedDeals(asked.entity, as_of=before))
    new = load_deals(connection, AskedDeals(asked.entity, as_of=asked.as_of))
    pairs = [(_same(deal, old), deal) for deal in new if _is_recent(deal, asked.since)]
    changes = [change for pair in pairs for change in _compare(*pair, asked.since)]
    changes += _more_origins(connection, [(one, other) for one, other in pairs if one is not None], asked)
    earlier = list_contradictions(connection, AskedContradictions(asked.entity, before))
    later = list_contradictions(connection, AskedContradictions(asked.entity, asked.as_of))
    changes += _new_contradictions(earlier, later)
    return tuple(sorted(changes, key=lambda c: (c.date, c.about, c.what, c.deal or "", c.after)))


def _day_before(words: str) -> str:
    first = f"{words}-01-01"[:10] if len(words) == 4 else f"{words}-01"[:10]
    try:
        return (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    except ValueError as error:
        raise ZufolgeError(f"{words!r} is no date; write 2024, 2024-03 or 2024-03-15.") from error


def _same(deal: Deal, old: Iterable[Deal]) -> Deal | None:
    """The deal of before with which it shares most claims."""
    claims = set(deal.claims)
    shared = [(len(claims & set(one.claims)), one) for one in old]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _is_recent(deal: Deal, since: str) -> bool:
    return any(member.day and member.day[: len(since)] >= since for member in deal.members)


def _change(deal: Deal, what: What, before: str | None, after: str, since: str) -> Change:
    recent = [member for member in deal.members if member.day and member.day[: len(since)] >= since]
    days = [member.day or "" for member in recent]
    turn = deal.history[-1].date if deal.history and what not in ("origins", "figure") else None
    return Change(
        what=what,
        date=max(turn, days[0]) if turn else days[-1],
        about=f"{deal.type}: {' + '.join(party.entity for party in deal.parties)}",
        deal=deal.id,
        before=before,
        after=after,
        claims=tuple(dict.fromkeys(member.id for member in recent)),
        articles=tuple(dict.fromkeys(member.article for member in recent)),
    )


def _compare(old: Deal | None, new: Deal, since: str) -> Iterator[Change]:
    if old is None:
        yield _change(new, "new", None, new.stage or "told of", since)
        return
    if old.stage != new.stage and new.stage is not None:
        yield _change(new, _what(old, new), old.stage, new.stage, since)
    for before, after in _figures(old, new):
        yield _change(new, "figure", before, after, since)


def _more_origins(connection: Connection, pairs: Sequence[tuple[Deal, Deal]], asked: AskedChanges) -> Iterator[Change]:
    """Deals that more, or fewer, independent origins vouch for than before."""
    earlier = with_origins(connection, [old for old, _ in pairs], _day_before(asked.since))
    later = with_origins(connection, [new for _, new in pairs], asked.as_of)
    for before, after in zip(earlier, later, strict=True):
        counts = before.origins.independent, after.origins.independent
        if counts[0] != counts[1]:
            yield _change(after.deal, "origins", str(counts[0]), str(counts[1]), asked.since)


def _what(old: Deal, new: Deal) -> What:
    if new.stage == "denied":
        return "denied"
    if new.stage == "failed":
        return "failed"
    return "confirmed" if old.stage in ("rumoured", "denied", "contested") else "stage"


def _figures(old: Deal, new: Deal) -> Iterator[tuple[str | None, str]]:
    """Latest values that are otherwise than before, in words."""
    before = {figures.role: figures.values[0] for figures in old.figures}
    for figures in new.figures:
        latest, earlier = figures.values[0], before.get(figures.role)
        if earlier is None or (latest.value, latest.unit) != (earlier.value, earlier.unit):
            told = None if earlier is None else f"{figures.role} {earlier.value:,} {earlier.unit or ''}".strip()
            yield told, f"{figures.role} {latest.value:,} {latest.unit or ''}".strip()


def _new_contradictions(earlier: Iterable[Contradiction], later: Iterable[Contradiction]) -> Iterator[Change]:
    known = {(one.about, one.values) for one in earlier}
    for one in later:
        if (one.about, one.values) not in known:
            yield Change(
                what=one.kind,
                date=one.last_day,
                about=one.about,
                deal=None,
                before=one.values[0],
                after=one.values[1],
                claims=one.claims,
                articles=one.articles,
            )
