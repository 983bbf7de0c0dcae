"""followthemoney: entities, one JSON object a line. Only facts become ties and events; the rest stays a note."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations
from typing import Any, Final, TextIO

from zufolge.export.annotate_json import write_json
from zufolge.export.article_claims import ArticleClaims
from zufolge.export.facts import is_fact
from zufolge.export.format import Articles, FileFormat
from zufolge.export.formats.graphml import pairs_of
from zufolge.export.plain_words import describe_chain, describe_roles, describe_status
from zufolge.ledger.views import KeptClaim
from zufolge.model import Claim, Filler

Entity = dict[str, Any]
_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class End:
    """One end of a tie: the role that fills it, the property that it becomes, and the kinds that may stand there."""

    role: str
    property: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A type of claim that one schema of theirs says exactly; the rest as in followthemoney.toml."""

    type: str
    schema: str
    first: End
    second: End
    where: Mapping[str, Any] | None
    words: Mapping[str, Any] | None
    fill: Mapping[str, str]

    def fits(self, claim: Claim) -> bool:
        """Whether the claim is of the type, with the values and words asked for."""
        if claim.type != self.type:
            return False
        where, words = self.where, self.words
        has_value = where is None or any(one.value in where["values"] for one in claim.fillers(where["role"]))
        said = " ".join(one.text.casefold() for one in claim.fillers(words["role"])) if words else ""
        return has_value and (words is None or any(part in said for part in words["parts"]))


@cache
def load_schemas() -> Mapping[str, str]:
    """The schema of theirs for each kind of ours that can be an entity there."""
    return dict(_read_mapping()["schemas"])


@cache
def load_ties() -> tuple[Tie, ...]:
    """The ties in the order of the file."""
    return tuple(
        Tie(
            type=entry["type"],
            schema=entry["schema"],
            first=_end(entry["from"]),
            second=_end(entry["to"]),
            where=entry.get("where"),
            words=entry.get("words"),
            fill=entry.get("fill", {}),
        )
        for entry in _read_mapping()["tie"]
    )


def _read_mapping() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("followthemoney.toml").read_text(encoding="utf-8"))


def _end(entry: Mapping[str, Any]) -> End:
    return End(entry["role"], entry["property"], tuple(entry["kinds"]))


def write_followthemoney(articles: Articles, out: TextIO) -> None:
    """Articles, those whom their claims name, and the claims; an entity that was written is not written again."""
    known: set[str] = set()
    named = {*load_schemas().values()}
    for kept in articles:
        for entity in entities_of(kept):
            if entity["id"] not in known:
                out.write(write_json(entity) + "\n")
            if entity["schema"] in named:
                known.add(entity["id"])


def entities_of(kept: ArticleClaims) -> Iterator[Entity]:
    """What one article gives: itself, and for each claim those named and a tie, an event, or a note."""
    if not kept.claims:
        return
    proof = _article_entity(kept)
    yield proof
    for claim in kept.resolved:
        actors = [one for role in claim.claim.roles for one in role.fillers if _is_actor(one)]
        if actors:
            yield from map(_actor_entity, actors)
            yield from _facts(claim, actors, proof) if is_fact(claim, kept) else [_note(claim, actors, proof)]


def _article_entity(kept: ArticleClaims) -> Entity:
    article = kept.article
    properties = {
        "title": article.title,
        "publishedAt": article.published,
        "publisher": article.publisher,
        "sourceUrl": article.url,
        "fileName": article.path,
        "language": {"de": "deu"}.get(article.language),
        "bodyText": article.text,
    }
    return _entity(_identify("article", article.id), "Article", properties)


def _is_actor(filler: Filler) -> bool:
    return filler.entity is not None and filler.kind in load_schemas()


def _actor_entity(actor: Filler) -> Entity:
    return _entity(_actor_id(actor), load_schemas()[actor.kind or ""], {"name": actor.entity})


def _actor_id(actor: Filler) -> str:
    return _identify(load_schemas()[actor.kind or ""], actor.entity or "")


def _facts(kept: KeptClaim, actors: list[Filler], proof: Entity) -> Iterator[Entity]:
    """Ties where a schema says exactly this, else unknown links between each two, else an event."""
    ties = list(_ties(kept, proof)) or list(_unknown_links(kept, proof))
    if ties:
        yield from ties
        return
    claim = kept.claim
    properties = {
        "name": f"{claim.type}: {describe_roles(claim)}",
        "involved": list(dict.fromkeys(map(_actor_id, actors))),
        **_shared(kept, proof),
    }
    yield _entity(f"zufolge-{kept.id}", "Event", properties)


def _ties(kept: KeptClaim, proof: Entity) -> Iterator[Entity]:
    claim = kept.claim
    tie = next((tie for tie in load_ties() if tie.fits(claim) and _ends_of(claim, tie)), None)
    if tie is None:
        return
    filled = {}
    if tie.fill:
        filled = {tie.fill["property"]: [str(one.value or one.text) for one in claim.fillers(tie.fill["role"])]}
    for place, (first, second) in enumerate(_ends_of(claim, tie)):
        ends = {tie.first.property: _actor_id(first), tie.second.property: _actor_id(second)}
        yield _entity(f"zufolge-{kept.id}-{place}", tie.schema, {**ends, **filled, **_shared(kept, proof)})


def _ends_of(claim: Claim, tie: Tie) -> list[tuple[Filler, Filler]]:
    if tie.first.role == tie.second.role:
        several = [one for one in claim.fillers(tie.first.role) if one.entity and one.kind in tie.first.kinds]
        pairs = list(permutations(several, 2))
        return [pair for pair in pairs if several.index(pair[0]) < several.index(pair[1])]
    return [
        (first, second)
        for first in claim.fillers(tie.first.role)
        for second in claim.fillers(tie.second.role)
        if first.entity and first.kind in tie.first.kinds and second.entity and second.kind in tie.second.kinds
    ]


def _unknown_links(kept: KeptClaim, proof: Entity) -> Iterator[Entity]:
    pairs = [pair for pair in pairs_of(kept.claim) if _is_actor(pair[0][1]) and _is_actor(pair[1][1])]
    for place, ((first_role, first), (second_role, second)) in enumerate(pairs):
        properties = {
            "subject": _actor_id(first),
            "object": _actor_id(second),
            "role": f"{kept.claim.type}: {first_role} – {second_role}",
            **_shared(kept, proof),
        }
        yield _entity(f"zufolge-{kept.id}-{place}", "UnknownLink", properties)


def _note(kept: KeptClaim, actors: list[Filler], proof: Entity) -> Entity:
    """What is no fact: a remark about those whom it names, which begins with how sure it is."""
    claim = kept.claim
    properties = {
        "name": f"{describe_status(claim)} – {claim.type}: {describe_roles(claim)}",
        "entity": list(dict.fromkeys(map(_actor_id, actors))),
        "keywords": [claim.type, claim.status or "unjudged", claim.polarity],
        **{key: value for key, value in _shared(kept, proof).items() if key not in ("recordId", "date")},
    }
    return _entity(f"zufolge-{kept.id}", "Note", properties)


def _shared(kept: KeptClaim, proof: Entity) -> Entity:
    """What every tie, event and note carries: the sentence, who says so, when, and the article as proof."""
    time = kept.claim.time
    return {
        "summary": f"{describe_status(kept.claim)}, according to {describe_chain(kept.claim.attribution)}",
        "description": kept.evidence,
        "date": time.value if time and time.value and _DAY.fullmatch(time.value) else None,
        "recordId": kept.id,
        "publisher": kept.article.publisher,
        "sourceUrl": kept.article.url,
        "proof": proof["id"],
    }


def _entity(identity: str, schema: str, properties: Mapping[str, Any]) -> Entity:
    """An entity as they write it: every property a list of strings, none empty."""
    kept = {key: value if isinstance(value, list) else [value] for key, value in properties.items() if value}
    return {"id": identity, "schema": schema, "properties": kept}


def _identify(kind: str, name: str) -> str:
    digest = hashlib.sha256(f"{kind}\x1f{name}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"zufolge-{digest[:20]}"


FORMAT = FileFormat(
    "followthemoney", "entities for Aleph and OpenSanctions; only facts become ties", write_followthemoney
)
