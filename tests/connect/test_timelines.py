"""Figures of one entity over time."""

from __future__ import annotations

from tests.connect.stories import tell as tell_line

from zufolge.connect.known import KnownClaim
from zufolge.connect.timelines import find_timelines


def tell(article: str, line: str, *, published: str | None = "2024-03-05", **more: str) -> KnownClaim:
    """The claim in an article of its own; it is asserted unless the line says otherwise."""
    return tell_line(article, f"{line} asserted" if line.endswith(")") else line, published=published, **more)


def rank(article: str, value: int, published: str) -> KnownClaim:
    """That Nordfalk had this rank."""
    line = f"metric(company: Nordfalk [company], measure=market_rank, value={value} rank) asserted"
    return tell(article, line, published=published)


def test_a_rank_is_told_in_the_order_of_time() -> None:
    """What only says again what held before adds no point."""
    claims = [
        rank("c", 5, "2016-01-01"),
        rank("a", 3, "2014-01-01"),
        rank("b", 4, "2015-01-01"),
        rank("d", 4, "2015-02-01"),
    ]
    timelines = find_timelines(claims, ["Nordfalk"])
    assert [(point.when, point.figure.value) for point in timelines[0].points] == [
        ("2014-01-01", 3),
        ("2015-01-01", 4),
        ("2016-01-01", 5),
    ]


def test_other_values_for_the_same_time_stand_beside() -> None:
    """The value of most articles is the point, the others are kept."""
    line = 'metric(company: Nordfalk [company], measure=revenue, value={} EUR, period="2023")'
    claims = [tell(name, line.format(value)) for name, value in (("a", 412), ("b", 412), ("c", 421))]
    point = find_timelines(claims, ["Nordfalk"])[0].points[0]
    assert (point.when, point.figure.value, [other.value for other in point.others]) == ("2023", 412, [421])
