"""A claim in the words of the reader's language, ready to be laid out. Makes no HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from zufolge.connect.name_forms import family_of
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import KeptClaim
from zufolge.model import Claim, Filler, Link, Origin, Source, Span, Time
from zufolge.notation import write_claim
from zufolge.serve.marks import Piece, cut_text, marks_of_claim
from zufolge.serve.wording import Wording

MILLION, BILLION = 1_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """Something by its name or value; `entity` where it has a page, `said` what the text says where that differs."""

    name: str
    entity: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in words."""

    id: str
    type: str
    type_name: str
    status: str
    status_name: str
    is_negative: bool
    roles: tuple[tuple[str, str, tuple[Named, ...]], ...]
    chain: tuple[tuple[Named, ...], ...]
    cues: tuple[str, ...]
    when: str | None
    evidence: tuple[Piece, ...]
    article: str
    title: str
    day: str
    published: str | None
    publisher: str | None
    confidence: float
    by: str
    line: str
    judgement: Judgement | None


def tell(kept: KeptClaim, words: Wording, judgement: Judgement | None = None) -> Told:
    """The claim in the words of the language."""
    claim, article = kept.claim, kept.article
    return Told(
        id=kept.id,
        type=claim.type,
        type_name=words.name("type", claim.type),
        status=claim.status or "unjudged",
        status_name=words.name("status", claim.status or "unjudged"),
        is_negative=claim.polarity == "negative",
        roles=tuple(
            (role.name, words.name("role", role.name), tuple(_tell_filler(filler, words) for filler in role.fillers))
            for role in claim.roles
        ),
        chain=tuple(tell_link(link, words) for link in claim.attribution),
        cues=tuple(link.cue.text for link in claim.attribution if link.cue),
        when=tell_time(claim.time, words) if claim.time else None,
        evidence=mark_evidence(claim, kept.id, article.text),
        article=article.id,
        title=article.title or first_line(article.text),
        day=words.day(article.published),
        published=article.published,
        publisher=article.publisher,
        confidence=claim.confidence,
        by=claim.by,
        line=write_claim(claim),
        judgement=judgement,
    )


def mark_evidence(claim: Claim, id_: str, text: str) -> tuple[Piece, ...]:
    """The evidence with what the claim rests on."""
    marks = [mark for mark in marks_of_claim(claim, id_) if mark.kind != "evidence"]
    return tuple(cut_text(text, claim.evidence, marks))


def first_line(text: str, most: int = 90) -> str:
    """How the text begins, for articles without a title.

    >>> first_line("Nordfalk kauft zu\\nHamburg (dpa) - ...")
    'Nordfalk kauft zu'
    """
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def tell_link(link: Link, words: Wording) -> tuple[Named, ...]:
    """Who speaks in one link of the chain; where nobody is named, that is said."""
    return tuple(_tell_source(source, words) for source in link.sources) or (Named(words("open_source")),)


def _tell_source(source: Source, words: Wording) -> Named:
    if source.entity is None:
        return Named(words.quote(source.text))
    return Named(source.entity, source.entity, source.text if source.text != source.entity else None)


def tell_origins(origins: Iterable[Origin], words: Wording) -> str:
    """Where the article comes from; empty where it does not say."""
    names = join(dict.fromkeys(origin.entity for origin in origins), words)
    return words("comes_from", names=names) if names else ""


def tell_time(time: Time, words: Wording) -> str:
    """When it holds, with the words of the text."""
    value = time.value if time.value is not None else words("not_dated")
    return f"{value} ({words.quote(time.text)})" if time.text != value else value


def join(names: Iterable[str], words: Wording) -> str:
    """Names with commas and an "and" before the last."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} {words('and')} {last}" if first else last


def _tell_filler(filler: Filler, words: Wording) -> Named:
    """A filler; only what can be named in several articles has a page of its own."""
    if filler.entity is not None:
        has_page = family_of(filler.kind) is not None
        name = filler.entity if has_page else words.tables["word"].get(filler.entity, filler.entity)
        return Named(name, filler.entity if has_page else None, filler.text if filler.text != name else None)
    value = tell_value(filler, words)
    if not value:
        return Named(words.quote(filler.text))
    return Named(value, None, filler.text if filler.text and filler.text != value else None)


def tell_value(filler: Filler, words: Wording) -> str:
    """The value of a filler with its unit; empty where it has none."""
    return "" if filler.value is None else tell_amount(filler, words)


class Amount(Protocol):
    """What is given of a figure wherever it comes from."""

    @property
    def value(self) -> float | int | str | bool | None: ...  # noqa: D102
    @property
    def value_max(self) -> float | None: ...  # noqa: D102
    @property
    def unit(self) -> str | None: ...  # noqa: D102
    @property
    def approx(self) -> str | None: ...  # noqa: D102


def tell_amount(amount: Amount, words: Wording) -> str:
    """A value with its unit, and how exact it is."""
    assert amount.value is not None
    said = [words.name("approx", amount.approx)] if amount.approx else []
    most = f"–{tell_number(amount.value_max, words)}" if amount.value_max is not None else ""
    number = tell_number(amount.value, words) + most
    said.append(words("ranked", place=number) if amount.unit == "rank" else number)
    if amount.unit and amount.unit != "rank":
        said.append("%" if amount.unit == "percent" else words.name("word", amount.unit))
    return " ".join(said)


def tell_number(value: float | int | str | bool, words: Wording) -> str:
    """A number as people write it: millions and billions by name.

    >>> from zufolge.serve.wording import wording
    >>> tell_number(75_000_000, wording("de")), tell_number(1_500_000_000, wording("en"))
    ('75 Mio.', '1.5 billion')
    """
    if isinstance(value, bool | str):
        return words.name("word", str(value).lower() if isinstance(value, bool) else value)
    is_german = words.language == "de"
    for size, name in ((BILLION, "Mrd." if is_german else "billion"), (MILLION, "Mio." if is_german else "million")):
        if abs(value) >= size and round(value / size, 3) * size == value:
            return f"{words.number(round(value / size, 3))} {name}"
    return words.number(value)


def span_to_judge(claim: Claim) -> Span:
    """From the first to the last word that somebody must see to judge: the evidence, and who says so."""
    spans = [mark.span for mark in marks_of_claim(claim, "") if mark.kind in ("evidence", "cue", "source")]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
