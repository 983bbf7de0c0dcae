"""Scores and their intervals."""

from __future__ import annotations

from evaluation.counts import Count, score


def test_score_adds_up_articles() -> None:
    """Precision, recall and F1 are those of all articles together."""
    s = score([Count(2, 2, 4), Count(1, 4, 2)])
    assert (s.precision, s.recall, s.f1) == (0.5, 0.5, 0.5)


def test_interval_holds_the_score_and_is_the_same_each_time() -> None:
    """The seeded interval lies around F1, and two calls agree."""
    counts = [Count(i % 3, 3, 3) for i in range(30)]
    s = score(counts)
    assert s.low < s.f1 < s.high
    assert score(counts) == s


def test_one_article_has_no_width() -> None:
    """Where there is nothing to resample, the interval is the score."""
    s = score([Count(1, 2, 2)])
    assert (s.low, s.high) == (s.f1, s.f1)


def test_no_article_scores_nothing() -> None:
    """An empty set is no error."""
    assert score([]).f1 == 0.0
