"""Every cue and every measure, run on its own example with the engine's parse."""

from __future__ import annotations

import pytest
from tests.extract.cue_readings import read_example

from zufolge.extract.by_cue import find_claims_by_cue
from zufolge.extract.cues import Cue, load_cues
from zufolge.extract.measures import Measure, load_measures
from zufolge.model import Claim
from zufolge.recognise.engine import WEIGHTS

pytestmark = pytest.mark.skipif(not (WEIGHTS / "encoder.onnx").exists(), reason="the engine's weights are missing")


def told(claim: Claim) -> list[str]:
    """The claim as type, roles and status, as cues write what they give."""
    parts = [claim.type]
    for role in claim.roles:
        for filler in role.fillers:
            value = filler.entity or (filler.text if filler.value is None else filler.value)
            parts.append(f"{role.name}={str(value).lower() if isinstance(value, bool) else value}")
    return [*parts, *([claim.status] if claim.status else [])]


def holds(claims: list[list[str]], line: str) -> bool:
    """Whether one of the claims says everything that the line says; a noun phrase may go on."""
    wanted = [part.strip() for part in line.split("|")]
    return any(all(any(_says(got, part) for got in claim) for part in wanted) for claim in claims)


def _says(got: str, wanted: str) -> bool:
    return got == wanted or got.startswith(f"{wanted} ")


@pytest.mark.parametrize("cue", load_cues(), ids=lambda cue: cue.id)
def test_cue_finds_its_example(cue: Cue) -> None:
    """A cue finds in its example what it says it gives."""
    claims = [told(claim) for claim in find_claims_by_cue(read_example(cue.example)).claims]
    missing = [line for line in cue.gives if not holds(claims, line)]
    assert (missing, claims if missing else []) == ([], [])


@pytest.mark.parametrize("cue", [cue for cue in load_cues() if cue.never], ids=lambda cue: cue.id)
def test_cue_keeps_off(cue: Cue) -> None:
    """A cue finds nothing where it says it gives nothing."""
    found = [
        told(claim)
        for text in cue.never
        for claim in find_claims_by_cue(read_example(text)).claims
        if claim.by.split("/")[0] == f"cue:{cue.id}"
    ]
    assert found == []


@pytest.mark.parametrize("measure", load_measures(), ids=lambda measure: measure.id)
def test_measure_finds_its_example(measure: Measure) -> None:
    """A measure finds in its example what it says it gives."""
    claims = [told(claim) for claim in find_claims_by_cue(read_example(measure.example)).claims]
    assert (holds(claims, measure.gives), claims) == (True, claims)
