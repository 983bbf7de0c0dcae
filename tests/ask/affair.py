"""A small affair in four articles, with readings made by hand, for the tests of questions across articles."""

from __future__ import annotations

from dataclasses import replace

import zufolge
from zufolge.model import Article, Claim, Link, Mention, Reading, Sentence, Span
from zufolge.notation import parse_claim

BUY = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company])"
ARTICLES = {
    "rumour": (
        "2024-03-04",
        "Elbkurier",
        "Nordfalk will Insidern zufolge Alpenwerk übernehmen.",
        f'{BUY} rumoured, says "Insidern" [anonymous]',
    ),
    "repeat": (
        "2024-03-05",
        "Weserbote",
        "Nordfalk will laut Elbkurier Alpenwerk übernehmen.",
        f"{BUY} rumoured, says Elbkurier [medium]",
    ),
    "denial": (
        "2024-03-06",
        "Neckarpost",
        "Nordfalk übernimmt Alpenwerk nicht, teilte Nordfalk mit.",
        f"not {BUY} asserted, says Nordfalk",
    ),
    "signed": (
        "2024-04-02",
        "Weserbote",
        "Nordfalk übernimmt Alpenwerk, teilte Alpenwerk mit.",
        f"{BUY} asserted, says Alpenwerk",
    ),
}


def reading_of(name: str) -> Reading:
    """The article of that name with its one claim."""
    published, publisher, text, line = ARTICLES[name]
    article = Article(name, text, published=published, publisher=publisher, title=f"Titel von {name}")
    names = [Mention(_place(word, text), word, "company", word) for word in ("Nordfalk", "Alpenwerk")]
    whole = Span(0, len(text))
    return Reading(
        article,
        sentences=(Sentence(whole, "paragraph"),),
        mentions=tuple(sorted(names, key=lambda mention: mention.span.start)),
        claims=(_placed(parse_claim(line), text),),
    )


def ledger_of(*names: str) -> zufolge.Ledger:
    """A ledger that holds these articles."""
    ledger = zufolge.Ledger(":memory:")
    for name in names:
        ledger.add(reading_of(name))
    return ledger


def _place(word: str, text: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


def _placed(claim: Claim, text: str) -> Claim:
    """The claim with the places of its words in the text."""
    roles = tuple(
        replace(role, fillers=tuple(replace(f, span=_place(f.text, text), kind="company") for f in role.fillers))
        for role in claim.roles
    )
    chain = tuple(_placed_link(link, text) for link in claim.attribution)
    whole = Span(0, len(text))
    return replace(claim, roles=roles, attribution=chain, evidence=whole, trigger=_place("übern", text), by="hand")


def _placed_link(link: Link, text: str) -> Link:
    return replace(link, sources=tuple(replace(one, span=_place(one.text, text)) for one in link.sources))
