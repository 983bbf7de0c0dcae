"""GraphML: companies, people and authorities as nodes, what is claimed between two of them as edges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from zufolge.claim_types import load_claim_types
from zufolge.export.format import REPLACEMENT, Articles, FileFormat
from zufolge.export.plain_words import describe_chain
from zufolge.ledger.views import KeptClaim
from zufolge.model import Claim, Filler

ACTORS: Final = ("company", "organisation", "medium", "agency", "authority", "person")
NODE_KEYS: Final = ("name", "kind")
EDGE_KEYS: Final = (
    *("claim", "type", "source_role", "target_role", "status", "polarity", "according_to", "published"),
    *("article", "evidence", "confidence"),
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_ILLEGAL: Final = {
    number: REPLACEMENT
    for number in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
    if number not in (0x09, 0x0A, 0x0D)
}
"""What XML 1.0 cannot hold, not even escaped."""
_RETURN: Final = {"\r": "&#13;"}

Pair = tuple[tuple[str, Filler], tuple[str, Filler]]


def write_graphml(articles: Articles, out: TextIO) -> None:
    """A multigraph; an edge leads from the role that acts to the other, and carries status, polarity and source."""
    out.write(_HEAD)
    for key in NODE_KEYS:
        out.write(f'  <key id="{key}" for="node" attr.name="{key}" attr.type="string"/>\n')
    for key in EDGE_KEYS:
        kind = "double" if key == "confidence" else "string"
        out.write(f'  <key id="edge_{key}" for="edge" attr.name="{key}" attr.type="{kind}"/>\n')
    out.write('  <graph id="claims" edgedefault="directed">\n')
    known: set[str] = set()
    for kept in articles:
        for claim in kept.resolved:
            out.writelines(_lines_of(claim, known))
    out.write("  </graph>\n</graphml>\n")


def _lines_of(kept: KeptClaim, known: set[str]) -> Iterator[str]:
    for place, ((source_role, source), (target_role, target)) in enumerate(pairs_of(kept.claim)):
        for filler in (source, target):
            if filler.entity not in known:
                known.add(str(filler.entity))
                yield _node(filler)
        cells = {
            "claim": kept.id,
            "type": kept.claim.type,
            "source_role": source_role,
            "target_role": target_role,
            "status": kept.claim.status,
            "polarity": kept.claim.polarity,
            "according_to": describe_chain(kept.claim.attribution),
            "published": kept.article.published,
            "article": kept.article.id,
            "evidence": kept.evidence,
            "confidence": f"{kept.claim.confidence:.4f}",
        }
        ends = f"source={_attribute(source.entity)} target={_attribute(target.entity)}"
        data = "".join(_data(f"edge_{key}", cells[key]) for key in EDGE_KEYS)
        yield f'    <edge id="{kept.id}-{place}" {ends}>{data}</edge>\n'


def pairs_of(claim: Claim) -> list[Pair]:
    """Everyone that the claim ties to somebody else, two by two, the role declared first in front.

    >>> from zufolge.notation import parse_claim
    >>> claim = parse_claim("acquisition(buyer: A [company], target: B [company], seller: C [company]) planned")
    >>> [(one[0], one[1].entity, other[0], other[1].entity) for one, other in pairs_of(claim)]
    [('buyer', 'A', 'target', 'B'), ('buyer', 'A', 'seller', 'C'), ('target', 'B', 'seller', 'C')]
    """
    declared = {role.name: place for place, role in enumerate(load_claim_types()[claim.type].roles)}
    roles = sorted(claim.roles, key=lambda role: declared.get(role.name, len(declared)))
    actors = [(role.name, one) for role in roles for one in role.fillers if one.entity and one.kind in ACTORS]
    return [pair for pair in combinations(actors, 2) if pair[0][1].entity != pair[1][1].entity]


def _node(filler: Filler) -> str:
    data = _data("name", filler.entity) + _data("kind", filler.kind)
    return f"    <node id={_attribute(filler.entity)}>{data}</node>\n"


def _data(key: str, value: str | None) -> str:
    return "" if value is None else f'<data key="{key}">{escape(_legal(value), _RETURN)}</data>'


def _attribute(value: str | None) -> str:
    return quoteattr(_legal(value or ""))


def _legal(text: str) -> str:
    return text.translate(_ILLEGAL)


FORMAT = FileFormat("graphml", "who is said to be tied to whom, for Gephi, yEd, Cytoscape and networkx", write_graphml)
