"""Readings made by hand about invented companies: facts, a rumour, plans, denials, an accusation, open sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tests.readings import make_reading

import zufolge
from zufolge.model import (
    Article,
    Claim,
    Cue,
    Filler,
    Link,
    Mention,
    Origin,
    Reading,
    Role,
    Source,
    Span,
    Time,
)
from zufolge.model.attribution import SourceKind

FACTS = (
    "😀 Fjordbank besitzt Nordfalk seit 2019.\n"
    "Vorstandschefin Anna Beispiel führt Nordfalk.\n"
    "Analystin Britta Muster arbeitet für Fjordbank.\n"
    "Nordfalk erlöste 2023 rund 45 Millionen Euro, teilte Nordfalk mit.\n"
    "Belmora liefert an Nordfalk.\n"
    'Ein Insider nannte Belmora "pleite" & <fertig>.'
)
DOUBTS = (
    "Nordfalk kauft Tannhof, schrieb die Abendpost.\n"
    "Das wies Tannhof zurück: Nordfalk AG kaufe Tannhof nicht.\n"
    "Belmora will Seewerk kaufen.\n"
    "Seewerk wirft Belmora Betrug vor.\n"
    "Die Fusion von Seewerk und Lindmühle ist geplatzt."
)
ORIGINLESS = "Heute ist nichts geschehen."


@dataclass(frozen=True)
class Named:
    """Words that fill a role, with what they stand for."""

    words: str
    kind: str | None = "company"
    entity: str | None = ""
    value: float | str | None = None
    unit: str | None = None
    approx: str | None = None

    def filler(self, text: str, start: int) -> Filler:
        """The filler at its first place behind `start`."""
        at = text.index(self.words, start)
        entity = (self.words if self.kind else None) if self.entity == "" else self.entity
        span = Span(at, at + len(self.words))
        return Filler(self.words, span, entity, self.kind, self.value, None, self.unit, self.approx)


def claim_in(text: str, type_: str, evidence: str, **roles: Named | tuple[Named, ...]) -> Claim:
    """An asserted claim whose words stand in `evidence`."""
    start = text.index(evidence)
    span = Span(start, start + len(evidence))
    made = []
    for name, fillers in roles.items():
        several = fillers if isinstance(fillers, tuple) else (fillers,)
        made.append(Role(name, tuple(one.filler(text, start) for one in several)))
    return Claim(type_, tuple(made), span, Span(start, start + 1), "cue:made-by-hand", 0.75, "asserted")


def says(claim: Claim, text: str, words: str, kind: SourceKind, entity: str | None, cue: str) -> Claim:
    """The claim with one link around what it has already."""
    source = Source(words, _span(text, words, claim), entity, kind)
    link = Link((source,), Cue(cue, (_span(text, cue, claim),)), "indirect")
    return replace(claim, attribution=(*claim.attribution, link))


def _span(text: str, words: str, claim: Claim) -> Span:
    at = text.rindex(words, 0, claim.evidence.end)
    return Span(at, at + len(words))


def facts() -> Reading:
    """What the article, or somebody named, asserts."""
    text = FACTS
    year = Span(text.index("2019"), text.index("2019") + 4)
    owned = replace(
        claim_in(
            text,
            "ownership",
            "Fjordbank besitzt Nordfalk seit 2019.",
            owner=Named("Fjordbank"),
            company=Named("Nordfalk"),
        ),
        time=Time(year, "2019", "DATE", "2019", "2019-01-01", "2019-12-31", "year"),
    )
    led = claim_in(
        text,
        "leadership",
        "Vorstandschefin Anna Beispiel führt Nordfalk.",
        person=Named("Anna Beispiel", "person"),
        company=Named("Nordfalk"),
        position=Named("Vorstandschefin", None),
        change=Named("führt", None, value="holds"),
    )
    employed = claim_in(
        text,
        "leadership",
        "Analystin Britta Muster arbeitet für Fjordbank.",
        person=Named("Britta Muster", "person"),
        company=Named("Fjordbank"),
        position=Named("Analystin", None),
        change=Named("arbeitet", None, value="holds"),
    )
    earned = claim_in(
        text,
        "metric",
        "Nordfalk erlöste 2023 rund 45 Millionen Euro, teilte Nordfalk mit.",
        company=Named("Nordfalk"),
        measure=Named("erlöste", None, value="revenue"),
        value=Named("rund 45 Millionen Euro", None, value=45e6, unit="EUR", approx="about"),
        period=Named("2023", None, value="2023"),
    )
    supplied = claim_in(
        text,
        "contract",
        "Belmora liefert an Nordfalk.",
        supplier=Named("Belmora"),
        customer=Named("Nordfalk"),
    )
    broke = claim_in(text, "insolvency", 'Ein Insider nannte Belmora "pleite" & <fertig>.', company=Named("Belmora"))
    article = Article(
        "facts 1/ä",
        text,
        url="https://kurier.example/a b?q=ä",
        title="Fakten",
        published="2024-03-07T08:30",
        publisher="Kurier",
    )
    return Reading(
        article,
        origins=(Origin("dpa", "dpa", None),),
        mentions=(Mention(Span(2, 11), "Fjordbank", "company", "Fjordbank"),),
        claims=(
            owned,
            led,
            employed,
            says(earned, text, "Nordfalk", "company", "Nordfalk", "teilte"),
            supplied,
            says(broke, text, "Ein Insider", "anonymous", None, "nannte"),
        ),
    )


def doubts() -> Reading:
    """What is denied, only planned, only an accusation, or called off."""
    text = DOUBTS
    told = claim_in(
        text,
        "acquisition",
        "Nordfalk kauft Tannhof, schrieb die Abendpost.",
        buyer=Named("Nordfalk"),
        target=Named("Tannhof"),
    )
    denied = claim_in(
        text,
        "acquisition",
        "Nordfalk AG kaufe Tannhof nicht.",
        buyer=Named("Nordfalk AG"),
        target=Named("Tannhof"),
    )
    planned = claim_in(
        text, "acquisition", "Belmora will Seewerk kaufen.", buyer=Named("Belmora"), target=Named("Seewerk")
    )
    accused = claim_in(
        text,
        "allegation",
        "Seewerk wirft Belmora Betrug vor.",
        accuser=Named("Seewerk"),
        target=Named("Belmora"),
        matter=Named("Betrug", "thing", None),
    )
    failed = claim_in(
        text,
        "merger",
        "Die Fusion von Seewerk und Lindmühle ist geplatzt.",
        parties=(Named("Seewerk"), Named("Lindmühle")),
    )
    return Reading(
        Article("doubts", text, path="press/doubts.txt", published="2024-03-08"),
        claims=(
            says(told, text, "die Abendpost", "medium", "Abendpost", "schrieb"),
            replace(says(denied, text, "Tannhof", "company", "Tannhof", "wies"), polarity="negative"),
            replace(planned, status="planned"),
            accused,
            replace(failed, status="failed"),
        ),
    )


def readings() -> tuple[Reading, ...]:
    """All of them, with a rumour told by a chain of two links, and an article that holds nothing."""
    nothing = Reading(Article("nothing", ORIGINLESS, path="press/nothing.txt", published="2024-03-01"))
    return (facts(), make_reading(), doubts(), nothing)


def make_press(place: Path) -> Path:
    """A ledger with all of them, brought up to date, so that a copy of the file is whole."""
    with zufolge.Ledger(place) as ledger:
        for reading in readings():
            ledger.add(reading)
        ledger.catch_up()
    return place
