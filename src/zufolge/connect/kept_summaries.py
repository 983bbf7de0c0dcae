"""Keeps what is told of each deal: parties, stages, figures, origins. Worked out anew where its claims have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.background import Background
from zufolge.connect.contradictions import find_contradictions
from zufolge.connect.deals import Deal, id_of, subject_of, tell_deal
from zufolge.connect.grouping import Group, group_of
from zufolge.connect.judged import load_judged
from zufolge.connect.kept_content import content_of_contradiction, content_of_deal, rank_of
from zufolge.connect.kept_shapes import KeptShapes
from zufolge.connect.kept_strands import load_strands
from zufolge.connect.kept_told import load_posts_of, load_told, speakers
from zufolge.connect.known import KnownClaim
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.origin_loading import load_background
from zufolge.connect.origin_tree import Origins
from zufolge.connect.origins import count_origins
from zufolge.connect.passages import Passage, load_passages
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Undertaking
from zufolge.connect.versions import published_by
from zufolge.connect.who import Who
from zufolge.ledger import schema

FIRST_ARTICLES: Final = 20
LAST_ARTICLES: Final = 40
"""Of a deal in more articles, stages, figures and origins are read from its first and its latest ones."""

DEALS_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group of the ledger with the claims and sentences from which its deal is told."""

    group: Group
    read: tuple[Told, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A deal with its origins, what contradicts in it, and the last day of anything that it rests on."""

    deal: Deal
    origins: Origins
    subject: str
    known_by: str | None


def mark_stale(connection: Connection, strands: Iterable[int]) -> None:
    """Note that what is told of these deals has to be worked out again."""
    wanted = sorted(set(strands))
    table = schema.stale_deals
    known: set[int] = set()
    for some in in_parts(wanted):
        known.update(connection.execute(sa.select(table.c.strand).where(table.c.strand.in_(some))).scalars())
    rows = [{"strand": strand} for strand in wanted if strand not in known]
    if rows:
        connection.execute(sa.insert(table), rows)


def count_stale(connection: Connection) -> int:
    """How many deals have to be worked out again."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(schema.stale_deals)).scalar_one())


def refresh_deals(connection: Connection, at_most: int | None = None) -> int:
    """Work out again what is told of stale deals, at most so many; gives how many are left."""
    table = schema.stale_deals
    done = 0
    while at_most is None or done < at_most:
        query = sa.select(table.c.strand).order_by(table.c.strand).limit(DEALS_AT_ONCE)
        some = connection.execute(query).scalars().all()
        if not some:
            return 0
        _refresh(connection, some)
        done += len(some)
    return count_stale(connection)


def bury(connection: Connection, strands: Iterable[int]) -> None:
    """Forget what was told of deals that are none any more."""
    subjects: set[str] = set()
    for some in in_parts(sorted(set(strands))):
        subjects |= _take_out(connection, some)
        connection.execute(sa.delete(schema.stale_deals).where(schema.stale_deals.c.strand.in_(some)))
    _number_subjects(connection, subjects)


def _take_out(connection: Connection, strands: Sequence[int]) -> set[str]:
    deals, parties, against = schema.deals, schema.deal_parties, schema.deal_contradictions
    query = sa.select(deals.c.subject).where(deals.c.strand.in_(strands))
    subjects = set(connection.execute(query).scalars())
    if subjects:
        connection.execute(sa.delete(parties).where(parties.c.deal.in_(strands)))
        connection.execute(sa.delete(against).where(against.c.deal.in_(strands)))
        connection.execute(sa.delete(deals).where(deals.c.strand.in_(strands)))
    return subjects


def _refresh(connection: Connection, strands: Sequence[int]) -> None:
    subjects = _take_out(connection, strands)
    groups = load_kept_groups(connection, strands)
    summaries = summarise(connection, groups)
    rows, parties, against = [], [], []
    for one in summaries:
        number, deal = one.number, one.summary.deal
        rows.append(_row(one))
        parties += [{"entity": name, "deal": number} for name in sorted({party.entity for party in deal.parties})]
        for found in find_contradictions((), [deal]):
            content = content_of_contradiction(found)
            against.append({"deal": number, "day": found.last_day, "rank": rank_of(found), "content": content})
    for table, values in ((schema.deals, rows), (schema.deal_parties, parties), (schema.deal_contradictions, against)):
        if values:
            connection.execute(sa.insert(table), values)
    connection.execute(sa.delete(schema.stale_deals).where(schema.stale_deals.c.strand.in_(strands)))
    _number_subjects(connection, subjects | {row["subject"] for row in rows})


@dataclass(frozen=True, slots=True)
class Summarised:
    """A summary with the number of its strand."""

    number: int
    group: Group
    summary: Summary


def _row(one: Summarised) -> dict[str, Any]:
    deal = one.summary.deal
    return {
        "strand": one.number,
        "id": "",
        "subject": one.summary.subject,
        "type": deal.type,
        "stage": deal.stage,
        "first": one.group.first or "9",
        "last": deal.last_day,
        "begins": "\x1f".join(one.group.members[0].order),
        "known_by": one.summary.known_by,
        "content": content_of_deal(deal, one.summary.origins),
    }


def _number_subjects(connection: Connection, subjects: Iterable[str]) -> None:
    """Give the deals about each subject their ids, in the order of time."""
    table = schema.deals
    rows: dict[str, list[Any]] = defaultdict(list)
    for some in in_parts(sorted(set(subjects))):
        query = sa.select(table.c.strand, table.c.id, table.c.subject).where(table.c.subject.in_(some))
        for row in connection.execute(query.order_by(table.c.first, table.c.begins)):
            rows[row.subject].append(row)
    changed = [
        {"s": row.strand, "i": id_of(subject, place)}
        for subject, some in sorted(rows.items())
        for place, row in enumerate(some, 1)
        if row.id != id_of(subject, place)
    ]
    if changed:
        update = sa.update(table).where(table.c.strand == sa.bindparam("s")).values(id=sa.bindparam("i"))
        connection.execute(update, changed)


def load_kept_groups(connection: Connection, strands: Sequence[int]) -> dict[int, KeptGroup]:
    """The groups of these strands; those of very many articles with only some of them to be read."""
    groups = load_groups(connection, strands)
    passages = load_kept_passages(connection, sorted(groups))
    return {n: KeptGroup(group, read_of(group), tuple(passages.get(n, ()))) for n, group in groups.items()}


def load_groups(connection: Connection, strands: Sequence[int]) -> dict[int, Group]:
    """The groups of these strands, without what is read of them."""
    shapes = KeptShapes(connection)
    own: dict[int, list[Told]] = defaultdict(list)
    joined: dict[int, list[tuple[Told, str]]] = defaultdict(list)
    for row, told in load_told(connection, schema.told.c.deal, strands, shapes):
        if row.joined is None:
            own[row.deal].append(told)
        else:
            joined[row.deal].append((told, row.why))
    kept = load_strands(connection, own.keys() | joined.keys(), shapes)
    return {number: group_of(strand, own[number], joined[number]) for number, strand in kept.items()}


def read_of(group: Group) -> tuple[Told, ...]:
    """The claims of the articles from which the deal is told."""
    articles = list(dict.fromkeys(one.article for one in group.members))
    if len(articles) <= FIRST_ARTICLES + LAST_ARTICLES:
        return group.members
    read = {*articles[:FIRST_ARTICLES], *articles[-LAST_ARTICLES:]}
    return tuple(one for one in group.members if one.article in read)


def load_kept_passages(
    connection: Connection, strands: Sequence[int], until: str | None = None
) -> dict[int, list[Passage]]:
    """The sentences that tell of the deals of these strands; the latest ones, where there are very many."""
    table, a = schema.witnesses, schema.articles
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    query = sa.select(table, a.c.published).join(a, a.c.number == table.c.article)
    for some in in_parts(strands):
        ordered = query.where(table.c.strand.in_(some)).order_by(a.c.published, a.c.id, table.c.start)
        for row in connection.execute(ordered):
            if published_by(row.published, until):
                places[row.strand].append((row.article, row.start))
    chosen = {strand: some[-LAST_ARTICLES:] for strand, some in places.items()}
    articles = {article for some in chosen.values() for article, _ in some}
    who = Who(connection)
    who.load(sorted(articles))
    known = {(one.article_number, one.span.start): one for one in load_passages(connection, articles, who)}
    return {
        strand: sorted((known[place] for place in some if place in known), key=_order)
        for strand, some in chosen.items()
    }


def _order(one: Passage) -> tuple[object, ...]:
    return one.article, one.version, one.article_number, one.span


def summarise(
    connection: Connection, groups: Mapping[int, KeptGroup], until: str | None = None, *, whole: bool = False
) -> list[Summarised]:
    """What is told of each group, by what was known `until` then; `whole`: from all claims, however many."""
    who = Who(connection)
    read = {number: one.group.members if whole else one.read for number, one in groups.items()}
    claims = sorted({told.claim for some in read.values() for told in some})
    known = {one.number: one for one in load_judged(connection, claims, who)}
    posts = load_posts_of(connection, speakers(known.values()), who, until)
    deals: dict[int, Deal] = {}
    for number, one in sorted(groups.items()):
        members = [Undertaking(known[told.claim], told.shape) for told in read[number] if told.claim in known]
        deals[number] = tell_deal(one.group, members, posts, one.passages, "")
    vouching = [claim for deal in deals.values() for claim in deal.vouching]
    background = load_background(connection, vouching, who, until)
    days = _days_of_posts(connection, background)
    found = []
    for number, deal in deals.items():
        origins = replace(count_origins(deal.vouching, background), articles=len(deal.articles))
        known_by = _known_by(groups[number], deal.vouching, background, days)
        summary = Summary(deal, origins, subject_of(groups[number].group), known_by)
        found.append(Summarised(number, groups[number].group, summary))
    return found


def _days_of_posts(connection: Connection, background: Background) -> dict[str, str]:
    """The last day on which an article gives each person a post."""
    articles = {post.article: post.person for post in background.posts}
    table, days = schema.articles, dict[str, str]()
    published: dict[str, str] = {}
    for some in in_parts(sorted(articles)):
        query = sa.select(table.c.id, table.c.published).where(table.c.id.in_(some))
        published |= {row.id: row.published or "9" for row in connection.execute(query)}
    for post in background.posts:
        days[post.person] = max(days.get(post.person, ""), published[post.article][:10])
    return days


def _known_by(
    kept: KeptGroup, vouching: Sequence[KnownClaim], background: Background, posts: Mapping[str, str]
) -> str | None:
    """The last day of what the summary rests on; None where something has no date."""
    days = [one.day for one in kept.group.members] + [one.day for one in kept.passages]
    chains = [known.claim.attribution for known in vouching]
    chains += [said.chain for known in vouching for said in background.article(known.article_number).statements]
    people = {s.entity for chain in chains for link in chain for s in link.sources if s.entity is not None}
    known = [day for day in (*days, *(posts[one] for one in sorted(people) if one in posts)) if day is not None]
    return max(known) if None not in days else None
