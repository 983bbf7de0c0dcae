"""Who stands on which side of a deal, by the prepositions before their names."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.hand_readings import parsed

from zufolge.claim_types import load_claim_types, read_toml
from zufolge.extract.sides import FILE, turned
from zufolge.extract.surroundings import Surroundings
from zufolge.model import Claim, Filler, Role, Span

POS = {"an": "ADP", "bei": "ADP", "von": "ADP", "durch": "ADP", "zu": "ADP", "gegen": "ADP", "in": "ADP", "dem": "PRON"}
POS |= {
    "Nordfalk": "PROPN",
    "Belmora": "PROPN",
    "die": "DET",
    "der": "DET",
    "eine": "DET",
    "einen": "DET",
    ",": "PUNCT",
}


def around(text: str) -> Surroundings:
    """The words of a sentence, tagged by a short list."""
    words = text.rstrip(".").replace(",", " ,").split()
    tags = [POS.get(w.lower(), POS.get(w, "NOUN" if w[0].isupper() else "VERB")) for w in words]
    return Surroundings(parsed("\n".join(f"{w} {t} 0 root" for w, t in zip(words, tags, strict=True))))


def claim_of(surroundings: Surroundings, kind: str, sides: dict[str, str], trigger: str) -> Claim:
    """A claim of the model with a firm in each role."""
    text = surroundings.reading.text
    at = {name: Span(text.index(name), text.index(name) + len(name)) for name in (*sides.values(), trigger)}
    roles = tuple(
        Role(r.name, (Filler(sides[r.name], at[sides[r.name]], entity=sides[r.name]),))
        for r in load_claim_types()[kind].roles
        if r.name in sides
    )
    return Claim(kind, roles, Span(0, len(text)), at[trigger], "model", 0.8)


def sides_of(claim: Claim | None) -> dict[str, str]:
    """The firm in each role."""
    return {} if claim is None else {r.name: r.fillers[0].text for r in claim.roles}


def entries() -> list[dict[str, Any]]:
    """The entries of the file, with what a reader makes of their examples."""
    return list(read_toml(FILE)["side"])


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry["id"]))
def test_mixed_up_sides_are_turned(entry: dict[str, Any]) -> None:
    """The example of each entry, told the wrong way round, comes out right; told rightly, it stays."""
    kind, *parts = (part.strip() for part in entry["gives"].split("|"))
    right = dict(part.split("=") for part in parts)
    a, b = entry["is"], entry["never"]
    wrong = right | {a: right[b], b: right[a]}
    surroundings = around(entry["example"])
    words = surroundings.reading.text.split()
    triggers = entry.get("triggers", [])
    trigger = next((w for w in words if any(t.lstrip("-")[:4] in w.lower() for t in triggers)), words[1])
    found = [sides_of(turned(surroundings, claim_of(surroundings, kind, told, trigger))) for told in (wrong, right)]
    assert found == [right, right]


def test_two_on_one_side_are_no_deal() -> None:
    """Where the other role has nobody to give, the claim goes."""
    surroundings = around("Nordfalk verkauft Patente an Belmora.")
    claim = claim_of(surroundings, "asset_sale", {"seller": "Belmora", "asset": "Patente"}, "verkauft")
    assert turned(surroundings, claim) is None


def test_a_relative_clause_takes_a_name_up() -> None:
    """ "Belmora, an dem Nordfalk hält" says that Nordfalk is the holder."""
    surroundings = around("Belmora, an dem Nordfalk hält")
    claim = claim_of(surroundings, "stake", {"holder": "Belmora", "company": "Nordfalk"}, "hält")
    assert sides_of(turned(surroundings, claim)) == {"holder": "Nordfalk", "company": "Belmora"}
