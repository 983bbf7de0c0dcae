"""The reader: one article with everything marked that was found in it, and its claims beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from zufolge.ask.article import KeptArticle
from zufolge.model import Article, Block, Reading, Span, ZufolgeError
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times
from zufolge.segment.stage import segment_article
from zufolge.serve.desk import Desk, desk_of, words_of
from zufolge.serve.marks import Mark, Piece, cut_text, marks_of_claim
from zufolge.serve.phrases import first_line, tell, tell_link, tell_origins
from zufolge.serve.problems import NotFoundError
from zufolge.serve.wording import Wording

router = APIRouter(include_in_schema=False)
LAYERS: Final = ("names", "times", "quantities", "claims", "attributions")
DEFAULT_LAYERS: Final = ("names", "times", "quantities", "claims")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks that are laid out together: the article's own news, or what was not evaluated."""

    is_news: bool
    kinds: tuple[str, ...]
    blocks: tuple[tuple[str, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class View:
    """How the article is shown: the claim that is lit, the layers (None: as usual), all of the text or the news."""

    claim: str | None
    layers: tuple[str, ...]
    is_all: bool


def asked_view(
    claim: str | None = None,
    show: str | None = None,
    all: bool = False,  # noqa: A002 -- what stands in the address
) -> View:
    """`claim` lights one claim, `show` chooses the layers, `all` unfolds what was not evaluated."""
    wanted = show.split(" ") if show is not None else DEFAULT_LAYERS
    return View(claim, tuple(layer for layer in LAYERS if layer in wanted), all)


@router.get("/articles/{article:path}")
def read(
    request: Request, article: str, view: Annotated[View, Depends(asked_view)], version: int | None = None
) -> HTMLResponse:
    """The article in its current or the given version."""
    desk, words = desk_of(request), words_of(request)
    kept = find_article(desk, article, version)
    layers = view.layers
    lit = next((one.id for one, _ in kept.claims if view.claim and one.id.startswith(view.claim)), "")
    marks = list(marks_of(kept, words, layers, lit))
    return desk.page(
        request,
        "article.html",
        kept=kept,
        title=kept.article.title or first_line(kept.article.text),
        has_headline=any(block.kind == "headline" for block in kept.blocks),
        parts=list(parts_of(kept, marks)),
        claims=[tell(one, words, judgement) for one, judgement in kept.claims],
        origins=tell_origins(kept.origins, words),
        layers=layers,
        all_layers=[(layer, _toggled(layers, layer)) for layer in LAYERS],
        lit=lit,
        is_all=view.is_all,
        day=words.day(kept.article.published),
    )


def find_article(desk: Desk, id_: str, version: int | None = None) -> KeptArticle:
    """The article with this id; NotFoundError where there is none."""
    try:
        return desk.ledger.article(id_, version)
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error


def _toggled(layers: Sequence[str], layer: str) -> str:
    """The layers with this one turned on or off, as they stand in the address."""
    return " ".join(one for one in LAYERS if (one in layers) != (one == layer))


def marks_of(kept: KeptArticle, words: Wording, layers: Sequence[str], lit: str) -> Iterator[Mark]:
    """Every mark of the layers shown; those of claims always, because pointing at a claim lights them."""
    if "names" in layers:
        for mention in kept.mentions:
            if mention.form == "name":
                label = f"{words.name('kind', mention.kind)}: {mention.entity or mention.text}"
                yield Mark(mention.span, f"name {mention.kind}", label)
    times, quantities = _measured(kept.article)
    if "times" in layers:
        yield from (Mark(span, "time", value) for span, value in times)
    if "quantities" in layers:
        yield from (Mark(span, "quantity", value) for span, value in quantities)
    if "attributions" in layers:
        yield from _marks_of_speech(kept, words)
    for one, _ in kept.claims:
        for mark in marks_of_claim(one.claim, one.id):
            yield Mark(mark.span, mark.kind, _label(mark, words), mark.claim)


def _label(mark: Mark, words: Wording) -> str:
    if mark.kind == "role":
        return words.name("role", mark.label)
    named = {"cue": "role_cue", "source": "role_source", "when": "role_time"}
    return words(named[mark.kind]) if mark.kind in named else ""


def _marks_of_speech(kept: KeptArticle, words: Wording) -> Iterator[Mark]:
    for attribution in kept.attributions:
        speakers = "; ".join(", ".join(named.name for named in tell_link(link, words)) for link in attribution.chain)
        for span in attribution.content:
            yield Mark(span, "speech", speakers)


@lru_cache(maxsize=256)
def _measured(article: Article) -> tuple[list[tuple[Span, str]], list[tuple[Span, str]]]:
    """The times and quantities of the text, found anew: the ledger keeps only those that claims need."""
    reading = find_quantities(find_times(segment_article(Reading(article))))
    times = [(time.span, time.value or "?") for time in reading.times]
    quantities = [
        (one.span, " ".join(str(part) for part in (one.approx, f"{one.value:,}", one.unit) if part))
        for one in reading.quantities
    ]
    return times, quantities


def parts_of(kept: KeptArticle, marks: Sequence[Mark]) -> Iterator[Part]:
    """The article's blocks in order, those of one sort together; blocks without words are left out."""
    text = kept.article.text
    blocks = kept.blocks or (Block(Span(0, len(text)), "paragraph"),)
    run: list[Block] = []
    for block in [block for block in blocks if block.span.of(text).strip()]:
        if run and (run[-1].is_news or run[-1].kind == "dateline") != (block.is_news or block.kind == "dateline"):
            yield _part(run, text, marks)
            run = []
        run.append(block)
    if run:
        yield _part(run, text, marks)


def _part(blocks: Sequence[Block], text: str, marks: Sequence[Mark]) -> Part:
    """Blocks that stand on one line become one paragraph: a dateline runs on into its lead."""
    laid: list[tuple[str, tuple[Piece, ...]]] = []
    end = -1
    for block in blocks:
        pieces = tuple(cut_text(text, block.span, marks))
        if laid and "\n" not in text[end : block.span.start] and laid[-1][0] == "dateline":
            gap = (Piece(text[end : block.span.start], (), ()),)
            laid[-1] = (block.kind, laid[-1][1] + gap + pieces)
        else:
            laid.append((block.kind, pieces))
        end = block.span.end
    is_news = blocks[0].is_news or blocks[0].kind == "dateline"
    return Part(is_news, tuple(dict.fromkeys(block.kind for block in blocks)), tuple(laid))
