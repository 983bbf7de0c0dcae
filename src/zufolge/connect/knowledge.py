"""What files know of names beforehand: aliases and identifiers of one subject. People count more, spelling less.

What is imported stays where it is written down; a judgement can go against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.decisions import KNOWLEDGE, UNSURE, Decision
from zufolge.connect.name_forms import Family, NameForm, form_of
from zufolge.connect.names_of_articles import in_parts
from zufolge.ledger import schema


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something that a file knows: its names, the best known first, and identifiers as scheme and value."""

    id: str
    family: Family
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """How much of a file was new."""

    subjects: int
    aliases: int
    identifiers: int


def note_subjects(connection: Connection, subjects: Iterable[Subject], author: str, noted: str) -> Imported:
    """Write down what is not known yet; `author` names the file, `noted` is an ISO time in UTC."""
    counts = [0, 0, 0]
    for subject in subjects:
        forms = [form_of(name, subject.family) for name in dict.fromkeys(subject.names)]
        aliases = [
            {
                "subject": subject.id,
                "family": subject.family,
                "spelling": form.spelling,
                "compact": form.compact,
                "author": author,
                "noted": noted,
            }
            for form in forms
            if form.compact
        ]
        marks = [{"subject": subject.id, "scheme": scheme, "value": value} for scheme, value in subject.identifiers]
        counts[0] += 1
        counts[1] += _insert_new(connection, schema.known_aliases, aliases)
        counts[2] += _insert_new(connection, schema.identifiers, marks)
    return Imported(*counts)


def _insert_new(connection: Connection, table: sa.Table, rows: Sequence[dict[str, str]]) -> int:
    """Insert the rows that are not there; gives how many."""
    if not rows:
        return 0
    columns = ("spelling",) if "spelling" in rows[0] else ("scheme", "value")
    query = sa.select(*(table.c[column] for column in columns)).where(table.c.subject == rows[0]["subject"])
    known = {tuple(row) for row in connection.execute(query)}
    new = [row for row in rows if tuple(row[column] for column in columns) not in known]
    if new:
        connection.execute(sa.insert(table), new)
    return len(new)


def aliases_of(connection: Connection, family: str, compacts: Sequence[str]) -> list[str]:
    """The compact forms of all names of the subjects that have a name of one of these forms."""
    table = schema.known_aliases
    found: set[str] = set()
    for some in in_parts(compacts):
        of_names = sa.select(table.c.subject).where(table.c.compact.in_(some), table.c.family == family)
        found.update(connection.execute(sa.select(table.c.compact).where(table.c.subject.in_(of_names))).scalars())
    return sorted(found)


def decisions_of_knowledge(connection: Connection, family: str, forms: Sequence[NameForm]) -> Iterator[Decision]:
    """Names of one subject are one entity, unless one of them is a name of several subjects."""
    table = schema.known_aliases
    by_compact: dict[str, list[NameForm]] = defaultdict(list)
    for form in forms:
        by_compact[form.compact].append(form)
    subjects: dict[str, dict[str, Any]] = defaultdict(dict)
    query = sa.select(table.c.subject, table.c.compact, table.c.spelling, table.c.author, table.c.noted)
    for some in in_parts(sorted(by_compact)):
        rows = connection.execute(query.where(table.c.compact.in_(some), table.c.family == family))
        for alias in sorted(rows, key=lambda alias: (alias.subject, alias.spelling)):
            subjects[alias.compact].setdefault(alias.subject, alias)
    of_subject: dict[str, set[str]] = defaultdict(set)
    for compact, rows_of in subjects.items():
        for subject in rows_of:
            of_subject[subject].add(compact)
    for subject, compacts in sorted(of_subject.items()):
        for one, other in combinations(sorted(compacts), 2):
            is_sure = len(subjects[one]) == len(subjects[other]) == 1
            row = subjects[one][subject]
            reason = f"{row.author}, imported on {row.noted[:10]}, gives both as names of one subject"
            yield from _pairs(by_compact[one], by_compact[other], reason, is_sure)


def _pairs(ones: Sequence[NameForm], others: Sequence[NameForm], reason: str, is_sure: bool) -> Iterator[Decision]:
    for one in ones:
        for other in others:
            a, b = sorted((one.spelling, other.spelling))
            if is_sure:
                yield Decision(a, b, "positive", "knowledge", reason, KNOWLEDGE)
            else:
                words = f"{reason}, but one of them is a name of others, too"
                yield Decision(a, b, "unsure", "knowledge", words, UNSURE)


def identifiers_of(connection: Connection, forms: Iterable[NameForm]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The identifiers of each spelling, as scheme and value, where one subject alone has a name of that form."""
    by_compact: dict[str, list[NameForm]] = defaultdict(list)
    for form in forms:
        by_compact[form.compact].append(form)
    a, i = schema.known_aliases, schema.identifiers
    query = sa.select(a.c.compact, a.c.family, a.c.subject, i.c.scheme, i.c.value)
    query = query.join(i, i.c.subject == a.c.subject, isouter=True).distinct()
    subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
    values: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for some in in_parts(sorted(by_compact)):
        for row in connection.execute(query.where(a.c.compact.in_(some))):
            subjects[row.compact, row.family].add(row.subject)
            if row.scheme is not None:
                values[row.compact, row.family].add((row.scheme, row.value))
    return {
        form.spelling: tuple(sorted(values[compact, form.family]))
        for compact, of_compact in by_compact.items()
        for form in of_compact
        if len(subjects[compact, form.family]) == 1
    }
