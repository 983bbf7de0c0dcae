"""START HERE: the way of an article, stage by stage; each stage takes a Reading and returns a richer one."""

from __future__ import annotations

from collections.abc import Callable

from zufolge.ground.entities import resolve_entities
from zufolge.model import Article, Reading
from zufolge.recognise.names import find_names
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times
from zufolge.segment.stage import segment_article

Stage = Callable[[Reading], Reading]

MENTION_STAGES: tuple[Stage, ...] = (
    segment_article,  # blocks, sentences, tokens
    find_times,  # TIMEX3
    find_quantities,  # money, percent, counts, ranks
    find_names,  # one encoder pass: names, phrases, parts of speech, trees
    resolve_entities,  # which names and nominals mean the same
)

STAGES: tuple[Stage, ...] = MENTION_STAGES


def read_article(article: Article) -> Reading:
    """Everything zufolge finds in `article`."""
    reading = Reading(article=article)
    for stage in STAGES:
        reading = stage(reading)
    return reading
