"""JSON Lines: one claim a line as `zufolge claims --json` prints it, with what is known of its article."""

from __future__ import annotations

from typing import TextIO

from zufolge.export.annotate_json import claim_as_json, write_json
from zufolge.export.format import Articles, FileFormat


def write_json_lines(articles: Articles, out: TextIO) -> None:
    """A line a claim; `published`, `publisher`, `title` and `origins` are those of its article."""
    for kept in articles:
        article = kept.article
        context = {
            "published": article.published,
            "publisher": article.publisher,
            "title": article.title,
            "origins": list(dict.fromkeys(origin.entity for origin in kept.origins)),
        }
        for claim in kept.claims:
            line = {**claim_as_json(claim.claim, article, claim.about), "id": claim.id, **context}
            out.write(write_json(line) + "\n")


FORMAT = FileFormat("jsonl", "JSON Lines: one claim a line, for jq, pandas and other programs", write_json_lines)
