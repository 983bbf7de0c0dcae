"""Whom a source names: its kind, and the entity it stands for within the article."""

from __future__ import annotations

from zufolge.model import Reading, Source, Span


def source_at(reading: Reading, span: Span) -> Source:
    """The source that stands at `span`."""
    return Source(span.of(reading.text), span, None, "group")
