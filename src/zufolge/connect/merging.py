"""What people do to entities: merge two, split a name off, import what a file knows. Nothing that was read changes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from zufolge.connect.catch_up import catch_up, decide_anew
from zufolge.connect.clusters import cluster_names
from zufolge.connect.entities import decisions_about, load_names
from zufolge.connect.judgements import JUDGED, EntityJudgement, JudgedVerdict, add_judgement, load_judgements
from zufolge.connect.knowledge import Imported, note_subjects
from zufolge.connect.knowledge_files import read_knowledge
from zufolge.connect.lookup import Meant, find_meant
from zufolge.connect.name_forms import Family, form_of
from zufolge.ledger import schema
from zufolge.model import ZufolgeError


@dataclass(frozen=True, slots=True)
class Signature:
    """Who judges, when (an ISO time in UTC), and why."""

    author: str
    judged: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one family."""

    family: Family
    one: str
    other: str


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
    return _judge(connection, Pair(a.family, a.spelling, b.spelling), "positive", signature)


def split_name(connection: Connection, entity: str, name: str, signature: Signature) -> Judged:
    """Judge that `name` is not the entity `entity`, which it stands for now.

    Where a merge by people brought the two together, the last one is withdrawn, and all is as before. Else the two
    names are kept apart from now on; `entity` may be any of its names. Raises ZufolgeError where `name` is none of
    its names, or its only one.
    """
    a = find_meant(connection, entity)
    directly = _last_between(connection, a, name)
    if directly is not None:
        return _judge(connection, directly, _before(connection, directly), signature)
    b = find_meant(connection, name, a.family)
    if a.entity != b.entity:
        raise ZufolgeError(f"{name!r} is no name of {a.entity}: it stands for {b.entity} already.")
    others = [spelling for spelling in a.spellings if spelling != b.spelling]
    if not others:
        raise ZufolgeError(f"{b.spelling!r} is the only name of {a.entity}; there is nothing to split.")
    pair = Pair(a.family, a.spelling if a.spelling != b.spelling else others[0], b.spelling)
    merged = _merge_between(connection, a, pair)
    if merged is not None:
        return _judge(connection, merged, _before(connection, merged), signature)
    return _judge(connection, pair, "negative", signature)


def _last_between(connection: Connection, meant: Meant, name: str) -> Pair | None:
    """The merge of a name of the entity with just this name, if it still holds."""
    ones = {*meant.spellings, meant.spelling, meant.entity}
    for judgement in reversed(list(load_judgements(connection, meant.family, [name]))):
        if {judgement.one, judgement.other} <= {*ones, name}:
            pair = Pair(meant.family, judgement.one, judgement.other)
            return pair if judgement.verdict == "positive" else None
    return None


def _merge_between(connection: Connection, meant: Meant, pair: Pair) -> Pair | None:
    """The last merge by people without which the two names would not be one."""
    decisions = list(decisions_about(connection, meant.names))
    merges = [d for d in decisions if d.rule == JUDGED and d.verdict == "positive"]
    for merge in sorted(merges, key=lambda d: -d.turn):
        rest = [d for d in decisions if (d.one, d.other, d.rule) != (merge.one, merge.other, JUDGED)]
        if not any({pair.one, pair.other} <= set(cluster) for cluster in cluster_names(meant.spellings, rest)):
            return Pair(meant.family, merge.one, merge.other)
    return None


def _before(connection: Connection, pair: Pair) -> JudgedVerdict:
    """What held of the pair before its last judgement."""
    judged = [
        j for j in load_judgements(connection, pair.family, [pair.one]) if {j.one, j.other} == {pair.one, pair.other}
    ]
    return "negative" if len(judged) > 1 and judged[-2].verdict == "negative" else "withdrawn"


def _judge(connection: Connection, pair: Pair, verdict: JudgedVerdict, signature: Signature) -> Judged:
    one, other = sorted((pair.one, pair.other))
    judgement = EntityJudgement(pair.family, one, other, verdict, signature.author, signature.judged, signature.reason)
    add_judgement(connection, judgement)
    catch_up(connection)
    known = load_names(connection, schema.known_names.c.spelling, [one, other], pair.family)
    now = [find_meant(connection, name.form.spelling, pair.family) for name in known]
    return Judged(judgement, tuple({meant.entity: meant for meant in now}.values()))


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
