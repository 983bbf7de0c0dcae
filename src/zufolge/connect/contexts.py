"""Who and what stands around a name in an article: what tells two bearers of one name apart. From one article alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.name_forms import Family, family_of, form_of
from zufolge.ledger import schema

TELLING: Final = ("company", "organisation", "person", "product")
MOST_IN_SHORT_ARTICLE: Final = 6
MOST_AROUND: Final = 12
Around = tuple[str, ...]


def block_of(entry: str) -> str:
    """The block of a name in a context, so that its short and long forms are one.

    >>> block_of("organised:Korvent Energie AG"), block_of("person:Jan Rau")
    ('korvent', 'rau')
    """
    family, _, name = entry.partition(":")
    return form_of(name, family).block


@dataclass(slots=True)
class _Scene:
    """The names of one article and the sentences they stand in."""

    starts: list[int] = field(default_factory=list)
    counts: Counter[tuple[Family, str]] = field(default_factory=Counter)
    sentences: dict[tuple[Family, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    telling: set[tuple[Family, str]] = field(default_factory=set)

    def around(self, key: tuple[Family, str]) -> Around:
        """Those who stand in one sentence with the name, most named first; in a short article all of them."""
        own = form_of(key[1], key[0]).block
        others = [other for other in self.telling if other != key and form_of(other[1], other[0]).block != own]
        near = [other for other in others if self.sentences[other] & self.sentences[key]]
        if not near and len(others) <= MOST_IN_SHORT_ARTICLE:
            near = others
        return self._listed(near)

    def everybody(self, key: tuple[Family, str]) -> Around:
        """All of the article but the name itself, most named first."""
        own = form_of(key[1], key[0]).block
        return self._listed([other for other in self.telling if form_of(other[1], other[0]).block != own])

    def _listed(self, names: list[tuple[Family, str]]) -> Around:
        ordered = sorted(names, key=lambda other: (-self.counts[other], other))
        return tuple(f"{family}:{name}" for family, name in ordered[:MOST_AROUND])


def contexts_of(connection: Connection, articles: Sequence[int]) -> dict[tuple[int, Family, str], Around]:
    """Who stands around each person, and everybody around each firm, by article, family and name."""
    found: dict[tuple[int, Family, str], Around] = {}
    for article, scene in _scenes(connection, articles).items():
        for key in scene.counts:
            family, name = key
            found[article, family, name] = scene.around(key) if family == "person" else scene.everybody(key)
    return found


def _scenes(connection: Connection, articles: Sequence[int]) -> dict[int, _Scene]:
    m, e, s = schema.mentions, schema.entities, schema.sentences
    scenes: dict[int, _Scene] = {article: _Scene() for article in articles}
    starts = sa.select(s.c.article, s.c.start).where(s.c.article.in_(articles)).order_by(s.c.start)
    for sentence in connection.execute(starts):
        scenes[sentence.article].starts.append(sentence.start)
    query = sa.select(m.c.article, m.c.start, m.c.kind, e.c.name).join(e, e.c.number == m.c.entity)
    for row in connection.execute(query.where(m.c.article.in_(articles))):
        family = family_of(row.kind)
        if family is None or family == "place":
            continue
        scene, key = scenes[row.article], (family, row.name)
        scene.counts[key] += 1
        scene.sentences[key].add(bisect_right(scene.starts, row.start))
        if row.kind in TELLING:
            scene.telling.add(key)
    return scenes
