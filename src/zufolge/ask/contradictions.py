"""Where do articles contradict each other, and who has corrected what?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.ask.deals import AskedDeals, begins_by, find_at_that_time, strands_of
from zufolge.connect.called import entities_called
from zufolge.connect.contradictions import Circumstances, Contradiction, find_contradictions, in_order
from zufolge.connect.corrections import load_correcting
from zufolge.connect.kept_reading import load_contradictions
from zufolge.connect.known import KnownClaim
from zufolge.connect.neighbourhood import load_every_version
from zufolge.connect.versions import counting_versions
from zufolge.ledger import schema

FIGURES_COMPARED: Final = 400
"""Where nobody in particular is asked for, so many of the newest figures are compared with each other."""


@dataclass(frozen=True, slots=True)
class AskedContradictions:
    """What is asked for; None leaves it open. The dates mean what they mean for deals (`ask.deals.AskedDeals`).

    `most` asks for no more than the weightiest so many.
    """

    entity: str | None = None
    as_of: str | None = None
    at: str | None = None
    most: int | None = None


def list_contradictions(connection: Connection, asked: AskedContradictions) -> tuple[Contradiction, ...]:
    """The contradictions, weightiest first."""
    for date in (asked.as_of, asked.at):
        check_day(date)
    figures = compare_figures(connection, load_figures(connection, asked), asked.as_of)
    return in_order([*figures, *_of_deals(connection, asked)])[: asked.most]


def compare_figures(
    connection: Connection, figures: Iterable[KnownClaim], as_of: str | None = None
) -> tuple[Contradiction, ...]:
    """What contradicts among figures that were known by `as_of`."""
    metrics = list(figures)
    numbers = {known.article_number for known in metrics}
    around = Circumstances(
        correcting=load_correcting(connection, numbers),
        replaced=frozenset(numbers) - counting_versions(connection, numbers, as_of),
    )
    return find_contradictions(metrics, (), around)


def _of_deals(connection: Connection, asked: AskedContradictions) -> Iterable[Contradiction]:
    if asked.as_of is None and asked.at is None:
        strands = None if asked.entity is None else strands_of(connection, asked.entity)
        return load_contradictions(connection, strands, asked.most)
    return find_contradictions(
        (), find_at_that_time(connection, AskedDeals(asked.entity, as_of=asked.as_of, at=asked.at))
    )


def load_figures(connection: Connection, asked: AskedContradictions) -> list[KnownClaim]:
    """The figures that are compared, in every version of their articles."""
    if asked.entity is not None:
        entities = sorted(entities_called(connection, asked.entity))
        found = load_every_version(connection, entities, ("metric",), asked.as_of)
    else:
        found = load_every_version(connection, None, ("metric",), asked.as_of, _newest(connection))
    return [known for known in found if begins_by(known, asked.at)]


def _newest(connection: Connection) -> list[int]:
    """The numbers of the newest figures."""
    places, c, at = schema.claim_places, schema.claims, schema.article_places
    query = sa.select(places.c.claim).where(places.c.type == "metric").order_by(places.c.place.desc())
    current = connection.execute(query.limit(FIGURES_COMPARED)).scalars().all()
    replaced = sa.select(c.c.number).join(at, at.c.article == c.c.article).where(at.c.is_current == 0)
    earlier = connection.execute(replaced.where(c.c.type == "metric").limit(FIGURES_COMPARED)).scalars()
    return sorted({*current, *earlier})
