"""A Reading as the JSON object that `zufolge annotate` prints, and a claim as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zufolge.claim_identity import identify_claim, whole_number
from zufolge.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Cue,
    Filler,
    Link,
    Mention,
    Note,
    Origin,
    Quantity,
    Reading,
    Source,
    Span,
    Time,
)

JsonObject = dict[str, Any]


def write_reading(reading: Reading) -> str:
    """The reading as one line of JSON, without a line end; the same reading gives the same bytes."""
    return write_json(reading_as_json(reading))


def write_json(values: JsonObject) -> str:
    """`values` as one line of JSON that is safe to encode as UTF-8."""
    line = json.dumps(values, ensure_ascii=False, allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        return json.dumps(values, ensure_ascii=True, allow_nan=False)
    return line


def reading_as_json(reading: Reading) -> JsonObject:
    """The reading with the keys of `zufolge annotate`, in their order."""
    article = reading.article
    return {
        **article_as_json(article),
        "origins": [origin_as_json(origin) for origin in reading.origins],
        "text": article.text,
        "blocks": [block_as_json(block) for block in reading.blocks],
        "sentences": [_span(sentence.span) for sentence in reading.sentences],
        "mentions": [mention_as_json(mention) for mention in reading.mentions if mention.form == "name"],
        "times": [_time_mention(time) for time in reading.times],
        "quantities": [_quantity(quantity) for quantity in reading.quantities],
        "attributions": [attribution_as_json(attribution) for attribution in reading.attributions],
        "claims": [claim_as_json(claim, article, _answered(reading, claim)) for claim in reading.claims],
        "notes": [note_as_json(note) for note in reading.notes],
    }


def article_as_json(article: Article) -> JsonObject:
    """What is known of the article besides its text."""
    return {
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "published_from": article.published_from,
        "publisher": article.publisher,
    }


def _answered(reading: Reading, claim: Claim) -> list[str]:
    """The ids of the claims that `claim` denies, confirms, or is silent on."""
    answered = [one for one in reading.claims if claim.about and claim.is_about(one.trigger, one.type)]
    return [identify_claim(reading.article.id, one) for one in answered]


def claim_as_json(claim: Claim, article: Article, about: Sequence[str] = ()) -> JsonObject:
    """The claim as one object, with its id, the words of its evidence, and the ids of the claims that it is about."""
    return {
        "id": identify_claim(article.id, claim),
        "article": article.id,
        "path": article.path,
        **({"url": article.url} if article.path is None and article.url is not None else {}),
        "type": claim.type,
        "roles": {role.name: [_filler(filler) for filler in role.fillers] for role in claim.roles},
        "status": claim.status,
        "polarity": claim.polarity,
        "attribution": [link_as_json(link) for link in claim.attribution],
        "time": _time(claim.time) if claim.time else None,
        "evidence": {**_span(claim.evidence), "text": claim.evidence.of(article.text)},
        "trigger": {**_span(claim.trigger), "text": claim.trigger.of(article.text)},
        "confidence": round(claim.confidence, 4),
        "by": claim.by,
        "about": [*about],
    }


def link_as_json(link: Link) -> JsonObject:
    """One link of an attribution chain."""
    return {
        "sources": [_source(source) for source in link.sources],
        "cue": _cue_of_claim(link.cue) if link.cue else None,
        "mode": link.mode,
    }


def _span(span: Span) -> JsonObject:
    return {"start": span.start, "end": span.end}


def _known(**values: Any) -> JsonObject:
    """The values that are not None."""
    return {key: value for key, value in values.items() if value is not None}


def _filler(filler: Filler) -> JsonObject:
    return {
        "text": filler.text,
        **_known(
            entity=filler.entity,
            kind=filler.kind,
            value=whole_number(filler.value),
            value_max=whole_number(filler.value_max),
            unit=filler.unit,
            approx=filler.approx,
        ),
        **_span(filler.span),
    }


def _source(source: Source) -> JsonObject:
    return {"text": source.text, "entity": source.entity, "kind": source.kind, **_span(source.span)}


def _cue_of_claim(cue: Cue) -> JsonObject:
    return {"text": cue.text, "spans": [[span.start, span.end] for span in cue.spans]}


def _time(time: Time) -> JsonObject:
    return {
        "text": time.text,
        "type": time.type,
        "value": time.value,
        **_span(time.span),
        "start_date": time.start_date,
        "end_date": time.end_date,
    }


def _time_mention(time: Time) -> JsonObject:
    return {
        **_span(time.span),
        "text": time.text,
        "type": time.type,
        "value": time.value,
        "start_date": time.start_date,
        "end_date": time.end_date,
        "granularity": time.granularity,
    }


def _quantity(quantity: Quantity) -> JsonObject:
    return {
        **_span(quantity.span),
        "text": quantity.text,
        "kind": quantity.kind,
        "value": whole_number(quantity.value),
        "value_max": whole_number(quantity.value_max),
        "unit": quantity.unit,
        "approx": quantity.approx,
        **_known(
            is_change=quantity.is_change or None,
            sign=quantity.sign,
            noun=quantity.noun,
            converted=_quantity(quantity.converted) if quantity.converted else None,
        ),
    }


def mention_as_json(mention: Mention) -> JsonObject:
    """A name with its kind and entity."""
    return {**_span(mention.span), "text": mention.text, "kind": mention.kind, "entity": mention.entity}


def origin_as_json(origin: Origin) -> JsonObject:
    """Where the article comes from; without a place where metadata says so."""
    span = origin.span
    start, end = (span.start, span.end) if span is not None else (None, None)
    return {"text": origin.text, "entity": origin.entity, "start": start, "end": end}


def block_as_json(block: Block) -> JsonObject:
    """A stretch of the article with its kind."""
    return {**_span(block.span), "kind": block.kind}


def note_as_json(note: Note) -> JsonObject:
    """Something odd, with its place."""
    return {**_span(note.span), "message": note.message}


def attribution_as_json(attribution: Attribution) -> JsonObject:
    """The innermost link stands for the whole; `chain` keeps all links, outermost first."""
    innermost = attribution.chain[-1] if attribution.chain else None
    cue_spans = innermost.cue.spans if innermost and innermost.cue else ()
    return {
        "content": {"spans": [_span(span) for span in attribution.content]},
        "cue": {"spans": [_span(span) for span in cue_spans]},
        "sources": [_source(source) for source in innermost.sources] if innermost else [],
        "mode": innermost.mode if innermost else None,
        "chain": [link_as_json(link) for link in attribution.chain],
    }
