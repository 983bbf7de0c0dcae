"""What stands in the text: words, names, times and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zufolge.model.span import Span

NameKind = Literal[
    "company", "organisation", "authority", "medium", "agency", "person", "place", "product", "position", "thing"
]
MentionForm = Literal["name", "nominal", "pronoun", "phrase"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuantityKind = Literal["money", "percent", "count", "rank", "duration", "other"]
Approx = Literal["about", "nearly", "over", "under", "at_least", "up_to"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. Hyphen compounds are several tokens ("Xiaomi", "-", "Chef").

    `pos` is a Universal Dependencies part of speech, `head` the index (into the article's tokens) of the
    word this one depends on (its own index for the root of a sentence), `relation` the Universal Dependencies
    relation to it; all three are None where no parser has run. `sentence` indexes the article's sentences.
    """

    span: Span
    text: str
    sentence: int
    pos: str | None = None
    head: int | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a nominal or pronoun that stands for one ("der US-Konzern", "er"), or a phrase that names a thing.

    Phrases ("seine Smartphone-Sparte", kind `thing`) can fill free roles but are no names.
    `entity` is the canonical name within the article; None means: could not be resolved.
    """

    span: Span
    text: str
    kind: NameKind
    entity: str | None = None
    form: MentionForm = "name"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3). `value` is None where it hangs on an unknown publication date.

    `start_date` and `end_date` are the first and the last day (ISO dates, both inclusive; None = open),
    `granularity` is one of year, half, quarter, month, week, day, time, decade, century, season, other.
    """

    span: Span
    text: str
    type: TimeType
    value: str | None
    start_date: str | None = None
    end_date: str | None = None
    granularity: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. Money counts in whole units of an ISO 4217 currency, `percent` in percent.

    `value_max` closes a range. `is_change` marks a difference ("um 7 Prozent"), `sign` +1 or -1 where the
    text gives the change a direction. `noun` is what a count counts ("Stellen"). `converted` is the same
    amount in another currency, as the text gives it in brackets.
    """

    span: Span
    text: str
    kind: QuantityKind
    value: float | int
    value_max: float | int | None = None
    unit: str | None = None
    approx: Approx | None = None
    is_change: bool = False
    sign: int | None = None
    noun: str | None = None
    converted: Quantity | None = None
