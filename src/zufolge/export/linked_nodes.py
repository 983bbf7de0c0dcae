"""Claims as nodes of linked data: PROV-O for who says so, Web Annotation for where it is written.

Nothing here states what a claim says as a fact; a claim is a `prov:Entity` that was quoted from an article.
`formats/json_ld.py` and `formats/ntriples.py` write the nodes down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from zufolge.export.article_claims import ArticleClaims
from zufolge.export.plain_words import describe_roles
from zufolge.ledger.views import KeptClaim
from zufolge.model import Article, Filler, Link, Source, Span

Node = dict[str, Any]
"""A node object of JSON-LD; every node has an `@id`, every other key is a prefixed name."""

CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "term": "urn:zufolge:term:",
    "type": "urn:zufolge:type:",
    "role": "urn:zufolge:role:",
}
SOFTWARE: Final = "urn:zufolge:software"
AROUND: Final = 32
"""How many characters before and after a quotation make it recognisable."""

_AGENTS: Final = {
    "person": "prov:Person",
    **dict.fromkeys(
        ("company", "organisation", "medium", "agency", "authority", "research", "group"), "prov:Organization"
    ),
    **dict.fromkeys(("anonymous", "document"), "prov:Agent"),
}
_SCHEME: Final = re.compile(r"https?://")
_NO_ADDRESS: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")


def nodes_of(kept: ArticleClaims) -> Iterator[Node]:
    """The nodes of an article, its claims, and those who are named; each named one once an article."""
    known: set[str] = set()
    yield {"@id": SOFTWARE, "@type": ["prov:SoftwareAgent"], "rdfs:label": "zufolge"}
    for node in (*_article_nodes(kept), *(node for claim in kept.resolved for node in _claim_nodes(claim))):
        if node["@id"] not in known:
            known.add(node["@id"])
            yield node


def _article_nodes(kept: ArticleClaims) -> Iterator[Node]:
    article = kept.article
    names = list(dict.fromkeys(origin.entity for origin in kept.origins))
    yield _known(
        {
            "@id": article_iri(article),
            "@type": ["prov:Entity", "schema:NewsArticle"],
            "dcterms:identifier": article.id,
            "dcterms:title": article.title,
            "dcterms:language": article.language,
            "dcterms:issued": _moment(article.published),
            "dcterms:source": _address(article.url),
            "prov:wasAttributedTo": _see(_entity_iri(article.publisher)) if article.publisher else None,
            "prov:hadPrimarySource": [_see(_origin_iri(article, name)) for name in names],
            "rdf:value": article.text,
        }
    )
    if article.publisher:
        yield _entity(article.publisher, "medium")
    for name in names:
        agent = _entity(name, "agency")
        yield {
            "@id": _origin_iri(article, name),
            "@type": ["prov:Entity"],
            "prov:wasAttributedTo": _see(agent["@id"]),
        }
        yield agent
    yield {
        "@id": f"{article_iri(article)}:reading",
        "@type": ["prov:Activity"],
        "prov:used": _see(article_iri(article)),
        "prov:wasAssociatedWith": _see(SOFTWARE),
    }


def _claim_nodes(kept: KeptClaim) -> Iterator[Node]:
    claim, article, iri = kept.claim, kept.article, claim_iri(kept.id)
    last = len(claim.attribution) - 1
    yield _known(
        {
            "@id": iri,
            "@type": ["prov:Entity", "term:Claim", f"type:{claim.type}"],
            "rdfs:label": f"{claim.type}: {describe_roles(claim)}",
            "term:status": claim.status,
            "term:polarity": claim.polarity,
            "term:confidence": _typed(f"{claim.confidence:.4f}", "decimal"),
            "term:by": claim.by,
            **_time(kept),
            "term:about": [_see(claim_iri(other)) for other in kept.about],
            "prov:wasQuotedFrom": _see(article_iri(article)),
            "prov:wasGeneratedBy": _see(f"{article_iri(article)}:reading"),
            "prov:wasDerivedFrom": _see(_statement_iri(kept, 0)) if last >= 0 else None,
            "prov:hadPrimarySource": _see(_statement_iri(kept, last)) if last >= 0 else None,
            **{
                f"role:{role.name}": [_see(f"{iri}:{role.name}:{place}") for place in range(len(role.fillers))]
                for role in claim.roles
            },
        }
    )
    yield {
        "@id": f"{iri}:annotation",
        "@type": ["oa:Annotation"],
        "oa:motivatedBy": _see("oa:classifying"),
        "oa:hasBody": _see(iri),
        "oa:hasTarget": _see(_target_iri(article, claim.evidence)),
    }
    yield _target(article, claim.evidence)
    for role in claim.roles:
        for place, filler in enumerate(role.fillers):
            yield from _filler_nodes(f"{iri}:{role.name}:{place}", filler, article)
    for place, link in enumerate(claim.attribution):
        yield from _statement_nodes(kept, place, link)


def _time(kept: KeptClaim) -> Node:
    time = kept.claim.time
    if time is None:
        return {}
    return {
        "term:time": time.value,
        "term:timeWords": time.text,
        "term:timeStart": _moment(time.start_date),
        "term:timeEnd": _moment(time.end_date),
    }


def _filler_nodes(iri: str, filler: Filler, article: Article) -> Iterator[Node]:
    yield _known(
        {
            "@id": iri,
            "@type": ["term:Filler"],
            "term:entity": _see(_entity_iri(filler.entity)) if filler.entity else None,
            "term:kind": filler.kind,
            "rdf:value": _value(filler.value),
            "term:valueMax": _value(filler.value_max),
            "term:unit": filler.unit,
            "term:approx": filler.approx,
            "term:words": _see(_target_iri(article, filler.span)),
        }
    )
    yield _target(article, filler.span)
    if filler.entity:
        yield _entity(filler.entity, filler.kind)


def _statement_nodes(kept: KeptClaim, place: int, link: Link) -> Iterator[Node]:
    """What one link of the chain said; it was derived from what the next link said."""
    agents = [_agent(f"{_statement_iri(kept, place)}:source:{n}", source) for n, source in enumerate(link.sources)]
    spans = [source.span for source in link.sources]
    cues = [*link.cue.spans] if link.cue else []
    is_last = place == len(kept.claim.attribution) - 1
    yield _known(
        {
            "@id": _statement_iri(kept, place),
            "@type": ["prov:Entity", "term:Statement"],
            "prov:wasAttributedTo": [_see(agent["@id"]) for agent in agents],
            "prov:wasDerivedFrom": None if is_last else _see(_statement_iri(kept, place + 1)),
            "term:mode": link.mode,
            "term:words": [_see(_target_iri(kept.article, span)) for span in spans],
            "term:cue": [_see(_target_iri(kept.article, span)) for span in cues],
        }
    )
    yield from agents
    yield from (_target(kept.article, span) for span in (*spans, *cues))


def _agent(iri: str, source: Source) -> Node:
    """A source; one that the text does not name is known by this one statement only."""
    if source.entity is not None:
        return _entity(source.entity, source.kind)
    return {
        "@id": iri,
        "@type": [_AGENTS.get(source.kind, "prov:Agent")],
        "rdfs:label": source.text,
        "term:kind": source.kind,
    }


def _entity(name: str, kind: str | None) -> Node:
    types = [_AGENTS[kind]] if kind in _AGENTS else ["term:Entity"]
    return _known({"@id": _entity_iri(name), "@type": types, "rdfs:label": name, "term:kind": kind})


def _target(article: Article, span: Span) -> Node:
    """A stretch of the article, by its place in code points and by its words."""
    iri, text = _target_iri(article, span), article.text
    return {
        "@id": iri,
        "@type": ["oa:SpecificResource"],
        "oa:hasSource": _see(article_iri(article)),
        "oa:hasSelector": [
            {
                "@id": f"{iri}:position",
                "@type": ["oa:TextPositionSelector"],
                "oa:start": _typed(str(span.start), "nonNegativeInteger"),
                "oa:end": _typed(str(span.end), "nonNegativeInteger"),
            },
            {
                "@id": f"{iri}:quote",
                "@type": ["oa:TextQuoteSelector"],
                "oa:exact": span.of(text),
                "oa:prefix": text[max(0, span.start - AROUND) : span.start],
                "oa:suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def article_iri(article: Article) -> str:
    """The name of the article as stored; its page, if it has one, is its `dcterms:source`."""
    return f"urn:zufolge:article:{quote(article.id, safe='')}"


def claim_iri(identity: str) -> str:
    """The name of the claim with that id."""
    return f"urn:zufolge:claim:{identity}"


def _entity_iri(name: str) -> str:
    return f"urn:zufolge:entity:{quote(name, safe='')}"


def _origin_iri(article: Article, name: str) -> str:
    return f"{article_iri(article)}:origin:{quote(name, safe='')}"


def _statement_iri(kept: KeptClaim, place: int) -> str:
    return f"{claim_iri(kept.id)}:statement:{place}"


def _target_iri(article: Article, span: Span) -> str:
    return f"{article_iri(article)}:{span.start}-{span.end}"


def _address(url: str | None) -> Node | str | None:
    """The address, with what no IRI may hold written in percent; one without a scheme stays words."""
    if url is None or not _SCHEME.match(url):
        return url
    return _see(_NO_ADDRESS.sub(lambda found: quote(found[0], safe=""), url))


def _see(iri: str) -> Node:
    return {"@id": iri}


def _typed(value: str, type_: str) -> Node:
    return {"@value": value, "@type": f"xsd:{type_}"}


def _value(value: float | int | str | bool | None) -> Node | str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _typed(str(value).lower(), "boolean")
    return _typed(format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) else str(value), "decimal")


def _moment(iso: str | None) -> Node | str | None:
    """An ISO date, or date and time, with its type; what is neither stays words."""
    if iso is None:
        return None
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return _typed(iso, "date") if len(iso) == len("2024-03-05") else _typed(moment.isoformat(), "dateTime")


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value is not None and value != []}


def expand(name: str) -> str:
    """The whole IRI of a prefixed name; what has no prefix of ours is one already.

    >>> expand("prov:Entity"), expand("urn:zufolge:software")
    ('http://www.w3.org/ns/prov#Entity', 'urn:zufolge:software')
    """
    prefix, _, rest = name.partition(":")
    return CONTEXT[prefix] + rest if prefix in CONTEXT else name


def values_of(node: Node, key: str) -> Sequence[Any]:
    """The values under `key`, one or many, as a list."""
    value = node[key]
    return value if isinstance(value, list) else [value]
