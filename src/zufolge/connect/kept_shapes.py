"""Keeps shapes in the ledger: each once, with the names in it, and with those shapes that tell of the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.strands import agree
from zufolge.connect.undertakings import Shape, are_one_name, words_of_name
from zufolge.ledger import schema

_SLOTS: Final = ("actors", "objects", "sides", "together", "thing", "detail")


class KeptNames:
    """The names of parties by number, and which of them give one another shorter or longer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._aliases: dict[int, frozenset[int]] = {}

    def find(self, names: Iterable[str]) -> dict[str, int]:
        """The numbers of those of the names that are known."""
        wanted = sorted(set(names))
        table = schema.party_names
        for some in in_parts([name for name in wanted if name not in self._numbers]):
            query = sa.select(table.c.name, table.c.number).where(table.c.name.in_(some))
            self._numbers |= {row.name: row.number for row in self._connection.execute(query)}
        return {name: self._numbers[name] for name in wanted if name in self._numbers}

    def note(self, names: Iterable[str]) -> dict[str, int]:
        """The numbers of the names; those that are new are kept."""
        wanted = sorted(set(names))
        known = self.find(wanted)
        new = [name for name in wanted if name not in known]
        if new:
            rows = [{"name": name, "words": " ".join(words_of_name(name))} for name in new]
            self._connection.execute(sa.insert(schema.party_names), rows)
            known |= self.find(new)
            for some in in_parts(new):
                self._link([(name, known[name]) for name in some])
        return known

    def _link(self, new: Sequence[tuple[str, int]]) -> None:
        """Note which names the new ones give shorter or longer."""
        words = [{"word": word, "name": number} for name, number in new for word in sorted(set(words_of_name(name)))]
        if words:
            self._connection.execute(sa.insert(schema.party_words), words)
        near = dict(self._holding([_longest(name) for name, _ in new]))
        near |= dict(self._called(sorted({part for name, _ in new for part in _parts(name)})))
        by_words = _by_word(near)
        pairs = set()
        for name, number in new:
            alike = {other for word in set(words_of_name(name)) for other in by_words.get(word, ())}
            for other in alike:
                if other != number and are_one_name(name, near[other]):
                    pairs |= {(number, other), (other, number)}
        if pairs:
            rows = [{"one": one, "other": other} for one, other in sorted(pairs)]
            self._connection.execute(sa.insert(schema.party_aliases), rows)
            for one, _ in pairs:
                self._aliases.pop(one, None)

    def _holding(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        names, table = schema.party_names, schema.party_words
        query = sa.select(names.c.number, names.c.name).join(table, table.c.name == names.c.number)
        for some in in_parts(sorted(set(words))):
            yield from ((row[0], row[1]) for row in self._connection.execute(query.where(table.c.word.in_(some))))

    def _called(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        names = schema.party_names
        query = sa.select(names.c.number, names.c.name)
        for some in in_parts(words):
            yield from ((row[0], row[1]) for row in self._connection.execute(query.where(names.c.words.in_(some))))

    def with_aliases(self, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
        """Each of the names with those that give it shorter or longer."""
        wanted = sorted(set(numbers))
        table = schema.party_aliases
        missing = [number for number in wanted if number not in self._aliases]
        found: dict[int, set[int]] = {number: {number} for number in missing}
        for some in in_parts(missing):
            for row in self._connection.execute(sa.select(table).where(table.c.one.in_(some))):
                found[row.one].add(row.other)
        self._aliases |= {number: frozenset(others) for number, others in found.items()}
        return {number: self._aliases[number] for number in wanted}


def _longest(name: str) -> str:
    return max(words_of_name(name), key=len, default="")


def _parts(name: str) -> list[str]:
    """What shorter names of it can be."""
    words = words_of_name(name)
    return [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]


def _by_word(names: dict[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, name in names.items():
        for word in set(words_of_name(name)):
            found.setdefault(word, []).append(number)
    return found


class KeptShapes:
    """Shapes by number; what was asked once is remembered."""

    def __init__(self, connection: Connection) -> None:
        self.names = KeptNames(connection)
        self._connection = connection
        self._shapes: dict[int, Shape] = {}
        self._linked: dict[int, frozenset[int]] = {}
        self.added: list[int] = []
        self.unlinked: set[int] = set()

    def load(self, numbers: Iterable[int]) -> dict[int, Shape]:
        """The shapes with these numbers."""
        wanted = sorted(set(numbers))
        table = schema.shapes
        for some in in_parts([number for number in wanted if number not in self._shapes]):
            for row in self._connection.execute(sa.select(table).where(table.c.number.in_(some))):
                self._shapes[row.number] = _shape(row.content)
        return {number: self._shapes[number] for number in wanted}

    def note(self, shapes: Iterable[Shape]) -> dict[Shape, int]:
        """The numbers of the shapes; those that are new are kept, and linked with those that tell of the same."""
        digests = {_digest(shape): shape for shape in shapes}
        known = self._find(digests)
        new = sorted(digest for digest, shape in digests.items() if shape not in known)
        if new:
            rows = [{"digest": digest, "content": _content(digests[digest])} for digest in new]
            self._connection.execute(sa.insert(schema.shapes), rows)
            added = self._find({digest: digests[digest] for digest in new})
            self._note_names(added)
            self._link(added)
            self.added += sorted(added.values())
            known |= added
        return known

    def _find(self, digests: dict[str, Shape]) -> dict[Shape, int]:
        table, found = schema.shapes, {}
        for some in in_parts(sorted(digests)):
            query = sa.select(table.c.digest, table.c.number).where(table.c.digest.in_(some))
            for row in self._connection.execute(query):
                found[digests[row.digest]] = row.number
                self._shapes[row.number] = digests[row.digest]
        return found

    def _note_names(self, shapes: dict[Shape, int]) -> None:
        names = self.names.note(name for shape in shapes for name in shape.parties)
        rows = [
            {"family": s.telling.family.name, "name": names[name], "has_thing": int(bool(s.thing)), "shape": number}
            for s, number in sorted(shapes.items(), key=lambda item: item[1])
            for name in sorted(s.parties)
        ]
        if rows:
            self._connection.execute(sa.insert(schema.shape_names), rows)

    def _link(self, shapes: dict[Shape, int]) -> None:
        names = self.names.find(name for shape in shapes for name in shape.parties)
        aliases = self.names.with_aliases(names.values())
        near = {}
        for shape, number in shapes.items():
            known = sorted({alias for name in shape.parties for alias in aliases[names[name]]})
            near[number] = self._near(shape, known) - {number}
        others = self.load({other for some in near.values() for other in some})
        pairs = set()
        for shape, number in shapes.items():
            for other in near[number]:
                if is_corable(shape) == is_corable(others[other]) and agree(shape, others[other], None):
                    pairs |= {(number, other), (other, number)}
        self.add_links(pairs, is_owned=False)

    def add_links(self, pairs: Iterable[tuple[int, int]], *, is_owned: bool) -> None:
        """Note that these shapes tell of the same."""
        rows = [{"one": one, "other": other, "is_owned": int(is_owned)} for one, other in sorted(set(pairs))]
        if rows:
            self._connection.execute(sa.insert(schema.shape_links), rows)
        self.forget_links(row["one"] for row in rows)

    def forget_links(self, shapes: Iterable[int]) -> None:
        """Look links of these shapes up again when they are asked for."""
        for shape in shapes:
            self._linked.pop(shape, None)

    def _near(self, shape: Shape, names: Sequence[int]) -> set[int]:
        """The shapes of the family that can tell of the same: with two names in common, or one and a thing."""
        table = schema.shape_names
        found: set[int] = set()
        kind = shape.telling.family.told_apart_by
        own = sa.select(table.c.shape).where(table.c.family == shape.telling.family.name)
        for some in in_parts(names):
            named = own.where(table.c.name.in_(some))
            if shape.thing or kind in ("matter", "opponents"):
                found.update(self._connection.execute(named).scalars())
                continue
            several = named.group_by(table.c.shape).having(sa.func.count() > 1)
            found.update(self._connection.execute(several).scalars())
            found.update(self._connection.execute(named.where(table.c.has_thing == 1)).scalars())
        return found

    def linked(self, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
        """For each shape those that tell of the same, and itself."""
        wanted = sorted(set(numbers))
        table = schema.shape_links
        missing = [number for number in wanted if number not in self._linked]
        found: dict[int, set[int]] = {number: {number} for number in missing}
        for some in in_parts(missing):
            for row in self._connection.execute(sa.select(table.c.one, table.c.other).where(table.c.one.in_(some))):
                found[row.one].add(row.other)
        self._linked |= {number: frozenset(others) for number, others in found.items()}
        return {number: self._linked[number] for number in wanted}


def is_corable(shape: Shape) -> bool:
    """Whether dated claims of the shape can make a deal."""
    return shape.is_full and not shape.telling.joins


def _content(shape: Shape) -> list[Any]:
    return [shape.type, *(sorted(getattr(shape, slot)) for slot in _SLOTS)]


def _shape(content: Sequence[Any]) -> Shape:
    type_, *slots = content
    return Shape(type_, *map(frozenset, slots))


def _digest(shape: Shape) -> str:
    return sha256(repr(_content(shape)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def shapes_naming(connection: Connection, family: str, names: Collection[int]) -> frozenset[int]:
    """The shapes of the family that name one of these."""
    table = schema.shape_names
    found: set[int] = set()
    for some in in_parts(sorted(names)):
        query = sa.select(table.c.shape).where(table.c.family == family, table.c.name.in_(some))
        found.update(connection.execute(query).scalars())
    return frozenset(found)
