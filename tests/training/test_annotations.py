"""Annotations as people write them: what is read, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.annotations import Annotated, parse_claim, read_annotations, read_standoff, without_words

TEXT = "Tarvo kauft Lianbo. Der Konzern zahlt 3 Euro, sagte Jan Rau. Tarvo wächst."


def parsed(line: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Claims and problems of one line."""
    item = Annotated("a", TEXT)
    parse_claim(line, item)
    return item.claims, item.problems


def test_a_line_becomes_spans() -> None:
    """Trigger, evidence and fillers stand where their words stand."""
    claims, problems = parsed("acquisition | trig=kauft | buyer=Tarvo | target=Lianbo | planned | source=Jan Rau")
    assert problems == []
    assert claims[0]["roles"] == {
        "buyer": [{"name": "Tarvo", "span": (0, 5)}],
        "target": [{"name": "Lianbo", "span": (12, 18)}],
    }
    assert (claims[0]["evidence"], claims[0]["status"], claims[0]["source"]) == ((0, 19), "planned", ["Jan Rau"])


def test_anaphora_keep_name_and_words() -> None:
    """`name @ words` says who is meant and what stands there."""
    claims, _ = parsed("metric | trig=zahlt | company=Tarvo @ Der Konzern | measure=cost | value=3 @ 3 Euro")
    assert claims[0]["roles"]["company"] == [{"name": "Tarvo", "span": (20, 31)}]


def test_nth_occurrence() -> None:
    """`#2` is the second time that a word stands in the text."""
    claims, _ = parsed("metric | trig=wächst | company=Tarvo#2 @ Tarvo#2 | measure=other")
    assert claims[0]["roles"]["company"][0]["span"] == (61, 66)


def test_words_that_do_not_stand_in_the_text_are_refused() -> None:
    """No claim is made of them, and the problem names them."""
    claims, problems = parsed("acquisition | trig=kauft | buyer=Korvent | target=Lianbo")
    assert claims == []
    assert "Korvent" in problems[0]


def test_unknown_types_and_roles_are_refused() -> None:
    """Misspelled annotations never pass in silence."""
    assert [bool(parsed(line)[1]) for line in ("takeover | trig=kauft", "acquisition | trig=kauft | seler=Tarvo")] == [
        True,
        True,
    ]


def test_a_file_of_blocks(tmp_path: Path) -> None:
    """Text and claims of each block are kept apart; publication dates are read."""
    file = tmp_path / "x.txt"
    file.write_text(
        f"=== x-1 | published=2016-05-04\n{TEXT}\nCLAIMS\nmetric | trig=wächst | company=Tarvo | measure=other\n"
    )
    items = list(read_annotations(file, {}))
    assert [(i.id, i.published, i.text, len(i.claims), i.problems) for i in items] == [
        ("x-1", "2016-05-04", TEXT, 1, [])
    ]


def test_standoff_repeats_no_words(tmp_path: Path) -> None:
    """What stands in the text is written as offsets only, and read back from there."""
    import json

    claims, _ = parsed("acquisition | trig=kauft | buyer=Tarvo | target=Lianbo")
    line = json.dumps({"id": "c:1", "claims": [without_words(claims[0], TEXT)]})
    assert "Tarvo" not in line
    (tmp_path / "s.jsonl").write_text(line)
    read = next(read_standoff(tmp_path / "s.jsonl", {"c:1": TEXT}))
    assert read.claims[0]["roles"]["buyer"][0]["name"] == "Tarvo"
