"""Keeps up which sentences tell of which deal: after strands have changed, only articles are read again that may name
their parties near enough in time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.declarations import load_families
from zufolge.connect.joining import MOST_STRANDS, strands_near
from zufolge.connect.kept_index import KeptIndex
from zufolge.connect.kept_shapes import KeptShapes
from zufolge.connect.kept_strands import Change, load_strands, shift
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.passages import Passage, load_passages
from zufolge.connect.strands import Strand
from zufolge.connect.versions import counting_versions
from zufolge.connect.who import Who
from zufolge.connect.witnesses import MOST_DAYS_BEFORE, cast_of, find_witnesses
from zufolge.ledger import schema

_PAIRS: frozenset[str] = frozenset({"parties", "person"})


class WitnessKeeper:
    """Reads articles for sentences that tell of deals; `deals` are those of which the sentences are others now."""

    def __init__(self, connection: Connection, shapes: KeptShapes) -> None:
        self._connection = connection
        self._shapes = shapes
        self.deals: set[int] = set()
        self._known: dict[tuple[str, ...], list[int]] = {}

    def find_articles(
        self, changes: Iterable[Change], strands: dict[int, Strand], frequent: Iterable[tuple[int, str]]
    ) -> set[int]:
        """The articles in which a sentence may tell of another deal; some names are `frequent` now, or no longer."""
        wanted = [(c, strands[c.strand]) for c in changes if c.strand in strands and _is_told_otherwise(c, strands)]
        index = KeptIndex(self._connection, self._shapes.names)
        index.learn(name for _, strand in wanted for name in strand.parties)
        spelled = self._spellings({name for _, strand in wanted for name in strand.parties})
        counts = self._counts({alias for some in spelled.values() for alias in some})
        alone = {name for name, family in frequent if load_families()[family].told_apart_by not in _PAIRS}
        found = self._articles(sorted(self._words(alone).values()))
        for change, strand in wanted:
            found |= self._near(change, strand, (index, spelled, counts))
        return found

    def _spellings(self, names: set[str]) -> dict[str, frozenset[str]]:
        """Each name with those that give it shorter or longer."""
        numbers = self._shapes.names.find(names)
        aliases = self._shapes.names.with_aliases(numbers.values())
        words = self._words({alias for others in aliases.values() for alias in others})
        return {name: frozenset(words[alias] for alias in aliases[number]) for name, number in numbers.items()}

    def _words(self, numbers: set[int]) -> dict[int, str]:
        table, words = schema.party_names, dict[int, str]()
        for some in in_parts(sorted(numbers)):
            query = sa.select(table.c.number, table.c.name).where(table.c.number.in_(some))
            words |= {row.number: row.name for row in self._connection.execute(query)}
        return words

    def _counts(self, entities: set[str]) -> Counter[str]:
        """In how many articles each entity is named, nearly."""
        k, found = schema.known_names, Counter[str]()
        for some in in_parts(sorted(entities)):
            query = sa.select(k.c.entity, sa.func.sum(k.c.articles)).where(k.c.entity.in_(some)).group_by(k.c.entity)
            found.update({row[0]: int(row[1]) for row in self._connection.execute(query)})
        return found

    def _near(
        self, change: Change, strand: Strand, known: tuple[KeptIndex, dict[str, frozenset[str]], Counter[str]]
    ) -> set[int]:
        index, spelled, counts = known
        family = load_families()[strand.family]
        parties = sorted(strand.parties)
        often = {name: sum(counts[alias] for alias in spelled[name]) for name in parties}
        rare = [name for name in parties if index.count(name, strand.family) <= MOST_STRANDS]
        days = _days(change, strand, family.most_days, family.most_days)
        by_count = sorted(parties, key=lambda name: (often[name], name))
        found = self._published(self._naming_two([sorted(spelled[name]) for name in by_count]), days)
        if family.told_apart_by not in _PAIRS and rare:
            alone = sorted({alias for name in rare for alias in spelled[name]})
            near = _days(change, strand, MOST_DAYS_BEFORE, family.most_days)
            found |= self._published(self._articles(alone), near)
        return found

    def _naming_two(self, names: Sequence[Sequence[str]]) -> set[int]:
        """The articles that name two of these entities, each given with all its names; the rarest first."""
        known = [self._known_names(tuple(spelled)) for spelled in names]
        one, other = schema.name_uses.alias(), schema.name_uses.alias()
        query = sa.select(one.c.article).join(other, other.c.article == one.c.article).distinct()
        found: set[int] = set()
        for rare, frequent in combinations(known, 2):
            for some in in_parts(rare):
                for part in in_parts(frequent):
                    both = query.where(one.c.known.in_(some), other.c.known.in_(part))
                    found.update(self._connection.execute(both).scalars())
        return found

    def _known_names(self, entities: tuple[str, ...]) -> list[int]:
        """The names that stand for one of the entities, in some article at least."""
        if entities not in self._known:
            k, u, found = schema.known_names, schema.name_uses, set[int]()
            for some in in_parts(entities):
                found.update(self._connection.execute(sa.select(k.c.number).where(k.c.entity.in_(some))).scalars())
                used = sa.select(u.c.known).where(u.c.entity.in_(some)).distinct()
                found.update(self._connection.execute(used).scalars())
            self._known[entities] = sorted(found)
        return self._known[entities]

    def _articles(self, entities: Sequence[str]) -> set[int]:
        """The articles that name one of the entities."""
        k, u, found = schema.known_names, schema.name_uses, set[int]()
        for some in in_parts(entities):
            by_name = sa.select(u.c.article).join(k, k.c.number == u.c.known).where(k.c.entity.in_(some))
            found.update(self._connection.execute(by_name).scalars())
            found.update(self._connection.execute(sa.select(u.c.article).where(u.c.entity.in_(some))).scalars())
        return found

    def _published(self, articles: set[int], days: list[tuple[str, str]]) -> set[int]:
        """Those published on these days, or nobody knows when."""
        table, found = schema.articles, set[int]()
        for some in in_parts(sorted(articles)) if days else ():
            query = sa.select(table.c.number, table.c.published).where(table.c.number.in_(some))
            for number, published in self._connection.execute(query):
                if published is None or any(first <= published[:10] <= last for first, last in days):
                    found.add(number)
        return found

    def read(self, articles: Iterable[int]) -> None:
        """Find the sentences of these articles that tell of deals, and note them."""
        wanted = sorted(set(articles))
        counting = counting_versions(self._connection, wanted)
        who = Who(self._connection)
        who.load(sorted(counting))
        by_article: dict[int, list[Passage]] = defaultdict(list)
        for passage in load_passages(self._connection, counting, who):
            by_article[passage.article_number].append(passage)
        near = self._strands_near(by_article)
        strands = load_strands(self._connection, {n for some in near.values() for n in some}, self._shapes)
        members = self._members(wanted)
        living = self._living(strands)
        rows = []
        for number, passages in sorted(by_article.items()):
            here = members.get(number, set())
            none: frozenset[str] = frozenset()
            casts = [
                cast_of(strands[n], frozenset({passages[0].article}) if n in here else none)
                for n in sorted(near[number])
                if n in living
            ]
            ordered = sorted(passages, key=lambda one: one.span)
            for one, cast in find_witnesses(casts, ordered) if casts else ():
                rows.append({"article": number, "start": one.span.start, "end": one.span.end, "strand": cast})
        self._write(wanted, rows)

    def _strands_near(self, by_article: dict[int, list[Passage]]) -> dict[int, frozenset[int]]:
        members = self._members(by_article)
        index = KeptIndex(self._connection, self._shapes.names)
        named = {number: {n for one in some for n in one.names} for number, some in by_article.items()}
        index.learn({name for some in named.values() for name in some})
        return {
            number: strands_near(names, load_families(), index) | members.get(number, set())
            for number, names in named.items()
        }

    def _members(self, articles: Iterable[int]) -> dict[int, set[int]]:
        """The deals of which each article makes claims."""
        t = schema.told
        found: dict[int, set[int]] = defaultdict(set)
        for some in in_parts(sorted(articles)):
            for row in self._connection.execute(
                sa.select(t.c.article, t.c.deal).where(t.c.article.in_(some)).distinct()
            ):
                found[row.article].add(row.deal)
        return found

    def _living(self, strands: Iterable[int]) -> set[int]:
        """Those of the strands that claims make a deal of."""
        t, found = schema.told, set[int]()
        for some in in_parts(sorted(strands)):
            found.update(self._connection.execute(sa.select(t.c.deal).where(t.c.deal.in_(some)).distinct()).scalars())
        return found

    def _write(self, articles: Sequence[int], rows: Sequence[dict[str, Any]]) -> None:
        table = schema.witnesses
        before: set[tuple[int, int, int, int]] = set()
        for some in in_parts(articles):
            for row in self._connection.execute(sa.select(table).where(table.c.article.in_(some))):
                before.add((row.article, row.start, row.end, row.strand))
        after = {(row["article"], row["start"], row["end"], row["strand"]) for row in rows}
        changed = {one[0] for one in before ^ after}
        self.deals |= {one[3] for one in before ^ after}
        for some in in_parts(sorted(changed)):
            self._connection.execute(sa.delete(table).where(table.c.article.in_(some)))
        new = [row for row in rows if row["article"] in changed]
        if new:
            self._connection.execute(sa.insert(table), new)


def _is_told_otherwise(change: Change, strands: dict[int, Strand]) -> bool:
    strand = strands[change.strand]
    return change.has_new_shapes or (change.old_first, change.old_last) != (strand.first, strand.last)


def _days(change: Change, strand: Strand, before: int, after: int) -> list[tuple[str, str]]:
    """The days on which an article may tell of the strand now; if only days are new, those on which it could not."""
    if strand.first is None or strand.last is None:
        return [("", "9")]
    first, last = shift(strand.first, -before), shift(strand.last, after)
    if change.has_new_shapes or change.old_first is None or change.old_last is None:
        return [(first, last)]
    gone = (shift(change.old_first, -before), shift(change.old_last, after))
    return [(first, gone[0]), (gone[1], last)]
