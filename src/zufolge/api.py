"""What Python programs use, and what the command line stands on: read articles, keep and ask a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy.engine import Connection

from zufolge.ask.about import About, tell_about
from zufolge.ask.article import Head, KeptArticle, load_heads, show_article
from zufolge.ask.changes import AskedChanges, Change, list_changes
from zufolge.ask.claims import Wanted, find_claims
from zufolge.ask.contradictions import AskedContradictions, list_contradictions
from zufolge.ask.deal import show_deal
from zufolge.ask.deals import AskedDeals, FoundDeal, list_deals
from zufolge.ask.entities import AskedEntities, Candidate, FoundEntity, list_candidates, list_entities
from zufolge.ask.evidence import Evidence, gather_evidence
from zufolge.ask.judged import find_judged
from zufolge.ask.origins import FoundOrigins, find_origins
from zufolge.ask.portrait import Portrait, tell_portrait
from zufolge.ask.recent_deals import RecentDeals, list_recent_deals, show_deal_of
from zufolge.ask.relations import Relations, find_relations
from zufolge.ask.search import (
    Counts,
    FoundArticle,
    FoundClaim,
    Query,
    count_claims,
    judge_claims,
    search_articles,
    search_claims,
)
from zufolge.ask.show import Shown, show_claim
from zufolge.ask.stats import Stats, count_ledger
from zufolge.ask.timeline import AskedTimeline, show_timeline
from zufolge.ask.watch import Seen, Watch, Watched, look_again
from zufolge.ask.why import Why, tell_why
from zufolge.connect.catch_up import Report, catch_up_ledger
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.correcting import correct
from zufolge.connect.finding import index_judgement
from zufolge.connect.knowledge import Imported
from zufolge.connect.known import KnownClaim
from zufolge.connect.merging import Judged, Signature, import_knowledge, merge_entities, split_name
from zufolge.connect.origin_loading import count_in_ledger
from zufolge.connect.origin_tree import Origins
from zufolge.connect.timelines import Timeline
from zufolge.connect.who import Who
from zufolge.export.article_claims import find_articles
from zufolge.export.writing import Exported, find_format, write_articles
from zufolge.ledger.connection import explained, locate_ledger, open_engine, write_surely, writing
from zufolge.ledger.judgements import Judgement, Verdict, add_judgement, last_judgements, load_judgements
from zufolge.ledger.views import KeptClaim, load_claims
from zufolge.ledger.writer import Added, add_reading
from zufolge.model import Reading
from zufolge.notation import write_claim

DEFAULT_LEDGER = "zufolge.db"


class Ledger:
    """A ledger of attributed claims: SQLite by default, another database by URL. Opening one makes it.

    >>> import zufolge
    >>> reading = zufolge.read("Die Nordfalk AG übernimmt die Alpenwerk GmbH.", published="2024-03-05")
    >>> ledger = zufolge.Ledger(":memory:")
    >>> ledger.add(reading), ledger.add(reading)
    ('new', 'known')
    >>> [(kept.id[:6], kept.claim.type, kept.evidence) for kept in ledger.claims(entity="nordfalk")]
    [('04b521', 'acquisition', 'Die Nordfalk AG übernimmt die Alpenwerk GmbH.')]
    >>> ledger.show("04b5").kept.claim.fillers("target")[0].entity
    'Alpenwerk GmbH'
    >>> ledger.stats().types
    (('acquisition', 1),)
    >>> ledger.close()

    Raises LedgerError where the ledger is locked, newer than this zufolge, damaged, or no ledger at all; with
    `must_exist` also where there is none.
    """

    def __init__(self, ledger: str | Path = DEFAULT_LEDGER, *, must_exist: bool = False) -> None:
        self._url = locate_ledger(str(ledger))
        self._engine = open_engine(str(ledger), must_exist=must_exist)

    def add(self, reading: Reading) -> Added:
        """Keep `reading`, all of it or nothing; says whether it was new, a new version, or known already."""
        with explained(self._url):
            return write_surely(self._engine, lambda connection: add_reading(connection, reading))

    def claims(
        self,
        *,
        entity: str | None = None,
        type: str | None = None,  # noqa: A002 -- the word of the field, and of every claim
        status: str | None = None,
        polarity: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        as_of: str | None = None,
    ) -> Iterator[KeptClaim]:
        """The claims that fit all of what is given, in the order of publication.

        What each question means, and how names match, says `zufolge.ask.claims.Wanted`.
        """
        wanted = Wanted(entity, type, status, polarity, source, since, until, text, as_of)
        with explained(self._url), self._engine.connect() as connection:
            yield from find_claims(connection, wanted)

    def show(self, claim: str) -> Shown:
        """The claim whose id begins with `claim`, with its sentence and the article's origins."""
        with explained(self._url), self._engine.connect() as connection:
            return show_claim(connection, claim)

    def stats(self) -> Stats:
        """How much the ledger holds, and of what."""
        with explained(self._url), self._engine.connect() as connection:
            return count_ledger(connection)

    def search(self, query: Query, *, before: int | None = None, most: int = 20) -> list[FoundClaim]:
        """At most `most` claims that fit, newest first; `before` is the place of the last one of the page before."""
        with self._connected() as connection:
            return search_claims(connection, query, before, most)

    def count(self, query: Query) -> Counts:
        """How many claims fit, and how they spread over types, statuses, sources and publishers."""
        with self._connected() as connection:
            return count_claims(connection, query)

    def search_articles(self, query: Query, *, before: int | None = None, most: int = 20) -> list[FoundArticle]:
        """At most `most` articles that hold the words, newest first."""
        with self._connected() as connection:
            return search_articles(connection, query, before, most)

    def catch_up(self, report: Report | None = None) -> None:
        """Bring what joins articles up to date, as every question does; `report` hears how far that is."""
        with explained(self._url):
            catch_up_ledger(self._engine, report)

    def article(self, article: str, version: int | None = None) -> KeptArticle:
        """The article with this id, with everything found in it as it was judged; by default its current version."""
        with explained(self._url), self._engine.connect() as connection:
            return show_article(connection, article, version)

    def judge(
        self, claim: str, verdict: Verdict, author: str, *, reason: str = "", line: str | None = None
    ) -> Judgement:
        """Accept, correct or reject the claim with this id; a correction is the claim as one line of the notation.

        Nothing is overwritten: the last judgement counts, the earlier ones stay. Raises ZufolgeError where there is
        no such claim, or where a correction says what the article does not.
        """
        shown = self.show(claim).kept
        now = datetime.now(UTC).isoformat(timespec="seconds")
        correction = None
        if verdict == "correct":
            correction = write_claim(correct(shown.claim, line or "", shown.article), places=True)
        judgement = Judgement(shown.id, verdict, author, now, reason, correction)
        self.catch_up()
        with explained(self._url), writing(self._engine) as connection:
            before = last_judgements(connection, [shown.id]).get(shown.id)
            add_judgement(connection, judgement)
            index_judgement(connection, shown.id, before, judgement)
        return judgement

    def heads(self, articles: Sequence[str]) -> dict[str, Head]:
        """Title and day of the articles with these ids."""
        with explained(self._url), self._engine.connect() as connection:
            return load_heads(connection, articles)

    def kept(self, known: Sequence[KnownClaim]) -> list[tuple[KeptClaim, Judgement | None]]:
        """The claims that an answer rests on, with their articles, as they were judged."""
        with explained(self._url), self._engine.connect() as connection:
            return list(judge_claims(connection, list(load_claims(connection, [one.number for one in known]))))

    def judge_deal(self, deal: str, verdict: Verdict, author: str, *, reason: str = "") -> Judgement:
        """Accept or reject the deal with this id; what is wrong in one is corrected in its claims and names."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        judgement = Judgement(deal, verdict, author, now, reason, subject="deal")
        with explained(self._url), writing(self._engine) as connection:
            add_judgement(connection, judgement)
        return judgement

    def judgements_of_deals(self, deals: Sequence[str]) -> dict[str, Judgement]:
        """The last judgement of each of these deals, where there is one."""
        with explained(self._url), self._engine.connect() as connection:
            return last_judgements(connection, deals, "deal")

    def judgements(self, claim: str | None = None) -> list[Judgement]:
        """Every judgement of one claim, or of all, in the order in which they were made."""
        with explained(self._url), self._engine.connect() as connection:
            return list(load_judgements(connection, claim))

    def export(
        self,
        format: str,  # noqa: A002 -- the word of the command line
        out: str | Path,
        wanted: Wanted | None = None,
        follow: Callable[[Exported], None] | None = None,
    ) -> Exported:
        """Write the claims that fit, with their articles, to a file or folder; `export.formats` has the formats.

        What stands at `out` is replaced when all is written, or stays as it is; `-` is standard output. `follow` is
        told after every article how much has been written.
        """
        found = find_format(format)
        with self._connected() as connection:
            return write_articles(find_articles(connection, wanted or Wanted()), found, out, follow)

    def judged(self) -> list[tuple[KeptClaim, Judgement]]:
        """Every judged claim as its last judgement leaves it, with that judgement."""
        with explained(self._url), self._engine.connect() as connection:
            return list(find_judged(connection))

    def deals(self, asked: AskedDeals | None = None) -> Iterator[FoundDeal]:
        """The deals that fit, by their first day, each with its origins."""
        with self._connected() as connection:
            yield from list_deals(connection, asked or AskedDeals())

    def recent_deals(self, asked: AskedDeals | None = None, most: int = 40) -> RecentDeals:
        """At most `most` deals that the newest claims tell of, the latest told first; quick in any ledger."""
        with self._connected() as connection:
            return list_recent_deals(connection, asked or AskedDeals(), most)

    def relations(self, query: Query, entity: str | None = None) -> Relations:
        """Who has to do with whom, in the newest claims that fit; with `entity` those that name one called so."""
        with self._connected() as connection:
            return find_relations(connection, query, entity)

    def deal_of(self, entity: str, deal: str) -> FoundDeal | None:
        """The deal with this id among those that `entity` is a party to."""
        with self._connected() as connection:
            return show_deal_of(connection, entity, deal)

    def deal(self, deal: str, *, as_of: str | None = None, at: str | None = None) -> FoundDeal:
        """The deal whose id begins with `deal`."""
        with self._connected() as connection:
            return show_deal(connection, deal, as_of, at)

    def contradictions(self, asked: AskedContradictions | None = None) -> tuple[Contradiction, ...]:
        """Where articles contradict each other, weightiest first."""
        with self._connected() as connection:
            return list_contradictions(connection, asked or AskedContradictions())

    def about(self, entity: str, *, as_of: str | None = None, at: str | None = None) -> About:
        """Everything that articles tell about somebody: deals, latest figures, people, contradictions."""
        with self._connected() as connection:
            return tell_about(connection, entity, as_of, at)

    def portrait(self, entity: str) -> Portrait:
        """The same at first sight: everything counted, the newest looked at; quick in any ledger."""
        with self._connected() as connection:
            return tell_portrait(connection, entity)

    def timeline(self, asked: AskedTimeline) -> tuple[Timeline, ...]:
        """How the figures of an entity changed, longest first."""
        with self._connected() as connection:
            return show_timeline(connection, asked)

    def changes(self, asked: AskedChanges) -> tuple[Change, ...]:
        """What has changed since some day: deals, stages, figures, origins, contradictions."""
        with self._connected() as connection:
            return list_changes(connection, asked)

    def origins(self, id: str, *, as_of: str | None = None) -> FoundOrigins:  # noqa: A002 -- a claim's or a deal's
        """How many independent origins the claim or deal has whose id begins with `id`, and why."""
        with self._connected() as connection:
            return find_origins(connection, id, as_of)

    def count_origins(self, groups: Sequence[Sequence[KnownClaim]], *, as_of: str | None = None) -> list[Origins]:
        """How many independent origins stand behind each group of claims that say the same."""
        with self._connected() as connection:
            return count_in_ledger(connection, groups, Who(connection), as_of)

    def watch(self, watches: Sequence[Watch], seen: Mapping[str, Seen] | None = None) -> Watched:
        """What is new, confirmed, denied or contradicted since what had been `seen`, and what is seen now."""
        with self._connected() as connection:
            return look_again(connection, watches, seen or {})

    def evidence(self, deal: str, *, as_of: str | None = None) -> Evidence:
        """Everything that the deal rests on whose id begins with `deal`."""
        with self._connected() as connection:
            return gather_evidence(connection, deal, as_of)

    def entities(self, asked: AskedEntities | None = None) -> list[FoundEntity]:
        """Who is named across articles, each with all names, most named first."""
        with self._connected() as connection:
            return list_entities(connection, asked or AskedEntities())

    def unsure_entities(self, words: str | None = None, most: int | None = 50) -> list[Candidate]:
        """Pairs of entities that may be one, and why that is open."""
        with self._connected() as connection:
            return list_candidates(connection, words, most)

    def merge(self, one: str, other: str, author: str, *, reason: str = "") -> Judged:
        """Judge that two entities, given by any of their names, are one."""
        with self._judging() as (connection, now):
            return merge_entities(connection, one, other, Signature(author, now, reason))

    def split(self, entity: str, name: str, author: str, *, reason: str = "") -> Judged:
        """Judge that `name` does not mean the entity it stands for; the last merge between the two is undone."""
        with self._judging() as (connection, now):
            return split_name(connection, entity, name, Signature(author, now, reason))

    def why(self, one: str, other: str) -> Why:
        """Whether two names are one entity, and what speaks for and against it."""
        with self._connected() as connection:
            return tell_why(connection, one, other)

    def import_knowledge(self, source: str | Path) -> Imported:
        """Take in aliases and identifiers from a CSV file, followthemoney entities, or `pytickersymbols`."""
        with self._judging() as (connection, now):
            return import_knowledge(connection, str(source), now)

    @contextmanager
    def _judging(self) -> Iterator[tuple[Connection, str]]:
        """One transaction on a ledger whose derived tables know every article, and the time in UTC."""
        with explained(self._url):
            catch_up_ledger(self._engine)
            with writing(self._engine) as connection:
                yield connection, datetime.now(UTC).isoformat(timespec="seconds")

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection to a ledger whose derived tables know every article."""
        with explained(self._url):
            catch_up_ledger(self._engine)
            with self._engine.connect() as connection:
                yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
