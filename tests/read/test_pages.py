"""Real news pages: the publication date is right, and the body is found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from evaluation.pages import pages, score_page, word_f1

PAGES = Path(os.environ.get("ZUFOLGE_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "pages"


@pytest.mark.skipif(not PAGES.exists(), reason="the shared folder with saved pages is not here")
def test_real_pages() -> None:
    """The date is right on every page that carries one; body F1 by words stays above its floor."""
    scores = [score_page(file, entry) for file, entry in pages(PAGES)]
    assert [s.name for s in scores if s.published != s.expected] == []
    assert sum(s.f1 for s in scores) / len(scores) >= 0.955


def test_word_f1_can_fail() -> None:
    """Words that are missing, and words that are too many, lower the score."""
    assert (word_f1("a b", "a b"), word_f1("a", "a b"), word_f1("x", "a")) == (1.0, 2 / 3, 0.0)
