"""Decides for known names which of them are one entity, and writes down why. What an article means by a short
name in its own context: see `short_names`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.clusters import choose_name, cluster_names, strongest
from zufolge.connect.decisions import LEARNT, UNSURE, Decision, decide
from zufolge.connect.judgements import decisions_of_judgements, judged_with
from zufolge.connect.knowledge import aliases_of, decisions_of_knowledge
from zufolge.connect.name_forms import Family, NameForm, form_of, is_complete
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.waiting import ask_to_read_again
from zufolge.ledger import schema

FAMILIES: Final[tuple[Family, ...]] = ("organised", "person", "place", "product")
PERSON_MARK: Final = " (person)"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that articles use, in one family, with the entity it stands for unless an article means another."""

    number: int
    form: NameForm
    entity: str | None = None
    articles: int = 0


def entity_of(known: KnownName) -> str:
    """What the name stands for by itself."""
    return known.entity or known.form.spelling


@dataclass(frozen=True, slots=True)
class Learnt:
    """That an article itself explains a short name."""

    full: int
    short: str
    article: int
    words: str


def settle(connection: Connection, touched: Iterable[int]) -> list[KnownName]:
    """Decide anew about these known names and all that hang together with them; gives those whose entity changed."""
    gathered = _gather(connection, sorted(set(touched)))
    changed: list[KnownName] = []
    for family in FAMILIES:
        names = [known for known in gathered.values() if known.form.family == family]
        if names:
            changed += _settle_family(connection, sorted(names, key=lambda known: known.form.spelling))
    return changed


def _gather(connection: Connection, start: Sequence[int]) -> dict[int, KnownName]:
    """The known names that some decision, for or against, ties to those given, by number."""
    found: dict[int, KnownName] = {}
    ahead = list(load_names(connection, schema.known_names.c.number, start))
    while ahead:
        new = [known for known in ahead if known.number not in found]
        found |= {known.number: known for known in new}
        ahead = [known for known in _neighbours(connection, new) if known.number not in found]
    return found


def _neighbours(connection: Connection, names: Sequence[KnownName]) -> Iterator[KnownName]:
    """Known names that a decision can tie to one of these, and some more."""
    table = schema.known_names
    for family in sorted({known.form.family for known in names}):
        forms = [known.form for known in names if known.form.family == family]
        compacts = {spelling for form in forms for spelling in _comparable(form)}
        numbers = [known.number for known in names if known.form.family == family]
        if family == "organised":
            compacts |= {learnt.short for learnt in load_learnt(connection, schema.learnt_names.c.known, numbers)}
            shorts = sorted({form.compact for form in forms})
            fulls = [learnt.full for learnt in load_learnt(connection, schema.learnt_names.c.short, shorts)]
            yield from load_names(connection, table.c.number, fulls)
            yield from load_names(connection, table.c.compact, shorts, "person")
        yield from load_names(connection, table.c.compact, sorted(compacts), family)
        known = aliases_of(connection, family, sorted({form.compact for form in forms}))
        yield from load_names(connection, table.c.compact, known, family)
        judged = judged_with(connection, family, [form.spelling for form in forms])
        yield from load_names(connection, table.c.spelling, judged, family)


def _comparable(form: NameForm) -> tuple[str, ...]:
    base = form.compact.rstrip("s")
    return (form.compact, base, f"{base}s", f"{base}ss")


def load_names(
    connection: Connection,
    column: sa.Column[int] | sa.Column[str],
    values: Sequence[object],
    family: Family | None = None,
) -> Iterator[KnownName]:
    """The known names whose `column` is one of the values, in the order of their numbers."""
    table = schema.known_names
    for some in in_parts(values):
        query = sa.select(table.c.number, table.c.spelling, table.c.family, table.c.entity, table.c.articles).where(
            column.in_(some)
        )
        if family is not None:
            query = query.where(table.c.family == family)
        for row in connection.execute(query.order_by(table.c.number)).all():
            yield KnownName(row.number, form_of(row.spelling, row.family), row.entity, row.articles)


def load_learnt(
    connection: Connection, column: sa.Column[int] | sa.Column[str], values: Sequence[object]
) -> Iterator[Learnt]:
    """What articles explain of these names, in a fixed order; not that they only leave words out at the end."""
    table = schema.learnt_names
    for some in in_parts(values):
        query = (
            sa.select(table)
            .where(column.in_(some), table.c.words != "")
            .order_by(table.c.known, table.c.short, table.c.article)
        )
        for row in connection.execute(query).all():
            yield Learnt(row.known, row.short, row.article, row.words)


def _settle_family(connection: Connection, names: Sequence[KnownName]) -> list[KnownName]:
    by_spelling = {known.form.spelling: known for known in names}
    decisions = list(decisions_about(connection, names))
    clusters = cluster_names(by_spelling, decisions)
    entities = name_entities([[by_spelling[name].form for name in cluster] for cluster in clusters])
    if names[0].form.family == "person":
        entities = _marked(connection, names, entities)
    changed = [replace(known, entity=entities[known.form.spelling]) for known in names]
    changed = [known for known in changed if known.entity != by_spelling[known.form.spelling].entity]
    if changed:
        table = schema.known_names
        update = sa.update(table).where(table.c.number == sa.bindparam("known"))
        rows = [{"known": known.number, "called": known.entity} for known in changed]
        connection.execute(update.values(entity=sa.bindparam("called")), rows)
        _read_again(connection, [known.number for known in changed if by_spelling[known.form.spelling].entity])
    _write_links(connection, by_spelling, decisions)
    return changed


def _read_again(connection: Connection, names: Sequence[int]) -> None:
    """What articles tell under these names is told of others than before."""
    table, articles = schema.name_uses, set[int]()
    for some in in_parts(sorted(names)):
        articles.update(connection.execute(sa.select(table.c.article).where(table.c.known.in_(some))).scalars())
    ask_to_read_again(connection, articles)


def decisions_about(connection: Connection, names: Sequence[KnownName]) -> Iterator[Decision]:
    """Everything that speaks for or against any two of these names of one family being one."""
    alike: dict[str, list[NameForm]] = defaultdict(list)
    for known in names:
        alike[known.form.compact.rstrip("s")].append(known.form)
    for forms in alike.values():
        for one, other in combinations(forms, 2):
            decision = decide(one, other)
            if decision is not None:
                yield decision
    yield from _learnt_decisions(connection, names)
    family = names[0].form.family
    yield from decisions_of_knowledge(connection, family, [known.form for known in names])
    yield from decisions_of_judgements(connection, family, [known.form.spelling for known in names])


def _learnt_decisions(connection: Connection, names: Sequence[KnownName]) -> Iterator[Decision]:
    """What articles explain: certain where all of them mean the same name."""
    by_number = {known.number: known for known in names}
    by_compact: dict[str, list[KnownName]] = defaultdict(list)
    for known in names:
        by_compact[known.form.compact].append(known)
    explained: dict[str, dict[int, Learnt]] = defaultdict(dict)
    for learnt in load_learnt(connection, schema.learnt_names.c.short, sorted(by_compact)):
        if learnt.full in by_number:
            explained[learnt.short].setdefault(learnt.full, learnt)
    for short, fulls in sorted(explained.items()):
        is_one = len({by_number[full].form.compact for full in fulls}) == 1
        for known in by_compact[short]:
            for full, learnt in sorted(fulls.items()):
                yield _learnt_decision(known.form, by_number[full].form, learnt, is_one and not is_complete(known.form))


def _learnt_decision(short: NameForm, full: NameForm, learnt: Learnt, is_one: bool) -> Decision:
    one, other = sorted((short.spelling, full.spelling))
    reason = f"an article explains it: “{learnt.words}” for “{full.spelling}”"
    if is_one:
        return Decision(one, other, "positive", "learnt", reason, LEARNT)
    return Decision(one, other, "unsure", "learnt", f"{reason}; elsewhere the short name means another", UNSURE)


def name_entities(clusters: Sequence[Sequence[NameForm]]) -> dict[str, str]:
    """What the entity of each spelling is called: without legal form, unless another would be called the same."""
    chosen = [choose_name(forms) for forms in clusters]
    bare = Counter(best.bare for best in chosen)
    home = {form.spelling: number for number, forms in enumerate(clusters) for form in forms}
    found: dict[str, str] = {}
    for number, (best, forms) in enumerate(zip(chosen, clusters, strict=True)):
        is_taken = bare[best.bare] > 1 or home.get(best.bare, number) != number
        found |= {form.spelling: best.spelling if is_taken else best.bare for form in forms}
    return found


def _marked(connection: Connection, names: Sequence[KnownName], entities: dict[str, str]) -> dict[str, str]:
    """People with the name of a firm get a mark, so that the two are never one."""
    compacts = sorted({known.form.compact for known in names})
    firms = {
        known.form.compact for known in load_names(connection, schema.known_names.c.compact, compacts, "organised")
    }
    taken = {entities[known.form.spelling] for known in names if known.form.compact in firms}
    return {name: entity + PERSON_MARK if entity in taken else entity for name, entity in entities.items()}


def _write_links(connection: Connection, by_spelling: dict[str, KnownName], decisions: Sequence[Decision]) -> None:
    table = schema.entity_links
    for some in in_parts(sorted(known.number for known in by_spelling.values())):
        connection.execute(sa.delete(table).where(table.c.one.in_(some) | table.c.other.in_(some)))
    rows = []
    for decision in strongest(decisions).values():
        one, other = by_spelling.get(decision.one), by_spelling.get(decision.other)
        if one is not None and other is not None:
            words = {"verdict": decision.verdict, "rule": decision.rule, "reason": decision.reason}
            rows.append({"one": one.number, "other": other.number, **words})
    if rows:
        connection.execute(sa.insert(table), rows)
