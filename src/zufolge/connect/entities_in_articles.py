"""Brings what articles mean by short and common names up to date: reads uses, and writes what `short_names` decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.contexts import TELLING, Around, contexts_of
from zufolge.connect.entities import KnownName, entity_of, load_names
from zufolge.connect.judgements import decisions_of_judgements
from zufolge.connect.name_forms import Family, is_common_person
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.short_names import Meaning, NameUse, firms_meant, longer_names, people_meant
from zufolge.connect.waiting import ask_to_read_again
from zufolge.ledger import schema

FAMILIES: Final[tuple[Family, ...]] = ("person", "organised")


def blocks_of_articles(connection: Connection, articles: Sequence[int]) -> list[tuple[str, str]]:
    """The blocks, with their family, of the people and firms that the articles name."""
    u, k = schema.name_uses, schema.known_names
    query = sa.select(k.c.family, k.c.block).join(u, u.c.known == k.c.number).distinct()
    found: set[tuple[str, str]] = set()
    for some in in_parts(articles):
        rows = connection.execute(query.where(u.c.article.in_(some), k.c.family.in_(FAMILIES)))
        found.update((row.family, row.block) for row in rows)
    return sorted(found)


def settle_uses(connection: Connection, blocks: Iterable[tuple[str, str]]) -> None:
    """Decide anew what articles mean by the names of these blocks, each given with its family."""
    wanted = sorted(set(blocks))
    for family, settle_blocks in zip(FAMILIES, (_settle_people, _settle_firms), strict=True):
        own = [block for of_family, block in wanted if of_family == family and block]
        names = _by_block(load_names(connection, schema.known_names.c.block, own, family))
        settle_blocks(connection, names)


def _by_block(names: Iterable[KnownName]) -> list[list[KnownName]]:
    found: dict[str, list[KnownName]] = defaultdict(list)
    for known in names:
        found[known.form.block].append(known)
    return [found[block] for block in sorted(found)]


def _settle_people(connection: Connection, blocks: Sequence[Sequence[KnownName]]) -> None:
    shared = [names for names in blocks if any(k.form.is_surname or is_common_person(k.form) for k in names)]
    names = [known for of_block in shared for known in of_block]
    places = _load_uses(connection, names)
    apart = _judged_apart(connection, "person", names)
    meant: dict[NameUse, Meaning] = {}
    uses: dict[str, list[NameUse]] = defaultdict(list)
    for use in places:
        uses[use.form.block].append(use)
    for of_block in uses.values():
        meant |= people_meant(of_block, apart)
    _write(connection, places, _as_judged(connection, meant, names))


def _as_judged(
    connection: Connection, meant: dict[NameUse, Meaning], names: Sequence[KnownName]
) -> dict[NameUse, Meaning]:
    """What people judged of entities that only articles tell apart, as "Müller (Korvent)"."""
    called = {known.form.spelling: entity_of(known) for known in names}
    judged: dict[str, Meaning] = {}
    for decision in decisions_of_judgements(connection, "person", sorted({m.entity for m in meant.values()})):
        for one, other in ((decision.other, decision.one), (decision.one, decision.other)):
            if decision.verdict == "positive" and one not in called and (other in called or other < one):
                judged[one] = Meaning(called.get(other, other), decision.reason)
    return {use: judged.get(meaning.entity, meaning) for use, meaning in meant.items()}


def _settle_firms(connection: Connection, blocks: Sequence[Sequence[KnownName]]) -> None:
    """Each short name is asked for the longer ones of its block that it can stand for."""
    shared = [names for names in blocks if len(names) > 1]
    names = [known for of_block in shared for known in of_block]
    if not names:
        return
    fulls = _fulls(connection, shared, _judged_apart(connection, "organised", names))
    numbers = {known.number for known in names if entity_of(known) in fulls} | _with_meanings(connection, names)
    places = _load_uses(connection, [known for known in names if known.number in numbers])
    uses: dict[str, list[NameUse]] = defaultdict(list)
    for use in places:
        uses[use.entity].append(use)
    meant: dict[NameUse, Meaning] = {}
    for entity, of_entity in uses.items():
        candidates = [known for known in names if entity_of(known) in fulls.get(entity, ())]
        if candidates:
            company = _company(connection, candidates, sorted({block for use in of_entity for block in use.blocks}))
            counts: Counter[str] = Counter()
            for known in candidates:
                counts[entity_of(known)] += known.articles
            meant |= firms_meant(of_entity, company, counts)
    _write(connection, places, meant)


def _judged_apart(connection: Connection, family: str, names: Sequence[KnownName]) -> frozenset[tuple[str, str]]:
    judged = decisions_of_judgements(connection, family, [known.form.spelling for known in names])
    apart = [decision for decision in judged if decision.verdict == "negative"]
    return frozenset(pair for d in apart for pair in ((d.one, d.other), (d.other, d.one)))


def _fulls(
    connection: Connection, blocks: Sequence[Sequence[KnownName]], apart: frozenset[tuple[str, str]]
) -> dict[str, set[str]]:
    """For each entity the others of its block that articles shorten to one of its names, if nobody judged otherwise."""
    pairs = []
    for names in blocks:
        by_form = {known.form: known for known in names}
        for short in names:
            fulls = [by_form[form] for form in longer_names(short.form, by_form)]
            pairs += [(short, full) for full in fulls if entity_of(full) != entity_of(short)]
    table = schema.learnt_names
    shortened: set[tuple[int, str]] = set()
    for some in in_parts(sorted({full.number for _, full in pairs})):
        rows = connection.execute(sa.select(table.c.known, table.c.short).where(table.c.known.in_(some)).distinct())
        shortened.update((row.known, row.short) for row in rows)
    found: dict[str, set[str]] = defaultdict(set)
    for short, full in pairs:
        is_apart = (short.form.spelling, full.form.spelling) in apart
        if (full.number, short.form.compact) in shortened and not is_apart:
            found[entity_of(short)].add(entity_of(full))
    return found


def _with_meanings(connection: Connection, names: Sequence[KnownName]) -> set[int]:
    """The names by which some article means another entity."""
    u = schema.name_uses
    found: set[int] = set()
    for some in in_parts([known.number for known in names]):
        query = sa.select(u.c.known).where(u.c.known.in_(some), u.c.entity.is_not(None)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def _company(connection: Connection, names: Sequence[KnownName], blocks: Sequence[str]) -> dict[str, frozenset[str]]:
    """Which of these blocks articles name together with each of the entities."""
    one, other = schema.name_uses.alias(), schema.name_uses.alias()
    k = schema.known_names
    query = (
        sa.select(one.c.known, k.c.block)
        .distinct()
        .select_from(one)
        .join(other, other.c.article == one.c.article)
        .join(k, k.c.number == other.c.known)
        .where(one.c.known.in_([known.number for known in names]), other.c.kind.in_(TELLING))
    )
    found: dict[str, set[str]] = {entity_of(known): set() for known in names}
    by_number = {known.number: entity_of(known) for known in names}
    wanted = set(blocks)
    for row in connection.execute(query):
        if row.block in wanted:
            found[by_number[row.known]].add(row.block)
    return {entity: frozenset(of_entity) for entity, of_entity in found.items()}


def _load_uses(connection: Connection, names: Sequence[KnownName]) -> dict[NameUse, tuple[int, int, Meaning | None]]:
    """The uses of these names with their rows; a context that nobody asked for before is looked up now, and kept."""
    by_number = {known.number: known for known in names}
    u, a = schema.name_uses, schema.articles
    query = sa.select(u, a.c.id, a.c.key, a.c.version).join(a, a.c.number == u.c.article)
    rows = [
        row
        for some in in_parts(sorted(by_number))
        for row in connection.execute(query.where(u.c.known.in_(some)).order_by(u.c.known, u.c.article))
    ]
    missing = _find_contexts(connection, [(row.known, row.article) for row in rows if row.context is None], by_number)
    found = {}
    for row in rows:
        known = by_number[row.known]
        around = tuple(row.context) if row.context is not None else missing[row.known, row.article]
        article, label = f"{row.key} {row.version}", _label(row.id, row.version)
        use = NameUse(known.form, entity_of(known), article, around, label)
        meant = Meaning(row.entity, row.reason) if row.entity is not None else None
        found[use] = (row.known, row.article, meant)
    return found


def _label(article: str, version: int) -> str:
    """The article as people know it."""
    return article if version == 1 else f"{article}, version {version}"


def _find_contexts(
    connection: Connection, places: Sequence[tuple[int, int]], by_number: dict[int, KnownName]
) -> dict[tuple[int, int], Around]:
    found: dict[tuple[int, int], Around] = {}
    for some in in_parts(sorted({article for _, article in places})):
        contexts = contexts_of(connection, some)
        for number, article in places:
            if article in some:
                form = by_number[number].form
                found[number, article] = contexts.get((article, form.family, form.spelling), ())
    if found:
        u = schema.name_uses
        update = sa.update(u).where(u.c.known == sa.bindparam("name"), u.c.article == sa.bindparam("place"))
        rows = [{"name": n, "place": a, "names": list(around)} for (n, a), around in found.items()]
        connection.execute(update.values(context=sa.bindparam("names")), rows)
    return found


def _write(
    connection: Connection, places: dict[NameUse, tuple[int, int, Meaning | None]], meant: dict[NameUse, Meaning]
) -> None:
    """Note what changed."""
    rows = []
    for use, (number, article, before) in places.items():
        now = meant.get(use)
        if now != before:
            entity, reason = (now.entity, now.reason) if now else (None, None)
            rows.append({"name": number, "place": article, "called": entity, "because": reason})
    if rows:
        u = schema.name_uses
        update = sa.update(u).where(u.c.known == sa.bindparam("name"), u.c.article == sa.bindparam("place"))
        connection.execute(update.values(entity=sa.bindparam("called"), reason=sa.bindparam("because")), rows)
        ask_to_read_again(connection, (int(str(row["place"])) for row in rows))
