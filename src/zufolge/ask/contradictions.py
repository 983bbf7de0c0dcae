"""Where do articles contradict each other, and who has corrected what?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.ask.deals import AskedDeals, begins_by, load_deals
from zufolge.connect.called import entities_called
from zufolge.connect.contradictions import Circumstances, Contradiction, find_contradictions
from zufolge.connect.corrections import load_correcting
from zufolge.connect.known import KnownClaim
from zufolge.connect.neighbourhood import load_every_version
from zufolge.connect.versions import counting_versions


@dataclass(frozen=True, slots=True)
class AskedContradictions:
    """What is asked for; None leaves it open. The dates mean what they mean for deals (`ask.deals.AskedDeals`)."""

    entity: str | None = None
    as_of: str | None = None
    at: str | None = None


def list_contradictions(connection: Connection, asked: AskedContradictions) -> tuple[Contradiction, ...]:
    """The contradictions, weightiest first."""
    for date in (asked.as_of, asked.at):
        check_day(date)
    deals = load_deals(connection, AskedDeals(asked.entity, as_of=asked.as_of, at=asked.at))
    metrics = [known for known in _load_metrics(connection, asked) if begins_by(known, asked.at)]
    numbers = {known.article_number for known in metrics}
    around = Circumstances(
        correcting=load_correcting(connection, numbers),
        replaced=frozenset(numbers) - counting_versions(connection, numbers, asked.as_of),
    )
    return find_contradictions(metrics, deals, around)


def _load_metrics(connection: Connection, asked: AskedContradictions) -> list[KnownClaim]:
    entities = None if asked.entity is None else sorted(entities_called(connection, asked.entity))
    return load_every_version(connection, entities, ("metric",), asked.as_of)
