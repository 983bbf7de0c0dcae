"""Status and polarity of claims, judged from cues, moods and sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zufolge.attribute.attributions import find_attributions
from zufolge.attribute.claims import attribute_claims
from zufolge.extract.status import judge_claims
from zufolge.extract.status_cues import status_cues
from zufolge.languages import load_entries
from zufolge.model import Article, Claim, Reading, Span
from zufolge.model.claim import Status
from zufolge.segment.stage import segment_article


def judged(marked: str, kind: str = "asset_sale", status: Status | None = None) -> Claim:
    """The claim whose trigger stands in square brackets, attributed and judged."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    claim = Claim(kind, (), Span(0, len(text)), Span(start, end), "test", 1.0, status=status)
    reading = find_attributions(segment_article(Reading(Article("a", text))))
    return judge_claims(attribute_claims(replace(reading, claims=(claim,)))).claims[0]


@pytest.mark.parametrize(
    ("marked", "kind", "expected"),
    [
        ("Die Nordbank [verkauft] ihre Sparte.", "asset_sale", "asserted"),
        ("Die Nordbank hat ihre Sparte [verkauft].", "asset_sale", "asserted"),
        ("Die Nordbank will ihre Sparte [verkaufen].", "asset_sale", "planned"),
        ("Die Sparte soll [verkauft] werden.", "asset_sale", "planned"),
        ("Die Nordbank soll ihre Sparte [verkauft] haben.", "asset_sale", "rumoured"),
        ("Die Nordbank will ihre Sparte längst [verkauft] haben.", "asset_sale", "rumoured"),
        ("Die Sparte wird im Herbst [verkauft] werden.", "asset_sale", "planned"),
        ("Die Nordbank [streicht] 50 Stellen.", "layoffs", "planned"),
        ("Die Nordbank strich 50 [Stellen].", "layoffs", "asserted"),
        ("Ursprünglich sollte die Sparte 2020 [verkauft] werden.", "asset_sale", "failed"),
        ("Die Bank kündigte an, die Sparte zu [verkaufen].", "asset_sale", "planned"),
        ("Die Bank rechnet damit, dass der Umsatz [steigt].", "metric", "expected"),
        ("Die Belegschaft fürchtet, dass die Sparte [verkauft] wird.", "asset_sale", "possible"),
        ("Insidern zufolge könnte die Bank ihre Sparte [verkaufen].", "asset_sale", "rumoured"),
        ("Beobachter mutmaßen, die Bank könne ihre Sparte [verkaufen].", "asset_sale", "speculated"),
        ("[Vorstandschef] Karl Meier will gehen.", "leadership", "asserted"),
        ("Insider berichten von einer möglichen [Übernahme] der Bank.", "acquisition", "possible"),
        ("Das [Gebot] der Bank liegt bei drei Euro je Aktie.", "acquisition", "planned"),
        ("Die [Insolvenz] der Bank rief die Gewerkschaft auf den Plan.", "insolvency", "asserted"),
        ("Derzeit [steht] das Werk still.", "facility", "asserted"),
        ("Die Bank werde danach noch 100 [Mitarbeiter] haben.", "metric", "expected"),
        ("Die 2012 [gegründete] Bank will wachsen.", "founding", "asserted"),
        ("Nach der [Übernahme] der Bank will der Chef gehen.", "acquisition", "asserted"),
    ],
)
def test_status(marked: str, kind: str, expected: Status) -> None:
    """Moods, cues and sources give the status; what a sentence takes for granted is asserted."""
    assert judged(marked, kind).status == expected


@pytest.mark.parametrize(
    ("marked", "kind", "expected"),
    [
        ("Die Bank hat ihre Sparte nicht [verkauft].", "asset_sale", "negative"),
        ("Die Bank hat keinen [Verkauf] geplant.", "asset_sale", "negative"),
        ("Ein [Verkauf] ist nicht ausgeschlossen.", "asset_sale", "positive"),
        ("Die Bank hat nicht nur ihre Sparte [verkauft].", "asset_sale", "positive"),
        ("Der [Verkauf] der Sparte kam nicht zustande.", "asset_sale", "positive"),
        ("Die Bank [äußerte] sich nicht.", "no_comment", "positive"),
        ("Die Bank dementierte, dass sie die Sparte [verkauft].", "asset_sale", "negative"),
        ("Der Umbau kostet keine Stellen, aber die [Fusion] kommt.", "merger", "positive"),
    ],
)
def test_polarity(marked: str, kind: str, expected: str) -> None:
    """A negation denies what it reaches; double negations, failures and silence deny nothing."""
    assert judged(marked, kind).polarity == expected


def test_a_status_that_a_cue_has_set_stays() -> None:
    """What found the claim may know its status already."""
    assert judged("Aus dem [Verkauf] wurde nichts.", status="failed").status == "failed"


def test_hearsay_outranks_a_status_that_a_cue_has_set() -> None:
    """Where unnamed sources say so, the claim is rumoured, whatever found it."""
    assert judged("Insidern zufolge [verkauft] die Bank ihre Sparte.", status="planned").status == "rumoured"


EXAMPLES = load_entries(
    "status_cues", "cue", ("id", "words", "near", "with", "not", "types", "gives", "denies", "example")
)


@pytest.mark.parametrize("entry", EXAMPLES, ids=[entry["id"] for entry in EXAMPLES])
def test_the_example_of_every_cue_runs(entry: dict[str, str]) -> None:
    """Each cue gives its example the status that it names."""
    kind = sorted(entry["types"])[0] if entry.get("types") else "asset_sale"
    claim = judged(entry["example"], kind)
    polarity = "negative" if entry.get("denies") else "positive"
    assert (claim.status, claim.polarity) == (entry["gives"], polarity)


def test_cues_have_ids_of_their_own() -> None:
    """No two cues share a name."""
    names = [cue.id for cue in status_cues()]
    assert sorted(set(names)) == sorted(names)
