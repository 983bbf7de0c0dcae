"""Denials and confirmations that point back, and what silence is about."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from zufolge.attribute.attributions import find_attributions
from zufolge.attribute.claims import attribute_claims
from zufolge.extract.answer_links import link_answers
from zufolge.extract.answers import answer_claims
from zufolge.extract.status import judge_claims
from zufolge.languages import load_tables
from zufolge.model import Article, Claim, Filler, Mention, Reading, Role, Span
from zufolge.segment.stage import segment_article

HEARSAY = "Insidern zufolge [kauft] Nordfalk den Rivalen Belmora."


def claim_at(text: str, trigger: Span, kind: str) -> Claim:
    """A claim about Nordfalk with its trigger there, found in the sentence around it."""
    start = text.rindex(".", 0, trigger.start) + 2 if "." in text[: trigger.start] else 0
    at = text.index("Nordfalk")
    role = {"no_comment": "party", "allegation": "target", "lawsuit": "defendant"}.get(kind, "buyer")
    roles = [Role(role, (Filler("Nordfalk", Span(at, at + 8), entity="Nordfalk", kind="company"),))]
    if kind == "lawsuit":
        roles.append(Role("matter", (Filler("Betrug", Span(0, 6)),)))
    return Claim(kind, tuple(roles), Span(start, text.index(".", trigger.end) + 1), trigger, "test", 1.0)


def answered(marked: str, *kinds: str) -> tuple[Claim, ...]:
    """What becomes of the claims with their triggers in square brackets."""
    text, triggers = "", []
    for part in marked.split("["):
        inside, closed, after = part.rpartition("]")
        if closed:
            triggers.append(Span(len(text), len(text) + len(inside)))
        text += inside + after
    claims = tuple(claim_at(text, *pair) for pair in zip(triggers, kinds or ("acquisition",), strict=True))
    named = [Span(found.start(), found.end()) for found in re.finditer("Nordfalk", text)]
    mentions = tuple(Mention(span, "Nordfalk", "company", "Nordfalk") for span in named)
    reading = replace(segment_article(Reading(Article("a", text))), mentions=mentions)
    reading = replace(find_attributions(reading), claims=claims)
    return answer_claims(judge_claims(attribute_claims(reading))).claims


def summary(claims: tuple[Claim, ...]) -> list[tuple[str | None, str, list[str]]]:
    """Status, polarity and sources of each claim."""
    return [(c.status, c.polarity, [s.text for link in c.attribution for s in link.sources]) for c in claims]


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Das dementierte ein Sprecher.", "ein Sprecher"),
        ("Ein Sprecher wies die Gerüchte umgehend zurück.", "Ein Sprecher"),
        ("Dieser Darstellung widersprach eine Sprecherin.", "eine Sprecherin"),
        ("Die Darstellung wies eine Sprecherin zurück.", "eine Sprecherin"),
        ("Nordfalk hat den Bericht dementiert.", "Nordfalk"),
        ("Nordfalk dementierte umgehend.", "Nordfalk"),
        ("Der Konzern nannte das »Unsinn«.", "Der Konzern"),
        ("„Das ist Unsinn“, sagte Vorstand Karl Meier.", "Vorstand Karl Meier"),
        ("Davon könne keine Rede sein, sagte eine Sprecherin.", "eine Sprecherin"),
    ],
)
def test_a_denial_that_points_back_denies_the_claim_before(answer: str, source: str) -> None:
    """The hearsay stays; beside it stands the same claim, denied by whoever answers, with the answer as evidence."""
    told, denied = answered(f"{HEARSAY} {answer}")
    assert summary((told, denied)) == [
        ("rumoured", "positive", ["Insidern"]),
        ("asserted", "negative", [source]),
    ]
    assert (denied.type, denied.roles, denied.about) == (told.type, told.roles, (told.trigger,))
    assert (denied.evidence.start > told.evidence.end, denied.confidence) == (True, 0.9)


@pytest.mark.parametrize(
    "answer",
    [
        "Calvera dementierte das nicht.",
        "Der Chef wollte das weder bestätigen noch dementieren.",
        "Die Firma wies Gerüchte über eine Fusion zurück.",
        "Die Firma bestritt, dass sie Kunden verliert.",
        "Der Kunde wies das Angebot zurück.",
        "Das ist falsch.",
        "Die Firma wies Berichte zurück, wonach sie Kunden verliert.",
    ],
)
def test_what_does_not_answer_adds_nothing(answer: str) -> None:
    """Double negations, denials of something else, and words that nobody says deny nothing that was told."""
    assert len(answered(f"{HEARSAY} {answer}")) == 1


def test_an_answer_within_the_sentence() -> None:
    """A relative clause may deny what its sentence tells."""
    claims = answered("Nordfalk soll Belmora [gekauft] haben, was dessen Anwalt bestreitet.")
    assert {(status, polarity) for status, polarity, _ in summary(claims)} == {
        ("rumoured", "positive"),
        ("asserted", "negative"),
    }


def test_what_the_article_itself_says_is_not_denied() -> None:
    """Without hearsay or a voice of its own there is nothing that an answer could be about."""
    assert len(answered("Nordfalk [kauft] den Rivalen Belmora. Das dementierte ein Sprecher.")) == 1


@pytest.mark.parametrize("answer", ["Das bestätigte ein Sprecher.", "Ein Sprecher bestätigte den Bericht."])
def test_a_confirmation_makes_hearsay_so(answer: str) -> None:
    """The hearsay keeps its source; the claim that is confirmed has the one who confirms it."""
    told, confirmed = sorted(answered(f"{HEARSAY} {answer}"), key=lambda claim: claim.by == "test", reverse=True)
    assert (told.status, confirmed.status, confirmed.polarity) == ("rumoured", "asserted", "positive")
    assert [s.text for link in told.attribution for s in link.sources] == ["Insidern"]
    assert confirmed.about == (told.trigger,)


def test_plans_stay_plans_when_they_are_confirmed() -> None:
    """A confirmation takes the doubt, not the future."""
    text = "Insidern zufolge will Nordfalk den Rivalen Belmora [kaufen]. Ein Sprecher bestätigte den Bericht."
    assert [claim.status for claim in answered(text)] == ["rumoured", "planned"]


def test_the_accused_deny_the_reproach_not_the_lawsuit() -> None:
    """That there is a lawsuit stays; what is denied is what it is for."""
    claims = answered("Gegen Nordfalk gibt es eine [Klage] wegen Betrugs. Nordfalk bestreitet das.", "lawsuit")
    assert [(c.type, c.polarity) for c in claims] == [("lawsuit", "positive"), ("allegation", "negative")]


def test_silence_knows_what_it_is_about() -> None:
    """Who says nothing says nothing to the hearsay before."""
    told, silent = answered(f"{HEARSAY} Ein Sprecher [äußerte] sich nicht.", "acquisition", "no_comment")
    assert (silent.about, told.about) == ((told.trigger,), ())


def test_silence_without_hearsay_is_about_nothing() -> None:
    """What the article itself says needs no comment."""
    claims = answered(
        "Nordfalk [kauft] den Rivalen Belmora. Ein Sprecher [äußerte] sich nicht.", "acquisition", "no_comment"
    )
    assert [claim.about for claim in claims] == [(), ()]


def test_silence_on_rumours_reaches_further() -> None:
    """Who says nothing to "the rumours" means them, also where other sentences stand between."""
    text = f"{HEARSAY} Die Firma baut Pumpen. Sie sitzt in Kiel. Eine Sprecherin [äußerte] sich nicht."
    told, silent = answered(text, "acquisition", "no_comment")
    subject = Role("subject", (Filler("zu den Gerüchten", Span(0, 1)),))
    named = replace(silent, roles=(subject,))
    sentences = segment_article(Reading(Article("a", text.replace("[", "").replace("]", "")))).sentences
    reading = Reading(Article("a", text), sentences=sentences)
    unnamed = replace(silent, roles=())
    found = [link_answers(replace(reading, claims=(told, one))).claims[1].about for one in (unnamed, named)]
    assert found == [(), (told.trigger,)]


def test_a_denial_is_no_silence() -> None:
    """What was taken for silence in an answer goes."""
    claims = answered(f"{HEARSAY} Das [dementierte] ein Sprecher.", "acquisition", "no_comment")
    assert [(c.type, c.polarity) for c in claims] == [("acquisition", "positive"), ("acquisition", "negative")]


EXAMPLES = load_tables("answers", ("pointers", "answer"))["answer"]


@pytest.mark.parametrize("entry", EXAMPLES, ids=[entry["id"] for entry in EXAMPLES])
def test_the_example_of_every_answer_runs(entry: dict[str, str]) -> None:
    """Each entry answers the claim in its example, as what it gives."""
    new = [claim for claim in answered(entry["example"]) if claim.by != "test"]
    polarity = {"denial": "negative", "confirmation": "positive"}[entry["gives"]]
    assert [(claim.by, claim.polarity) for claim in new] == [(f"answer:{entry['id']}", polarity)]
