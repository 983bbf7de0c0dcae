"""Who is meant: the entity, across articles, of a name that an article uses. Reads what `entities` decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.name_forms import Family, family_of
from zufolge.connect.names_of_articles import in_parts
from zufolge.ledger import schema

FAMILIES: Final[tuple[Family, ...]] = ("organised", "person", "product", "place")


class Who:
    """Looks names up, each once; `load` beforehand saves a query a name.

    An entity is a string, its name: unique among firms, bodies and people; a person called like a firm carries
    a mark. `in_article` gives one that also knows what an article means by a surname or a short form.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._entities: dict[tuple[str, str], str] = {}
        self._uses: dict[int, dict[tuple[str, str], str]] = {}

    def of(self, name: str, kind: str | None) -> str:
        """The entity that `name`, a thing of that kind, stands for; the name itself where nothing is known of it."""
        family = family_of(kind)
        families = (family,) if family is not None else FAMILIES if kind is None else ()
        if family is None or (name, family) not in self._entities:
            self._load([name])
        return next((found for f in families if (found := self._entities.get((name, f))) is not None), name)

    def in_article(self, article: int) -> WhoInArticle:
        """The same for the names of the article with this number."""
        if article not in self._uses:
            self.load([article])
        return WhoInArticle(self, self._uses[article])

    def load(self, articles: Iterable[int]) -> None:
        """Look all names of these articles up at once."""
        wanted = sorted({article for article in articles if article not in self._uses})
        u, k = schema.name_uses, schema.known_names
        query = sa.select(u.c.article, k.c.spelling, k.c.family, k.c.entity, u.c.entity.label("here"))
        self._uses |= {article: {} for article in wanted}
        for some in in_parts(wanted):
            for row in self._connection.execute(query.join(k, k.c.number == u.c.known).where(u.c.article.in_(some))):
                key = (row.spelling, row.family)
                if row.entity is not None:
                    self._entities[key] = row.entity
                if row.here is not None:
                    self._uses[row.article][key] = row.here

    def names_of(self, entity: str) -> Sequence[str]:
        """All names under which articles may mean the entity; in one of them a short name can mean another."""
        k, u = schema.known_names, schema.name_uses
        by_name = sa.select(k.c.spelling).where(k.c.entity == entity)
        by_use = sa.select(k.c.spelling).join(u, u.c.known == k.c.number).where(u.c.entity == entity)
        return sorted(set(self._connection.execute(by_name.union(by_use)).scalars()))

    def _load(self, names: Sequence[str]) -> None:
        missing = [name for name in names if (name, "") not in self._entities]
        if not missing:
            return
        k, e = schema.known_names, schema.entities
        query = sa.select(k.c.spelling, k.c.family, k.c.entity).join(e, e.c.number == k.c.name)
        for some in in_parts(missing):
            for row in self._connection.execute(query.where(e.c.name.in_(some))):
                if row.entity is not None:
                    self._entities[row.spelling, row.family] = row.entity
        self._entities |= {(name, ""): name for name in missing}


class WhoInArticle:
    """Who is meant by the names of one article."""

    def __init__(self, who: Who, here: dict[tuple[str, str], str]) -> None:
        self._who = who
        self._here = here

    def of(self, name: str, kind: str | None) -> str:
        """The entity that the article means by `name`."""
        family = family_of(kind)
        families = (family,) if family is not None else FAMILIES if kind is None else ()
        found = next((self._here[name, f] for f in families if (name, f) in self._here), None)
        return found if found is not None else self._who.of(name, kind)

    def in_article(self, article: int) -> WhoInArticle:
        """The same for another article."""
        return self._who.in_article(article)
