"""Names grouped by decisions about pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zufolge.connect.clusters import choose_name, cluster_names
from zufolge.connect.decisions import PEOPLE, Decision, Verdict
from zufolge.connect.name_forms import form_of

NAMES = "ABCDEF"


def decision(pair: str, verdict: Verdict = "positive", strength: int = 10, turn: int = 0) -> Decision:
    """A decision about two names of one letter."""
    return Decision(min(pair), max(pair), verdict, "test", "", strength, turn)


@pytest.mark.parametrize(
    ("decisions", "clusters"),
    [
        ([], ["A", "B", "C"]),
        ([decision("AB"), decision("BC")], ["ABC"]),
        ([decision("AB", strength=5), decision("BC"), decision("AC", "negative", 50)], ["A", "BC"]),
        ([decision("AB"), decision("AB", "unsure", 0)], ["AB", "C"]),
        ([decision("AB"), decision("AB", "negative", PEOPLE)], ["A", "B", "C"]),
        ([decision("AB", "negative", 50), decision("AB", "positive", PEOPLE)], ["AB", "C"]),
        (
            [
                decision("AB", "positive", PEOPLE, 1),
                decision("BC", "positive", PEOPLE, 2),
                decision("AC", "negative", 100),
            ],
            ["AB", "C"],
        ),
    ],
)
def test_clusters(decisions: list[Decision], clusters: list[str]) -> None:
    """The stronger decision holds; a later merge gives way to what keeps its two ends apart."""
    assert cluster_names("ABC", decisions) == [tuple(cluster) for cluster in clusters]


DECISIONS = st.builds(
    lambda pair, verdict, strength: decision("".join(pair), verdict, strength),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
    st.sampled_from(("positive", "negative", "unsure")),
    st.integers(1, 60),
)


@given(st.lists(DECISIONS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions: list[Decision], random: object) -> None:
    """Whatever comes first, the entities are the same, and nobody is lost."""
    shuffled = list(decisions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    clusters = cluster_names(NAMES, decisions)
    assert cluster_names(reversed(NAMES), shuffled) == clusters
    assert sorted(name for cluster in clusters for name in cluster) == list(NAMES)


@given(st.lists(DECISIONS, max_size=12), st.sampled_from(NAMES[1:]))
def test_what_people_keep_apart_is_never_together(decisions: list[Decision], other: str) -> None:
    """No chain of weaker decisions joins two names that somebody judged to be two."""
    clusters = cluster_names(NAMES, [*decisions, decision(f"A{other}", "negative", PEOPLE)])
    assert not any("A" in cluster and other in cluster for cluster in clusters)


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("Korvent AG", "Korvent", "KORVENT"), "Korvent"),
        (("Korvent", "Korvent Energie"), "Korvent Energie"),
        (("Korvents", "Korvent"), "Korvent"),
        (("Telekom", "Deutsche Telekom"), "Deutsche Telekom"),
        (("DPA", "dpa"), "dpa"),
    ],
)
def test_the_name_of_an_entity(names: tuple[str, ...], chosen: str) -> None:
    """The fullest, plainly written, and the one by which it is known."""
    assert choose_name([form_of(name, "organised") for name in names]).spelling == chosen
