"""Agreement and conflict between claims."""

from __future__ import annotations

from dataclasses import replace

from zufolge.extract.merge import has_same_content, is_rival, joined, merge_claims, without_repeats
from zufolge.model import Article, Block, Claim, Filler, Reading, Role, Sentence, Span

TEXT = "Tarvo kauft Lianbo\nTarvo kauft Lianbo für 3 Millionen Euro."
BODY = Span(19, len(TEXT))


def filler(start: int, end: int, entity: str | None = None, value: float | None = None) -> Filler:
    """Words of the text that fill a role."""
    return Filler(TEXT[start:end], Span(start, end), entity=entity, value=value)


def purchase(buyer: str = "Tarvo", target: str = "Lianbo", by: str = "cue:buy", confidence: float = 0.8) -> Claim:
    """The body's claim."""
    roles = (Role("buyer", (filler(19, 24, buyer),)), Role("target", (filler(31, 37, target),)))
    return Claim("acquisition", roles, BODY, Span(25, 30), by, confidence, "asserted")


def reading(*claims: Claim) -> Reading:
    """The article with some claims."""
    blocks = (Block(Span(0, 18), "headline"), Block(BODY, "paragraph"))
    sentences = tuple(Sentence(b.span, b.kind) for b in blocks)
    return Reading(Article("a", TEXT), blocks=blocks, sentences=sentences, claims=claims)


def test_two_finders_make_one_surer_claim() -> None:
    """Cue and model that agree are one claim, by both."""
    found = merge_claims(reading(purchase(by="model", confidence=0.5), purchase())).claims
    assert [(c.by, c.confidence) for c in found] == [("cue:buy+model", 0.9)]


def test_of_two_readings_of_one_word_the_surer_stays() -> None:
    """The model turned the roles round: one of the two is wrong."""
    turned = purchase("Lianbo", "Tarvo", "model", 0.6)
    assert is_rival(purchase(), turned)
    assert [c.by for c in merge_claims(reading(turned, purchase())).claims] == ["cue:buy"]


def test_joined_claim_takes_roles_that_only_one_fills() -> None:
    """Details of both finders are kept."""
    price = Role("price", (filler(42, 60, value=3e6),))
    other = replace(purchase(by="model"), roles=(*purchase().roles, price))
    assert [r.name for r in joined(purchase(), other).roles] == ["buyer", "target", "price"]


def test_headline_that_repeats_the_body_is_no_second_claim() -> None:
    """The fuller claim stays."""
    headline = replace(purchase(), evidence=Span(0, 18), trigger=Span(6, 11))
    assert [c.evidence for c in without_repeats(reading(headline, purchase())).claims] == [BODY]


def test_other_status_is_another_claim() -> None:
    """A rumour and an announcement of the same deal both count."""
    rumour = replace(purchase(), status="rumoured", trigger=Span(26, 30))
    assert len(without_repeats(reading(rumour, purchase())).claims) == 2


def test_metrics_agree_only_in_their_number() -> None:
    """Two figures of one measure are two claims."""
    measure = Role("measure", (Filler("Umsatz", Span(0, 6), value="revenue"),))
    one, two = (
        Claim("metric", (measure, Role("value", (filler(42, 60, value=v),))), BODY, Span(42, 60), "model", 0.5)
        for v in (3.0, 4.0)
    )
    assert not has_same_content(one, two)


def test_those_who_go_are_no_number_of_staff() -> None:
    """One number cannot be the staff and those of it who are let go."""
    number = filler(42, 43, value=3)
    cut = Claim("layoffs", (Role("count", (number,)),), BODY, Span(25, 30), "cue:cut-jobs-verb", 0.8)
    measure = Role("measure", (replace(filler(42, 43), value="headcount"),))
    staff = Claim("metric", (measure, Role("value", (number,))), BODY, Span(42, 43), "cue:measure-headcount", 0.7)
    assert [c.type for c in merge_claims(reading(staff, cut)).claims] == ["layoffs"]
