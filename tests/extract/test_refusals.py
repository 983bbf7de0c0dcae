"""Claims that cannot be, by the words around them."""

from __future__ import annotations

import pytest
from tests.extract.hand_readings import parsed

from zufolge.extract.refusals import is_refused
from zufolge.extract.surroundings import Surroundings
from zufolge.model import Claim, Filler, Quantity, Role, Span
from zufolge.model.mention import QuantityKind

TAGS = {"Nordfalk": "PROPN", "Verdi": "PROPN", "Belmora-Gruppe": "PROPN", "Belmora": "PROPN", "seit": "ADP"}


def refused(
    text: str,
    kind: str,
    trigger: str,
    roles: dict[str, tuple[str, ...]],
    counted: tuple[str, QuantityKind] | None = None,
) -> bool:
    """Whether a claim with these words in its roles is refused; `counted` is the number and its sort."""
    words = text.split()
    tags = [TAGS.get(w, "NUM" if w[0].isdigit() else "NOUN" if w[0].isupper() else "VERB") for w in words]
    around = Surroundings(parsed("\n".join(f"{w} {t} 0 root" for w, t in zip(words, tags, strict=True))))
    body = around.reading.text

    def span(words: str) -> Span:
        return Span(body.index(words), body.index(words) + len(words))

    def filler(role: str, words: str) -> Filler:
        if role == "measure":
            return Filler(trigger, span(trigger), value=words)
        return Filler(words, span(words), entity=words if role in ("company", "parties") else None)

    made = tuple(Role(name, tuple(filler(name, w) for w in given)) for name, given in roles.items())
    quantities: dict[Span, Quantity] = {}
    if counted is not None:
        number, sort = counted
        at = span(number)
        after = body[at.end :].split()
        noun = after[0] if after and after[0][0].isupper() else None
        quantities[at] = Quantity(at, number, sort, 1, noun=noun)
    return is_refused(around, quantities, Claim(kind, made, Span(0, len(body)), span(trigger), "model", 0.9))


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "roles", "counted"),
    [
        ("börsennotierte Firmen wie Nordfalk", "listing", "börsennotierte", {"company": ("Nordfalk",)}, None),
        (
            "Nordfalk baut seit 2003 Autos",
            "metric",
            "Autos",
            {"company": ("Nordfalk",), "measure": ("production",), "value": ("2003",)},
            ("2003", "other"),
        ),
        (
            "Nordfalk kauft für 3 Milliarden eigene Aktien",
            "metric",
            "Aktien",
            {"company": ("Nordfalk",), "measure": ("share_price",), "value": ("3 Milliarden",)},
            None,
        ),
        (
            "Nordfalk ist zweitgrößter Aktionär",
            "metric",
            "zweitgrößter",
            {"company": ("Nordfalk",), "measure": ("market_rank",), "value": ("zweitgrößter",)},
            None,
        ),
        (
            "Nordfalk schafft 60 Flaschen",
            "hiring",
            "schafft",
            {"company": ("Nordfalk",), "count": ("60",)},
            ("60", "count"),
        ),
        ("Nordfalk stellt den Verkehr ein", "hiring", "stellt", {"company": ("Nordfalk",)}, None),
        ("Verdi bestreikt Nordfalk", "strike", "bestreikt", {"company": ("Verdi",)}, None),
        ("Belmora und Belmora-Gruppe reden", "talks", "reden", {"parties": ("Belmora", "Belmora-Gruppe")}, None),
        (
            "Nordfalk Experte Weil",
            "leadership",
            "Experte",
            {"person": ("Weil",), "company": ("Nordfalk",), "position": ("Experte",)},
            None,
        ),
        (
            "Minister Weil (Nordfalk",
            "leadership",
            "Minister",
            {"person": ("Weil",), "company": ("Nordfalk",), "position": ("Minister",)},
            None,
        ),
    ],
)
def test_what_cannot_be_is_refused(
    text: str,
    kind: str,
    trigger: str,
    roles: dict[str, tuple[str, ...]],
    counted: tuple[str, QuantityKind] | None,
) -> None:
    """Years are no counts, bottles no staff, unions no employers, experts no officers, one firm no two parties."""
    assert refused(text, kind, trigger, roles, counted)


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "roles", "counted"),
    [
        ("Nordfalk ist börsennotiert", "listing", "börsennotiert", {"company": ("Nordfalk",)}, None),
        (
            "Nordfalk stellt 60 Mechaniker ein",
            "hiring",
            "stellt",
            {"company": ("Nordfalk",), "count": ("60",)},
            ("60", "count"),
        ),
        (
            "Nordfalk ist zweitgrößter Hersteller",
            "metric",
            "zweitgrößter",
            {"company": ("Nordfalk",), "measure": ("market_rank",), "value": ("zweitgrößter",)},
            None,
        ),
        ("Verdi bestreikt Nordfalk", "strike", "bestreikt", {"company": ("Nordfalk",)}, None),
    ],
)
def test_what_may_be_stays(
    text: str,
    kind: str,
    trigger: str,
    roles: dict[str, tuple[str, ...]],
    counted: tuple[str, QuantityKind] | None,
) -> None:
    """The plain forms of the same claims are kept."""
    assert not refused(text, kind, trigger, roles, counted)
