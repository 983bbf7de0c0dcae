"""What people do to entities: merge two, split a name off, import what a file knows. Nothing that was read changes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from zufolge.connect.catch_up import catch_up, decide_anew
from zufolge.connect.entities import load_names
from zufolge.connect.judgements import EntityJudgement, JudgedVerdict, add_judgement
from zufolge.connect.knowledge import Imported, note_subjects
from zufolge.connect.knowledge_files import read_knowledge
from zufolge.connect.lookup import Meant, find_meant
from zufolge.connect.name_forms import form_of
from zufolge.ledger import schema
from zufolge.model import ZufolgeError


@dataclass(frozen=True, slots=True)
class Signature:
    """Who judges, when (an ISO time in UTC), and why."""

    author: str
    judged: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with the entities that there are now: one after a merge, two after a split."""

    judgement: EntityJudgement
    entities: tuple[Meant, ...]


def merge_entities(connection: Connection, one: str, other: str, signature: Signature) -> Judged:
    """Judge that `one` and `other` are one entity. Raises ZufolgeError where they are already, or cannot be."""
    a = find_meant(connection, one)
    b = find_meant(connection, other, a.family)
    if a.entity == b.entity:
        raise ZufolgeError(f"{one!r} and {other!r} are one entity already: {a.entity}.")
    return _judge(connection, (a, b), "positive", signature)


def split_name(connection: Connection, entity: str, name: str, signature: Signature) -> Judged:
    """Judge that `name` is not the entity `entity`, which it stands for now; the last merge between them is undone.

    `entity` may be any of its names: that name and `name` are kept apart. Raises ZufolgeError where `name` is none
    of its names, or its only one.
    """
    a = find_meant(connection, entity)
    b = find_meant(connection, name, a.family)
    if a.entity != b.entity:
        raise ZufolgeError(f"{name!r} is no name of {a.entity}: it stands for {b.entity} already.")
    others = [spelling for spelling in a.spellings if spelling != b.spelling]
    if not others:
        raise ZufolgeError(f"{b.spelling!r} is the only name of {a.entity}; there is nothing to split.")
    kept = a.spelling if a.spelling != b.spelling else others[0]
    return _judge(connection, (Meant(a.entity, a.family, a.names, kept), b), "negative", signature)


def _judge(connection: Connection, pair: tuple[Meant, Meant], verdict: JudgedVerdict, signature: Signature) -> Judged:
    one, other = sorted(meant.spelling for meant in pair)
    family = pair[0].family
    judgement = EntityJudgement(family, one, other, verdict, signature.author, signature.judged, signature.reason)
    add_judgement(connection, judgement)
    catch_up(connection)
    names = [known for meant in pair for known in meant.names if known.form.spelling == meant.spelling]
    now = {meant.entity: meant for meant in (find_meant(connection, k.form.spelling, family) for k in names)}
    return Judged(judgement, tuple(now.values()))


def import_knowledge(connection: Connection, source: str, noted: str) -> Imported:
    """Note what a file knows of aliases and identifiers (see `knowledge_files`), and decide anew about its names."""
    author, subjects = read_knowledge(source)
    catch_up(connection)
    held = list(subjects)
    imported = note_subjects(connection, held, author, noted)
    for family in sorted({subject.family for subject in held}):
        compacts = {form_of(name, family).compact for s in held if s.family == family for name in s.names}
        names = list(load_names(connection, schema.known_names.c.compact, sorted(compacts), family))
        decide_anew(connection, names)
    return imported
