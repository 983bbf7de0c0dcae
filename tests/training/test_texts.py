"""Every line of our own training texts stands in its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.annotations import read_annotations

FILES = sorted((Path(__file__).parents[2] / "training" / "texts").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])
def test_texts_have_no_problems(file: Path) -> None:
    """The checker finds nothing."""
    assert [p for item in read_annotations(file, {}) for p in item.problems] == []
