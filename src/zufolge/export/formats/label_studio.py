"""Label Studio: a task an article with its claims as predictions, and the labelling interface that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args
from xml.sax.saxutils import quoteattr

from zufolge import __version__
from zufolge.claim_types import load_claim_types
from zufolge.export.article_claims import ArticleClaims
from zufolge.export.format import Articles, FolderFormat
from zufolge.ledger.views import KeptClaim
from zufolge.model import Article, Link, Span
from zufolge.model.attribution import SourceKind
from zufolge.model.claim import Polarity, Status

Item = dict[str, Any]
TEXT: Final = "text"
CUE: Final = "cue"


def write_label_studio(articles: Articles, folder: Path) -> None:
    """`tasks.json` to import, and `interface.xml` for the project's labelling set-up. Offsets count code points."""
    (folder / "interface.xml").write_text(labelling_interface(), encoding="utf-8", newline="\n")
    with (folder / "tasks.json").open("w", encoding="utf-8", newline="\n") as out:
        out.write("[")
        separator = "\n"
        for kept in articles:
            out.write(separator + json.dumps(task_of(kept), ensure_ascii=False))
            separator = ",\n"
        out.write("\n]\n")


def task_of(kept: ArticleClaims) -> Item:
    """The article as a task; its score is the least confidence of its claims, so that the unsure come first."""
    article = kept.article
    about = {
        "article": article.id,
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "url": article.url,
    }
    result = [item for claim in kept.claims for item in _items_of(claim)]
    scores = [claim.claim.confidence for claim in kept.claims]
    return {
        "data": {TEXT: article.text, **{key: value for key, value in about.items() if value is not None}},
        "predictions": [
            {
                "model_version": f"zufolge {__version__}",
                "score": round(min(scores), 4) if scores else 1.0,
                "result": result,
            }
        ],
    }


def _items_of(kept: KeptClaim) -> Iterator[Item]:
    """The evidence with its type, status and polarity; then roles, sources and cues, each tied to it."""
    claim, article = kept.claim, kept.article
    yield {
        **_region(kept.id, "claim", claim.evidence, article, [claim.type]),
        "score": round(claim.confidence, 4),
    }
    yield _choice(kept.id, "status", claim.evidence, article, claim.status)
    yield _choice(kept.id, "polarity", claim.evidence, article, claim.polarity)
    for role in claim.roles:
        for place, filler in enumerate(role.fillers):
            identity = f"{kept.id}-{role.name}-{place}"
            yield _region(identity, "role", filler.span, article, [role.name])
            yield _relation(kept.id, identity, "role")
    for place, link in enumerate(claim.attribution):
        yield from _link_items(kept, place, link)


def _link_items(kept: KeptClaim, place: int, link: Link) -> Iterator[Item]:
    regions: list[tuple[str, Span, str]] = [
        (f"source-{place}-{n}", one.span, one.kind) for n, one in enumerate(link.sources)
    ]
    regions += [(f"cue-{place}-{n}", span, CUE) for n, span in enumerate(link.cue.spans if link.cue else ())]
    for name, span, label in regions:
        yield _region(f"{kept.id}-{name}", "source", span, kept.article, [label])
        yield _relation(kept.id, f"{kept.id}-{name}", "says")


def _region(identity: str, control: str, span: Span, article: Article, labels: list[str]) -> Item:
    value = {"start": span.start, "end": span.end, "text": span.of(article.text), "labels": labels}
    return {"id": identity, "from_name": control, "to_name": TEXT, "type": "labels", "value": value}


def _choice(identity: str, control: str, span: Span, article: Article, choice: str | None) -> Item:
    """A choice for the region of the same id; none where the claim is unjudged."""
    choices = [choice] if choice is not None else []
    value = {"start": span.start, "end": span.end, "text": span.of(article.text), "choices": choices}
    return {"id": identity, "from_name": control, "to_name": TEXT, "type": "choices", "value": value}


def _relation(from_id: str, to_id: str, label: str) -> Item:
    return {"type": "relation", "from_id": from_id, "to_id": to_id, "direction": "right", "labels": [label]}


def labelling_interface() -> str:
    """The set-up of a project: types, roles and sources as labels, status and polarity as choices of a claim."""
    types = load_claim_types()
    roles = dict.fromkeys(role.name for declared in types.values() for role in declared.roles)
    return "\n".join(
        (
            "<View>",
            *_control("Labels", "claim", "Label", types),
            *_control("Labels", "role", "Label", roles),
            *_control("Labels", "source", "Label", (*get_args(SourceKind), CUE)),
            f'  <Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>',
            *_control("Choices", "status", "Choice", get_args(Status), ' perRegion="true" whenTagName="claim"'),
            *_control("Choices", "polarity", "Choice", get_args(Polarity), ' perRegion="true" whenTagName="claim"'),
            "  <Relations>",
            '    <Relation value="role"/>',
            '    <Relation value="says"/>',
            "  </Relations>",
            "</View>\n",
        )
    )


def _control(tag: str, name: str, inner: str, values: Any, attributes: str = "") -> Iterator[str]:
    yield f'  <{tag} name="{name}" toName="{TEXT}"{attributes}>'
    yield from (f"    <{inner} value={quoteattr(value)}/>" for value in values)
    yield f"  </{tag}>"


FORMAT = FolderFormat("label-studio", "tasks with predictions, and the interface for them", write_label_studio)
