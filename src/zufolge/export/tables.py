"""The one flat schema in which articles and claims leave as tables; how a table is written stands in `formats`.

Five tables: `articles`, `claims`, `fillers` (what fills the roles of a claim), `attributions` (the links of its
chain) and `mentions`. They join by the ids of articles and claims. All offsets count code points of `articles.text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from zufolge.export.article_claims import ArticleClaims
from zufolge.ledger.views import KeptClaim
from zufolge.model import Claim, Filler, Link, Mention, Source, Span
from zufolge.notation import write_chain, write_roles

ColumnType = Literal["text", "texts", "integer", "number"]
Cell = str | int | float | list[str] | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column; `texts` is a list of texts, `number` a float. A cell is None where the article does not say."""

    name: str
    type: ColumnType
    means: str


def _columns(*columns: tuple[str, ColumnType, str]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*column) for column in columns)


TABLES: Final[Mapping[str, tuple[TableColumn, ...]]] = {
    "articles": _columns(
        ("article", "text", "the article's id"),
        ("version", "integer", "which version of it, from 1"),
        ("path", "text", "the file it was read from"),
        ("url", "text", "the address of its page"),
        ("title", "text", "its title"),
        ("language", "text", "ISO 639-1"),
        ("published", "text", "ISO date, or date and time"),
        ("published_from", "text", "what told the date"),
        ("publisher", "text", "the paper"),
        ("origins", "texts", "where the article itself says it comes from, as agencies"),
        ("text", "text", "the text that all offsets point into"),
    ),
    "claims": _columns(
        ("claim", "text", "the claim's id"),
        ("article", "text", "the article that says it"),
        ("published", "text", "when that was published"),
        ("publisher", "text", "by which paper"),
        ("type", "text", "acquisition, metric, …"),
        ("roles", "text", "all roles in the notation"),
        ("status", "text", "asserted, planned, expected, possible, rumoured, speculated, failed"),
        ("polarity", "text", "positive, or negative where it is denied"),
        ("attribution", "text", "who says so, outermost first, in the notation; empty: the article itself"),
        ("time_text", "text", "when it holds, in the article's words"),
        ("time_value", "text", "the same as TIMEX3"),
        ("time_start", "text", "first day, ISO"),
        ("time_end", "text", "last day, ISO"),
        ("evidence_start", "integer", "where the clause or sentence begins"),
        ("evidence_end", "integer", "and ends"),
        ("evidence", "text", "the clause or sentence, verbatim"),
        ("trigger_start", "integer", "where the word that announces it begins"),
        ("trigger_end", "integer", "and ends"),
        ("confidence", "number", "0 to 1"),
        ("by", "text", "the cue or model that found it"),
        ("about", "texts", "the claims that it denies, confirms, or is silent on"),
        ("judged", "text", "accept or correct, where somebody judged it so"),
    ),
    "fillers": _columns(
        ("claim", "text", "the claim"),
        ("article", "text", "the article that says it"),
        ("role", "text", "buyer, target, …"),
        ("position", "integer", "its place among the fillers of the role, from 0"),
        ("text", "text", "the words"),
        ("start", "integer", "where they begin"),
        ("end", "integer", "and end"),
        ("name", "text", "the name that they stand for in this article"),
        ("entity", "text", "the same across articles: one name for one company or person"),
        ("kind", "text", "company, person, …"),
        ("value_number", "number", "a number that they stand for"),
        ("value_max", "number", "the upper end of a range"),
        ("value_text", "text", "a word of a closed vocabulary that they stand for"),
        ("unit", "text", "ISO 4217 currency, percent, …"),
        ("approx", "text", "about, nearly, over, under, at_least, up_to"),
    ),
    "attributions": _columns(
        ("claim", "text", "the claim"),
        ("article", "text", "the article that says it"),
        ("link", "integer", "the place in the chain, 0 is outermost"),
        ("position", "integer", "the place among joint sources of the link, from 0"),
        ("source", "text", "the words for the source; empty where the text leaves it open"),
        ("name", "text", "the name that they stand for in this article"),
        ("entity", "text", "the same across articles"),
        ("kind", "text", "company, person, medium, agency, anonymous, …"),
        ("start", "integer", "where the words begin"),
        ("end", "integer", "and end"),
        ("mode", "text", "direct, indirect, reported, free_indirect"),
        ("cue", "text", "the words that tie content to source"),
        ("cue_spans", "texts", "their places, as 109-119"),
    ),
    "mentions": _columns(
        ("article", "text", "the article"),
        ("start", "integer", "where it begins"),
        ("end", "integer", "and ends"),
        ("text", "text", "the words"),
        ("kind", "text", "company, person, place, …"),
        ("form", "text", "name, nominal, pronoun, phrase"),
        ("name", "text", "the name that they stand for in this article"),
    ),
}


def rows_of(kept: ArticleClaims) -> Iterator[tuple[str, Row]]:
    """The rows of one article, each with the table that it belongs to."""
    yield "articles", _article_row(kept)
    for claim, resolved in zip(kept.claims, kept.resolved, strict=True):
        judgement = kept.judgements.get(claim.id)
        yield "claims", (*_claim_row(claim), judgement.verdict if judgement else None)
        yield from (("fillers", row) for row in _filler_rows(claim, resolved.claim))
        yield from (("attributions", row) for row in _attribution_rows(claim, resolved.claim))
    yield from (("mentions", _mention_row(kept.article.id, mention)) for mention in kept.mentions)


def _article_row(kept: ArticleClaims) -> Row:
    article = kept.article
    return (
        article.id,
        kept.version,
        article.path,
        article.url,
        article.title,
        article.language,
        article.published,
        article.published_from,
        article.publisher,
        list(dict.fromkeys(origin.entity for origin in kept.origins)),
        article.text,
    )


def _claim_row(kept: KeptClaim) -> Row:
    claim, time = kept.claim, kept.claim.time
    return (
        kept.id,
        kept.article.id,
        kept.article.published,
        kept.article.publisher,
        claim.type,
        write_roles(claim),
        claim.status,
        claim.polarity,
        write_chain(claim.attribution),
        *((time.text, time.value, time.start_date, time.end_date) if time else (None,) * 4),
        *_ends(claim.evidence),
        kept.evidence,
        *_ends(claim.trigger),
        round(claim.confidence, 4),
        claim.by,
        [*kept.about],
    )


def _filler_rows(kept: KeptClaim, resolved: Claim) -> Iterator[Row]:
    for role, known in zip(kept.claim.roles, resolved.roles, strict=True):
        for position, (filler, meant) in enumerate(zip(role.fillers, known.fillers, strict=True)):
            place = (kept.id, kept.article.id, role.name, position)
            words = (filler.text, *_ends(filler.span), filler.entity, meant.entity, filler.kind)
            yield (*place, *words, *_values(filler), filler.unit, filler.approx)


def _values(filler: Filler) -> tuple[float | None, float | None, str | None]:
    """The value as number, upper end and word; one of number and word is None."""
    most = None if filler.value_max is None else float(filler.value_max)
    if isinstance(filler.value, bool):
        return None, most, str(filler.value).lower()
    if isinstance(filler.value, str):
        return None, most, filler.value
    return (None if filler.value is None else float(filler.value)), most, None


def _attribution_rows(kept: KeptClaim, resolved: Claim) -> Iterator[Row]:
    for place, (link, known) in enumerate(zip(kept.claim.attribution, resolved.attribution, strict=True)):
        rows = [_source(*pair) for pair in zip(link.sources, known.sources, strict=True)] or [(None,) * 6]
        for position, row in enumerate(rows):
            yield (kept.id, kept.article.id, place, position, *row, *_tie(link))


def _source(source: Source, meant: Source) -> Row:
    return (source.text, source.entity, meant.entity, source.kind, *_ends(source.span))


def _tie(link: Link) -> Row:
    if link.cue is None:
        return link.mode, None, []
    return link.mode, link.cue.text, [f"{span.start}-{span.end}" for span in link.cue.spans]


def _mention_row(article: str, mention: Mention) -> Row:
    return (article, *_ends(mention.span), mention.text, mention.kind, mention.form, mention.entity)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
