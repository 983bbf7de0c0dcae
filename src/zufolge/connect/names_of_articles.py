"""Notes which names an article uses, and what it says that they are short for. Who is who: see `entities`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.decisions import is_longer
from zufolge.connect.name_forms import Family, NameForm, family_of, form_of, is_shared_word
from zufolge.ledger import schema

AT_ONCE: Final = 400
LONGEST_SHORT: Final = 6
IN_BRACKETS: Final = re.compile(r" ?\((?:kurz:? )?[„\"»]?([A-ZÄÖÜ][\w&.-]{1,7})[“\"«]?\)")
Key = tuple[int, Family]


@dataclass(slots=True)
class Use:
    """One name in one article, as far as it is counted."""

    kinds: Counter[str] = field(default_factory=Counter)
    mentions: int = 0

    @property
    def kind(self) -> str:
        """The kind that most mentions give; of several the first in the alphabet."""
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def note_names(connection: Connection, articles: Sequence[int]) -> list[int]:
    """Note the names of the articles with these numbers; gives the known names that are new or newly explained."""
    touched: set[int] = set()
    for first in range(0, len(articles), AT_ONCE):
        some = articles[first : first + AT_ONCE]
        uses = _uses(connection, some)
        known, new = _know(connection, {key for of_article in uses.values() for key in of_article})
        rows: list[dict[str, Any]] = [
            {"known": known[key], "article": article, "kind": use.kind, "mentions": use.mentions}
            for article, of_article in uses.items()
            for key, use in of_article.items()
        ]
        if rows:
            connection.execute(sa.insert(schema.name_uses), rows)
            _count(connection, Counter(row["known"] for row in rows))
        touched |= new | _learn(connection, some, known)
    return sorted(touched)


def _count(connection: Connection, uses: Counter[int]) -> None:
    table = schema.known_names
    update = sa.update(table).where(table.c.number == sa.bindparam("known"))
    rows = [{"known": known, "more": count} for known, count in sorted(uses.items())]
    connection.execute(update.values(articles=table.c.articles + sa.bindparam("more")), rows)


def _uses(connection: Connection, articles: Sequence[int]) -> dict[int, dict[Key, Use]]:
    found: dict[int, dict[Key, Use]] = defaultdict(dict)
    for article, name, kind, count in _rows(connection, articles):
        family = family_of(kind)
        if family is not None:
            use = found[article].setdefault((name, family), Use())
            use.kinds[kind] += count
            use.mentions += count
    return found


def _rows(connection: Connection, articles: Sequence[int]) -> Iterator[tuple[int, int, str, int]]:
    """Article, name, kind and count of everything named in the articles: mentions, and what only claims name."""
    m, f, c = schema.mentions, schema.fillers, schema.claims
    counted = (
        sa.select(m.c.article, m.c.entity, m.c.kind, sa.func.count())
        .where(m.c.article.in_(articles), m.c.entity.is_not(None))
        .group_by(m.c.article, m.c.entity, m.c.kind)
    )
    filled = (
        sa.select(c.c.article, f.c.entity, f.c.kind)
        .join(c, c.c.number == f.c.claim)
        .where(c.c.article.in_(articles), f.c.entity.is_not(None))
        .distinct()
    )
    s, link, a = schema.sources, schema.links, schema.attributions
    said = (
        sa.select(a.c.article, s.c.entity, s.c.kind)
        .join(link, link.c.number == s.c.link)
        .join(a, a.c.number == link.c.attribution)
        .where(a.c.article.in_(articles), s.c.entity.is_not(None))
        .distinct()
    )
    for row in connection.execute(counted):
        yield row[0], row[1], row[2], row[3]
    for query in (filled, said):
        for row in connection.execute(query):
            yield row[0], row[1], row[2], 0


def _know(connection: Connection, keys: Iterable[Key]) -> tuple[dict[Key, int], set[int]]:
    """The number of each known name, and which of them were not known before."""
    wanted = sorted(set(keys))
    names = sorted({name for name, _ in wanted})
    table = schema.known_names
    known: dict[Key, int] = {}
    spellings: dict[int, str] = {}
    for some in in_parts(names):
        found = sa.select(table.c.number, table.c.name, table.c.family).where(table.c.name.in_(some))
        known |= {(row.name, row.family): row.number for row in connection.execute(found)}
        entities = sa.select(schema.entities.c.number, schema.entities.c.name)
        rows = connection.execute(entities.where(schema.entities.c.number.in_(some)))
        spellings |= {row.number: row.name for row in rows}
    new: set[int] = set()
    for name, family in wanted:
        if (name, family) not in known:
            row = _row(name, form_of(spellings[name], family))
            number = connection.execute(sa.insert(table), row).inserted_primary_key
            assert number is not None
            known[name, family] = int(number[0])
            new.add(int(number[0]))
    return known, new


def _row(name: int, form: NameForm) -> dict[str, Any]:
    return {
        "name": name,
        "spelling": form.spelling,
        "family": form.family,
        "compact": form.compact,
        "block": form.block,
        "articles": 0,
    }


def _learn(connection: Connection, articles: Sequence[int], known: dict[Key, int]) -> set[int]:
    """Note which short names the articles themselves explain ("Gleisbau Mitte (GBM)", or GBM for it later on).

    Where an article only leaves words out at the end, no words are kept: what it means elsewhere is for others to say.
    """
    texts = _texts(connection, articles)
    m, e = schema.mentions, schema.entities
    query = (
        sa.select(m.c.article, m.c.entity, m.c.kind, m.c.text, m.c.end, e.c.name)
        .join(e, e.c.number == m.c.entity)
        .where(m.c.article.in_(articles), m.c.form == "name")
        .order_by(m.c.article, m.c.start)
    )
    found: dict[tuple[int, str, int], str] = {}
    for row in connection.execute(query):
        if family_of(row.kind) != "organised":
            continue
        number, full = known[row.entity, "organised"], form_of(row.name, "organised")
        bracket = IN_BRACKETS.match(texts[row.article], row.end)
        for short in (row.text, bracket.group(1) if bracket else None):
            if short and abbreviates(short, full):
                words = texts[row.article][row.end - len(row.text) : bracket.end()] if bracket else row.text
                key = (number, form_of(short, "organised").compact, row.article)
                found[key] = max(found.get(key, ""), words, key=lambda w: (len(w), w))
        used = form_of(row.text, "organised")
        if is_longer(full, used):
            found.setdefault((number, used.compact, row.article), "")
    rows = [{"known": k, "short": s, "article": a, "words": w} for (k, s, a), w in sorted(found.items())]
    if rows:
        connection.execute(sa.insert(schema.learnt_names), rows)
    return {number for (number, _, _), words in found.items() if words}


def _texts(connection: Connection, articles: Sequence[int]) -> dict[int, str]:
    table = schema.articles
    query = sa.select(table.c.number, table.c.text).where(table.c.number.in_(articles))
    return {row.number: row.text for row in connection.execute(query)}


def abbreviates(short: str, full: NameForm) -> bool:
    """Whether `short` can be made of the letters of a name, and is written like an abbreviation.

    >>> abbreviates("VW", form_of("Volkswagen", "organised")), abbreviates("USA", form_of("Apple", "organised"))
    (False, False)
    >>> abbreviates("GBM", form_of("Gleisbau Mitte AG", "organised"))
    True
    """
    form = form_of(short, "organised")
    if " " in short or len(form.compact) > LONGEST_SHORT or sum(c.isupper() for c in short) < 2:
        return False
    if form.compact in (full.compact, *full.words) or len(full.compact) < 2 * len(form.compact):
        return False
    if is_shared_word(full.words[0]) and _spells(form.compact, full.words[0]):
        return False
    return form.compact[:1] == full.compact[:1] and _spells(form.compact, full.compact)


def _spells(short: str, word: str) -> bool:
    """Whether the letters of `short` stand in `word` in their order."""
    letters = iter(word)
    return all(letter in letters for letter in short)


def in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """`values` in parts that a database takes as parameters."""
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]
