"""Marks that lie inside and across each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zufolge.model import Span
from zufolge.serve.marks import Mark, cut_text

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.text(min_size=41, max_size=41), spans, st.lists(spans, max_size=6))
def test_nothing_is_lost_and_every_mark_covers_its_words(text: str, inside: Span, marked: list[Span]) -> None:
    """The pieces are the text, and the pieces of a mark are what stands at its span."""
    marks = [Mark(span, str(number)) for number, span in enumerate(marked)]
    pieces = cut_text(text, inside, marks)
    assert "".join(piece.text for piece in pieces) == inside.of(text)
    for mark in marks:
        covered = "".join(piece.text for piece in pieces if mark in piece.marks)
        wanted = Span(max(mark.span.start, inside.start), min(mark.span.end, inside.end))
        expected = wanted.of(text) if len(mark.span) and len(inside) and wanted.start < wanted.end else ""
        assert covered == expected


def test_offsets_count_code_points() -> None:
    """A flag, an umlaut and a character beyond the sixteen bits do not shift the marks behind them."""
    text = "🇩🇪 Größe 𝔘: Kauf"
    at = text.index("Kauf")
    assert [piece.text for piece in cut_text(text, Span(0, len(text)), [Mark(Span(at, at + 4), "x")])] == [
        text[:at],
        "Kauf",
    ]
