"""Judged claims as gold: one line of JSON each, to measure by and to train from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from zufolge.export.annotate_json import write_json
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import KeptClaim
from zufolge.model import Filler, Link

_METRIC_ROLES: Final = ("value", "value_max", "change")
Judged = tuple[KeptClaim, Judgement]


def write_gold(judged: Iterable[Judged], *, is_rejected: bool = False) -> Iterator[str]:
    """What was accepted or corrected, as it should be; or, with `is_rejected`, what should not have been found."""
    for kept, judgement in judged:
        if (judgement.verdict == "reject") == is_rejected:
            yield write_json(_line(kept, judgement))


def write_gold_articles(judged: Iterable[Judged]) -> Iterator[str]:
    """The articles in which these claims stand, each once, as `zufolge read --jsonl` takes them."""
    known: set[str] = set()
    for kept, _ in judged:
        article = kept.article
        if article.id not in known:
            known.add(article.id)
            names = ("id", "text", "title", "published", "publisher", "url")
            yield write_json({name: getattr(article, name) for name in names})


def _line(kept: KeptClaim, judgement: Judgement) -> dict[str, Any]:
    claim = kept.claim
    return {
        "article": kept.article.id,
        "claim": kept.id,
        "type": claim.type,
        "roles": _roles(kept),
        "status": claim.status,
        "polarity": claim.polarity,
        "source": [name for link in claim.attribution for name in _names(link)],
        "time": claim.time.value if claim.time else None,
        "evidence": kept.evidence,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "verdict": judgement.verdict,
        "author": judgement.author,
        "judged": judgement.judged,
        "reason": judgement.reason,
        "core": True,
    }


def _roles(kept: KeptClaim) -> dict[str, Any]:
    """Each role with its filler, or with a list of them; a figure's unit and approximation stand beside it."""
    roles: dict[str, Any] = {}
    for role in kept.claim.roles:
        values = [_value(filler) for filler in role.fillers]
        roles[role.name] = values[0] if len(values) == 1 else values
        first = role.fillers[0]
        if kept.claim.type == "metric" and role.name in _METRIC_ROLES:
            beside = {"unit": first.unit, "approx": first.approx, "value_max": first.value_max}
            roles |= {name: value for name, value in beside.items() if value is not None}
    return roles


def _value(filler: Filler) -> str | float | int | bool:
    if filler.entity is not None:
        return filler.entity
    return filler.value if filler.value is not None else filler.text


def _names(link: Link) -> list[str]:
    return [source.entity or source.text for source in link.sources]
