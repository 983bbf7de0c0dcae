"""Decoding of tags and trees."""

from __future__ import annotations

import numpy as np

from zufolge.recognise.engine import matrices
from zufolge.recognise.heads import below, best_tags, best_tree, find_circle, mean_states, relation_scores

TAGS = ("O", "B-company", "I-company", "B-person", "I-person")


def test_tags_never_go_on_with_what_did_not_begin() -> None:
    """An I tag follows only its own kind, even where another tag scores higher."""
    scores = np.array([[0, 3, 0, 2, 0], [0, 0, 0, 0, 4]], np.float32)
    assert [TAGS[i] for i in best_tags(scores, TAGS)] == ["B-person", "I-person"]


def test_no_words_have_no_tags() -> None:
    """An empty text is no error."""
    assert best_tags(np.zeros((0, 5), np.float32), TAGS) == []


def test_tree_keeps_the_best_heads_where_they_make_a_tree() -> None:
    """Without a circle nothing is changed."""
    scores = np.array([[5, 0, 0], [4, 0, 1], [0, 3, 0]], np.float32)
    assert best_tree(scores).tolist() == [0, 0, 1]


def test_tree_opens_a_circle_where_it_costs_least() -> None:
    """Two words that head each other get a head outside, the cheaper change first."""
    scores = np.array([[5, 0, 0], [1, 0, 4], [3.5, 4, 0]], np.float32)
    assert best_tree(scores).tolist() == [0, 2, 0]


def test_tree_has_one_root() -> None:
    """A second word that would rather head itself gets the best head that it can have."""
    scores = np.array([[5, 0, 0], [2, 3, 1], [0, 3, 0]], np.float32)
    assert best_tree(scores).tolist() == [0, 0, 1]


def test_tree_never_runs_in_circles() -> None:
    """Whatever the scores, following the heads ends at a root."""
    random = np.random.default_rng(3)
    for size in (1, 2, 5, 30):
        for _ in range(20):
            heads = best_tree(random.normal(size=(size, size)).astype(np.float32)).tolist()
            assert find_circle(heads) is None


def test_below_finds_words_at_any_depth() -> None:
    """Children of children hang on a word, too."""
    assert below(np.array([0, 0, 1, 3]), [0]).tolist() == [True, True, True, False]


def test_mean_states_is_the_mean_of_each_range() -> None:
    """A range of words has the mean of its words' states, a single word its own."""
    states = np.random.default_rng(4).normal(size=(6, 3)).astype(np.float32)
    ranges = np.array([(0, 0), (1, 3), (2, 5)])
    expected = np.stack([states[first : last + 1].mean(0) for first, last in ranges.tolist()])
    assert mean_states(states, ranges).tolist() == expected.tolist()


def test_relation_scores_ties_each_word_to_its_head() -> None:
    """The score of a relation is the product of the word, the relation's weights and the word's head."""
    weight = matrices()["rel.weight"]
    random = np.random.default_rng(5)
    words, heads = (random.normal(size=(4, weight.shape[1])).astype(np.float32) for _ in range(2))
    expected = np.einsum("ni,rij,nj->nr", words, weight, heads)
    assert np.allclose(relation_scores(words, heads), expected, atol=1e-3)
