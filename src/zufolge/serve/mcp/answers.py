"""What the tools answer: claims, deals and figures as JSON that carries its proof. Not the questions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from zufolge.ask.about import Fact
from zufolge.ask.deals import FoundDeal
from zufolge.ask.origins import FoundOrigins
from zufolge.ask.show import Shown
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.known import KnownClaim
from zufolge.connect.origin_tree import Origins
from zufolge.connect.timelines import Point, Timeline
from zufolge.export.annotate_json import JsonObject, claim_as_json, reading_as_json
from zufolge.export.contradictions_json import contradiction_as_json
from zufolge.export.deals_json import deal_as_json, deal_with_reasons
from zufolge.export.origins_json import found_origins_as_json
from zufolge.export.plain_words import describe_chain, describe_roles
from zufolge.export.timelines_json import point_as_json, timeline_as_json
from zufolge.ledger.views import KeptClaim
from zufolge.model import Article, Claim, Reading

SENTENCES_OF_SIDE: Final = 3


def claim_in_short(kept: KeptClaim) -> JsonObject:
    """The claim in words: what, how sure, according to whom, and the sentence; the whole is behind its id."""
    return {**_in_words(kept.id, kept.claim, kept.evidence), "article": _article(kept.article)}


def known_in_short(known: KnownClaim) -> JsonObject:
    """The same of a claim that belongs to a deal or a timeline."""
    article = {"id": known.article, "published": known.published, "publisher": known.publisher}
    return {**_in_words(known.id, known.claim, known.evidence), "article": article}


def _in_words(identity: str, claim: Claim, evidence: str) -> JsonObject:
    return {
        "id": identity,
        "says": f"{claim.type}: {describe_roles(claim)}",
        "status": claim.status,
        "polarity": claim.polarity,
        "according_to": describe_chain(claim.attribution),
        "evidence": evidence,
    }


def shown_claim(shown: Shown) -> JsonObject:
    """One claim whole: its chain in words and link by link, the full sentence, its article, what it answers."""
    kept = shown.kept
    return {
        **claim_as_json(kept.claim, kept.article, kept.about),
        "id": kept.id,
        "says": f"{kept.claim.type}: {describe_roles(kept.claim)}",
        "according_to": describe_chain(kept.claim.attribution, shown.origins),
        "sentence": shown.sentence.of(kept.article.text),
        "article": {**_article(kept.article), "origins": [origin.entity for origin in shown.origins]},
        "about": [claim_in_short(other) for other in shown.about],
    }


def deal_in_short(found: FoundDeal) -> JsonObject:
    """The deal without its history, with its latest sentence as proof."""
    told = deal_as_json(found)
    kept = ("id", "type", "parties", "stage", "articles", "origins", "figures")
    latest = max(found.deal.members, key=lambda known: (known.published or "", known.id))
    return {**{key: told[key] for key in kept}, "latest": known_in_short(latest)}


def whole_deal(found: FoundDeal) -> JsonObject:
    """The deal with its history and every claim behind it, by day, each with its sentence and its reason."""
    members = sorted(found.deal.members, key=lambda known: (known.published or "9", known.id))
    return {**deal_with_reasons(found), "evidence": [known_in_short(known) for known in members]}


def origins(found: FoundOrigins) -> JsonObject:
    """The origins with their tree; `evidence` holds the sentence of every claim that says so."""
    return {**found_origins_as_json(found), "evidence": [known_in_short(known) for known in found.claims]}


def timelines(lines: Sequence[Timeline]) -> JsonObject:
    """The figures over time; `evidence` holds the sentence of every claim that they rest on."""
    known = {claim.id: claim for line in lines for point in line.points for claim in point.claims}
    known |= {other.known.id: other.known for line in lines for point in line.points for other in point.others}
    return {
        "timelines": [timeline_as_json(line) for line in lines],
        "evidence": {identity: known_in_short(known[identity]) for identity in sorted(known)},
    }


def contradictions(found: Sequence[Contradiction], counts: Sequence[Origins]) -> list[JsonObject]:
    """What stands against what; either side with its origins, of `counts` two a contradiction, and its sentences."""
    return [
        {
            **{key: value for key, value in contradiction_as_json(one).items() if key in ("about", "kind", "reason")},
            "sides": [
                {**_side(value, side), "origins": counted(origins)}
                for value, side, origins in zip(one.values, one.sides, counts[2 * place : 2 * place + 2], strict=True)
            ],
        }
        for place, one in enumerate(found)
    ]


def _side(value: str, claims: Sequence[KnownClaim]) -> JsonObject:
    return {
        "says": value,
        "claims": [*dict.fromkeys(known.id for known in claims)],
        "evidence": [known_in_short(known) for known in claims[:SENTENCES_OF_SIDE]],
    }


def figure(line: Timeline, point: Point, origins: Origins) -> JsonObject:
    """The latest value of a measure, with its claims' sentences."""
    told = timeline_as_json(line)
    kept = {key: told[key] for key in ("entity", "measure", "unit", "scope")}
    evidence = [known_in_short(known) for known in point.claims[-SENTENCES_OF_SIDE:]]
    return {**kept, **point_as_json(point), "origins": counted(origins), "evidence": evidence}


def fact(told: Fact, origins: JsonObject | None) -> JsonObject:
    """What surrounds the news, in its latest claim; `articles` say so in all."""
    return {**known_in_short(told.latest), "articles": len(told.articles), "origins": origins}


def counted(origins: Origins) -> JsonObject:
    """How many articles there are, and how many independent origins stand behind them."""
    return {"articles": origins.articles, "independent": origins.independent}


def annotated(reading: Reading) -> JsonObject:
    """What stands in a text: its claims with their sentences, who is named, its origins, and what is odd."""
    whole = reading_as_json(reading)
    kept = ("title", "published", "published_from", "publisher", "origins", "claims", "notes")
    claims = zip(reading.claims, whole["claims"], strict=True)
    return {
        **{key: whole[key] for key in kept},
        "claims": [{**_in_words(told["id"], claim, ""), **told} for claim, told in claims],
        "names": sorted({mention.entity for mention in reading.mentions if mention.entity and mention.form == "name"}),
    }


def _article(article: Article) -> dict[str, Any]:
    given = {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "url": article.url,
        "path": article.path,
    }
    return {key: value for key, value in given.items() if value is not None}
