"""Entities, candidates and reasons as JSON. Claims and deals have their own modules."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from zufolge.ask.entities import Candidate, FoundEntity
from zufolge.ask.why import Why
from zufolge.connect.merging import Judged


def entity_as_json(found: FoundEntity) -> dict[str, Any]:
    """An entity with its kind, its names and their articles, and its identifiers."""
    return {
        "entity": found.entity,
        "kind": found.kinds[0][0],
        "kinds": dict(found.kinds),
        "names": [{"name": name, "articles": count} for name, count in found.names],
        "articles": found.articles,
        "identifiers": [{"scheme": scheme, "value": value} for scheme, value in found.identifiers],
    }


def candidate_as_json(candidate: Candidate) -> dict[str, Any]:
    """Two entities that may be one."""
    decision = candidate.decision
    return {
        "one": candidate.one,
        "other": candidate.other,
        "verdict": decision.verdict,
        "rule": decision.rule,
        "reason": decision.reason,
        "shared_names": candidate.shared,
    }


def why_as_json(why: Why) -> dict[str, Any]:
    """Whether two names are one entity, and every reason."""
    return asdict(why)


def judged_as_json(judged: Judged) -> dict[str, Any]:
    """A judgement about two names, and the entities that there are now."""
    judgement = judged.judgement
    return {
        "one": judgement.one,
        "other": judgement.other,
        "verdict": judgement.verdict,
        "author": judgement.author,
        "judged": judgement.judged,
        "reason": judgement.reason,
        "entities": [{"entity": meant.entity, "names": list(meant.spellings)} for meant in judged.entities],
    }
