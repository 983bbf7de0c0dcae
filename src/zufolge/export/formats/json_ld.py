"""JSON-LD: the nodes of `linked_nodes` as one document, a node a line."""

from __future__ import annotations

import json
from typing import TextIO

from zufolge.export.annotate_json import write_json
from zufolge.export.format import Articles, FileFormat
from zufolge.export.linked_nodes import CONTEXT, nodes_of


def write_json_ld(articles: Articles, out: TextIO) -> None:
    """One graph with its own context; a node that several articles name comes with each of them."""
    out.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
    separator = "\n"
    for kept in articles:
        for node in nodes_of(kept):
            out.write(separator + write_json(node))
            separator = ",\n"
    out.write("\n]}\n")


FORMAT = FileFormat("jsonld", "JSON-LD with PROV-O and Web Annotation selectors, for linked data", write_json_ld)
