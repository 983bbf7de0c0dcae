"""The tools themselves, one function a question. Their names, docstrings and parameters are what an assistant reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Annotated, Any

from pydantic import Field

from zufolge.api import Ledger
from zufolge.ask.contradictions import AskedContradictions
from zufolge.ask.deals import AskedDeals
from zufolge.ask.search import Query
from zufolge.ask.timeline import AskedTimeline
from zufolge.connect.contradictions import Contradiction
from zufolge.model import ZufolgeError
from zufolge.reading import read
from zufolge.serve.mcp import answers

MOST_CHARACTERS = 200_000
Answer = dict[str, Any]

Words = str | None
Text = Annotated[Words, Field(description='Words of the sentence; a word may end in *, "words side by side".')]
Entity = Annotated[Words, Field(description="A name; whole words of it in any case, as Nordfalk for Nordfalk AG.")]
Type = Annotated[Words, Field(description="acquisition, talks, metric, layoffs, leadership, …")]
Status = Annotated[Words, Field(description="asserted, planned, expected, possible, rumoured, speculated or failed.")]
Polarity = Annotated[Words, Field(description="positive, or negative for what is denied.")]
SaidBy = Annotated[Words, Field(description="Who says so: a name in the chain, or an agency.")]
Stage = Annotated[
    Words,
    Field(description="rumoured, talks, planned, announced, agreed, approved, closed, denied, contested or failed."),
]
Measure = Annotated[Words, Field(description="revenue, profit, headcount, market_rank, …; without it all.")]
Since = Annotated[Words, Field(description="Published then or later: 2024, 2024-03 or 2024-03-15.")]
Until = Annotated[Words, Field(description="Published by then: 2024, 2024-03 or 2024-03-15.")]
AsOf = Annotated[Words, Field(description="Only what was published by that day, month or year counts.")]
Published = Annotated[Words, Field(description="The text's ISO date; without it relative times stay undated.")]
Most = Annotated[int, Field(ge=1, le=100, description="The most entries to give.")]
OlderThan = Annotated[int | None, Field(description="`older_than` of the last answer: gives what comes behind it.")]


class Tools:
    """The tools over one ledger. None of them changes anything that was read or judged."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[Callable[..., Answer], ...]:
        """Every tool, in the order in which assistants see them."""
        return (
            self.search_claims,
            self.get_claim,
            self.origins,
            self.list_deals,
            self.get_deal,
            self.timeline,
            self.about,
            self.contradictions,
            self.annotate,
        )

    def search_claims(
        self,
        text: Text = None,
        entity: Entity = None,
        type: Type = None,  # noqa: A002 -- the word of the field, and of every claim
        status: Status = None,
        polarity: Polarity = None,
        source: SaidBy = None,
        since: Since = None,
        until: Until = None,
        older_than: OlderThan = None,
        most: Most = 10,
    ) -> Answer:
        """Find claims of German business news, newest first; everything given must hold.

        Each comes with its status, the chain of who says so, the German sentence that it rests on, and how many
        independent origins say the same. A claim is what somebody says, not a fact: name the source, and say when it
        is rumoured, planned or denied.
        """
        given = {"type": type, "status": status, "polarity": polarity}
        facets = {key: value for key, value in given.items() if value is not None}
        entities = (entity,) if entity else ()
        query = Query(text=text, entities=entities, source=source, since=since, until=until, facets=facets)
        found = self._ledger.search(query, before=older_than, most=most + 1)
        claims = [{**answers.claim_in_short(one.kept), "origins": self._count(one.kept.id)} for one in found[:most]]
        return {"claims": claims, "older_than": found[most - 1].place if len(found) > most else None}

    def get_claim(self, claim: Annotated[str, Field(description="The claim's id, or how it begins.")]) -> Answer:
        """One claim whole: roles with their words, chain, sentence, article, what it denies or confirms, origins."""
        shown = self._ledger.show(claim)
        return {**answers.shown_claim(shown), "origins": self._count(shown.kept.id)}

    def origins(
        self,
        id: Annotated[str, Field(description="The id of a claim or deal, or how it begins.")],  # noqa: A002
        as_of: AsOf = None,
    ) -> Answer:
        """Who says so independently of one another, and why: copies and papers that cite papers add nothing.

        `independent` counts; `tree` names each origin with its articles and the reason; `unknown` are articles whose
        origin nobody can tell, which do not count.
        """
        return answers.origins(self._ledger.origins(id, as_of=as_of))

    def list_deals(
        self,
        entity: Entity = None,
        type: Type = None,  # noqa: A002
        stage: Stage = None,
        as_of: AsOf = None,
        most: Most = 10,
    ) -> Answer:
        """Undertakings that several articles tell of: parties, stage, figures, and how many independent origins vouch.

        Seven articles can lead back to one origin: weigh `origins.independent`, not the number of articles. Without an
        entity or a date, the deals of the newest claims come, the latest first; older ones need an entity.
        """
        asked = AskedDeals(entity=entity, type=type, stage=stage, as_of=as_of)
        if entity is None and as_of is None:
            found = list(self._ledger.recent_deals(asked, most + 1).deals)
        else:
            found = list(islice(self._ledger.deals(asked), most + 1))
        return {"deals": [answers.deal_in_short(one) for one in found[:most]], "more": len(found) > most}

    def get_deal(
        self, deal: Annotated[str, Field(description="The deal's id, or how it begins.")], as_of: AsOf = None
    ) -> Answer:
        """One deal whole: its life cycle, figures, tree of origins, and every claim with its sentence and source."""
        return answers.whole_deal(self._ledger.deal(deal, as_of=as_of))

    def timeline(
        self,
        entity: Annotated[str, Field(description="Whose figures; a name, whole words of it in any case.")],
        measure: Measure = None,
        as_of: AsOf = None,
    ) -> Answer:
        """How figures of a company changed: values by period, with the values that other articles give."""
        asked = AskedTimeline(entity=entity, measure=measure, as_of=as_of)
        return answers.timelines(self._ledger.timeline(asked))

    def about(
        self,
        entity: Annotated[str, Field(description="A company, person or authority; whole words of its name.")],
        as_of: AsOf = None,
        most: Most = 10,
    ) -> Answer:
        """What articles tell about somebody: deals, latest figures, offices and owners, and what contradicts.

        At most `most` of each, the latest or weightiest first; `counts` says how many there are. Every entry has its
        sentences and its number of independent origins.
        """
        told = self._ledger.about(entity, as_of=as_of)
        deals = sorted(told.deals, key=lambda one: (one.deal.last_day or "", one.deal.id), reverse=True)
        figures = told.figures[:most]
        counts = self._ledger.count_origins([point.claims for _, point in figures], as_of=as_of)
        parts = {"deals": deals, "figures": told.figures, "facts": told.facts, "contradictions": told.contradictions}
        return {
            "entities": [*told.entities],
            "names": [*told.names],
            "counts": {
                "articles": told.articles,
                "claims": told.claims,
                **{name: len(part) for name, part in parts.items()},
                "types": dict(told.types),
            },
            "deals": [answers.deal_in_short(one) for one in deals[:most]],
            "figures": [answers.figure(*pair, origins) for pair, origins in zip(figures, counts, strict=True)],
            "facts": [answers.fact(one, self._count(one.latest.id, as_of)) for one in told.facts[:most]],
            "contradictions": self._tell(told.contradictions[:most], as_of),
        }

    def contradictions(
        self,
        entity: Annotated[str, Field(description="Whom they are about; whole words of the name.")],
        as_of: AsOf = None,
        most: Most = 10,
    ) -> Answer:
        """Where articles contradict each other about somebody, weightiest first: denials, other values, corrections.

        Neither side is right by being here: tell both with who says so, and weigh the independent origins of either.
        """
        found = self._ledger.contradictions(AskedContradictions(entity, as_of))
        return {"contradictions": self._tell(found[:most], as_of), "more": len(found) > most}

    def annotate(
        self,
        text: Annotated[str, Field(max_length=MOST_CHARACTERS, description="The text of one German article.")],
        published: Published = None,
        title: Annotated[Words, Field(description="Its title.")] = None,
    ) -> Answer:
        """Read a German article without keeping it: its claims, who says so, how sure, and the words they rest on."""
        return answers.annotated(read(text, published=published, title=title))

    def _tell(self, found: Sequence[Contradiction], as_of: str | None) -> list[Answer]:
        groups = [side for one in found for side in one.sides]
        return answers.contradictions(found, self._ledger.count_origins(groups, as_of=as_of))

    def _count(self, claim: str, as_of: str | None = None) -> Answer | None:
        """How many articles and independent origins say the same; None for a claim that is no longer current."""
        try:
            found = self._ledger.origins(claim, as_of=as_of)
        except ZufolgeError:
            return None
        return answers.counted(found.origins)
