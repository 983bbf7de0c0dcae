"""START HERE: the way of an article, stage by stage; each stage takes a Reading and returns a richer one."""

from __future__ import annotations

from collections.abc import Callable

from zufolge.model import Article, Reading

Stage = Callable[[Reading], Reading]

STAGES: tuple[Stage, ...] = ()


def read_article(article: Article) -> Reading:
    """Everything zufolge finds in `article`."""
    reading = Reading(article=article)
    for stage in STAGES:
        reading = stage(reading)
    return reading
