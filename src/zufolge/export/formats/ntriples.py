"""N-Triples: the nodes of `linked_nodes` as one statement a line, which every RDF store loads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TextIO

from zufolge.export.format import Articles, FileFormat
from zufolge.export.linked_nodes import Node, expand, nodes_of, values_of

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def write_ntriples(articles: Articles, out: TextIO) -> None:
    """The same graph as JSON-LD; it may say a statement more than once, which means the same."""
    for kept in articles:
        for node in nodes_of(kept):
            out.writelines(_lines_of(node))


def _lines_of(node: Node) -> Iterator[str]:
    subject = f"<{expand(node['@id'])}>"
    for key in node:
        if key == "@type":
            for name in node[key]:
                yield f"{subject} <{expand('rdf:type')}> <{expand(name)}> .\n"
        elif key != "@id":
            for value in values_of(node, key):
                yield f"{subject} <{expand(key)}> {_term(value)} .\n"
                if isinstance(value, dict) and "@type" in value and "@id" in value:
                    yield from _lines_of(value)


def _term(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if "@id" in value:
        return f"<{expand(value['@id'])}>"
    return f'"{value["@value"].translate(_ESCAPES)}"^^<{expand(value["@type"])}>'


FORMAT = FileFormat("ntriples", "RDF (N-Triples) with PROV-O and Web Annotation, for RDF stores", write_ntriples)
