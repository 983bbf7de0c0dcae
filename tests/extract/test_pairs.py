"""Distance and path classes of anchors and candidates."""

from __future__ import annotations

import numpy as np

from zufolge.extract.pairs import FIRST_PATH, NO_PATH, OVERLAP, PATH_RELATIONS, SIBLING, head_word, pair_features

SENTENCES = np.array([0, 0, 0, 0, 1, 1])
HEADS = np.array([1, 1, 1, 2, 5, 5])
RELATIONS = np.array([7, 0, 9, 3, 7, 0])


def features(anchor: tuple[int, int], candidate: tuple[int, int]) -> list[int]:
    """Distance and path class of one pair."""
    found: list[int] = pair_features(np.array([anchor]), np.array([candidate]), SENTENCES, HEADS, RELATIONS)[
        0, 0
    ].tolist()
    return found


def test_a_candidate_that_hangs_on_the_anchor_has_its_relation_as_path() -> None:
    """Subject of the anchor: the path class says so."""
    assert features((1, 1), (0, 0)) == [9, FIRST_PATH + 7]


def test_the_other_way_round_is_another_class() -> None:
    """The anchor hangs on the candidate."""
    assert features((0, 0), (1, 1)) == [0, FIRST_PATH + PATH_RELATIONS + 7]


def test_siblings_share_their_head() -> None:
    """Two words on one head."""
    assert features((0, 0), (2, 2))[1] == SIBLING


def test_other_sentences_have_distances_of_their_own() -> None:
    """The next sentence is one class, whatever the number of words."""
    assert features((0, 0), (4, 4)) == [23, NO_PATH]


def test_overlap_is_a_class() -> None:
    """A candidate around its anchor."""
    assert features((2, 2), (2, 3))[0] == OVERLAP


def test_head_word_is_the_one_that_hangs_outside() -> None:
    """Of "verbündet sich" the verb."""
    assert head_word(2, 3, HEADS) == 2
