"""What has changed since some day: new deals, stages, figures, further origins, denials, contradictions?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy.engine import Connection

from zufolge.ask.contradictions import AskedContradictions, list_contradictions
from zufolge.ask.deals import AskedDeals, check_day, load_deals
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.deals import Deal
from zufolge.connect.origins import count_origins
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
    changes = [change for deal in new for change in _compare(_same(deal, old), deal, asked.since)]
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


def _compare(old: Deal | None, new: Deal, since: str) -> Iterator[Change]:
    recent = tuple(member for member in new.members if member.day and member.day[: len(since)] >= since)
    if not recent:
        return
    names = " + ".join(party.entity for party in new.parties)
    claims = tuple(dict.fromkeys(member.id for member in recent))
    articles = tuple(dict.fromkeys(member.article for member in recent))

    def change(what: What, before: str | None, after: str) -> Change:
        day = new.history[-1].date if what != "origins" and new.history else recent[-1].day
        return Change(
            what, max(day or "", recent[0].day or ""), f"{new.type}: {names}", new.id, before, after, claims, articles
        )

    if old is None:
        yield change("new", None, new.stage or "told of")
        return
    if old.stage != new.stage and new.stage is not None:
        yield change(_what(old, new), old.stage, new.stage)
    counts = count_origins(old.members).independent, count_origins(new.members).independent
    if counts[0] != counts[1]:
        yield change("origins", str(counts[0]), str(counts[1]))
    for before, after in _figures(old, new):
        yield change("figure", before, after)


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
