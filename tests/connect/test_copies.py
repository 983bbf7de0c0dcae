"""Articles that print the same text, compared two by two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zufolge.connect.copies import Copy, compare_runs, join_copies, runs_of, shared_words
from zufolge.model import Sentence, Span

LEAD = "Der Pumpenbauer Nordfalk übernimmt den kleineren Wettbewerber Alpenwerk aus Kempten für 48 Millionen Euro. "
MORE = (
    "Das teilte das Unternehmen am Montag in Bremen mit. Die 210 Beschäftigten sollen alle bleiben, hieß es weiter. "
    "Der Kauf muss noch von den Behörden genehmigt werden. "
)
OTHER = (
    "Die Bäckereikette Kornhaus eröffnet im Herbst zwölf weitere Filialen in Thüringen und Sachsen. "
    "Dafür sucht sie nach eigenen Angaben achtzig neue Leute, vor allem für den Verkauf am frühen Morgen. "
)


def test_the_same_text_in_two_papers() -> None:
    """Credits in brackets make no difference."""
    shares = compare_runs(runs_of(LEAD + MORE), runs_of(f"{LEAD}{MORE}(dpa)"))
    assert shares == (1.0, 1.0)
    assert Copy(1, 2, *shares).is_whole


def test_a_shortened_text_stands_in_the_long_one() -> None:
    """The abridged version is contained, the long one is not."""
    shares = compare_runs(runs_of(LEAD), runs_of(LEAD + MORE))
    assert shares is not None
    copy = Copy(1, 2, *shares)
    assert (copy.is_abridged, copy.is_whole, shares[0]) == (True, False, 1.0)
    assert copy.reason.startswith("abridged (100%")


def test_different_texts_are_no_copies() -> None:
    """Nor are texts too short to tell."""
    assert compare_runs(runs_of(LEAD + MORE), runs_of(OTHER)) is None
    assert compare_runs(runs_of("Nordfalk kauft das Alpenwerk."), runs_of("Nordfalk kauft das Alpenwerk.")) is None


def test_headlines_do_not_count() -> None:
    """Papers write their own headlines."""
    text = "Nordfalk schluckt Alpenwerk ganz\nNordfalk kauft das Alpenwerk."
    sentences = (Sentence(Span(0, 32), "headline"), Sentence(Span(33, len(text)), "paragraph"))
    assert runs_of(text, sentences) == {"nordfalk kauft das alpenwerk"}


def test_copies_are_known_from_both_sides() -> None:
    """The closest copy comes first."""
    copies = join_copies([Copy(1, 2, 0.7, 0.9), Copy(3, 1, 0.6, 0.8)])
    assert [(copy.other, copy.of_article) for copy in copies.of(1)] == [(3, 0.8), (2, 0.7)]
    assert [(copy.other, copy.of_article) for copy in copies.of(2)] == [(1, 0.9)]
    assert copies.of(9) == ()


def test_a_sentence_printed_again() -> None:
    """Long sentences tell, short ones do not."""
    assert shared_words(LEAD, LEAD + MORE) == 1.0
    assert shared_words("Nordfalk kauft Alpenwerk.", "Nordfalk kauft Alpenwerk.") == 0.0


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_the_comparison_is_the_same_both_ways(first: list[str], second: list[str]) -> None:
    """Which of two texts comes first does not matter."""
    there = compare_runs(runs_of(" ".join(first)), runs_of(" ".join(second)))
    back = compare_runs(runs_of(" ".join(second)), runs_of(" ".join(first)))
    assert there == (back[::-1] if back else None)
