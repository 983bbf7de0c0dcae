"""Review: one claim after the other, accepted, corrected or rejected with a key; and the judgements to take away."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from zufolge.ask.entities import Candidate
from zufolge.export.gold_lines import write_gold, write_gold_articles
from zufolge.ledger.judgements import VERDICTS, Verdict
from zufolge.model import Span, ZufolgeError
from zufolge.serve.asked import AskedFor
from zufolge.serve.cursors import read_cursor, write_cursor
from zufolge.serve.desk import desk_of, path_of, words_of
from zufolge.serve.handed_in import Fields, author_of, keep_author
from zufolge.serve.marks import cut_text, marks_of_claim
from zufolge.serve.phrases import span_to_judge, tell
from zufolge.serve.problems import NotFoundError
from zufolge.serve.reasons import Reason, tell_reason

router = APIRouter(include_in_schema=False)
AROUND = 160
PAIRS_SHOWN = 30
FILTERS = ("text", "entity", "source", "type", "status", "polarity", "source_kind", "publisher", "since", "until")


@router.get("/review")
def review(request: Request, asked: AskedFor, before: str | None = None, done: str | None = None) -> HTMLResponse:
    """The newest claim that fits and nobody has judged, behind the place of the one before."""
    desk = desk_of(request)
    unjudged = replace(asked.wanted, facets={**asked.wanted.facets, "judged": ""})
    found = desk.ledger.search(unjudged, before=read_cursor(before), most=1)
    filters = {key: value for key, value in asked.values.items() if key in FILTERS}
    if not found:
        return desk.page(request, "review.html", told=None, filters=filters, done=done, error=None)
    place = write_cursor(found[0].place)
    return _page(request, found[0].kept.id, filters=filters, place=place, done=done)


@router.get("/claims/{claim}")
def one_claim(request: Request, claim: str, done: str | None = None) -> HTMLResponse:
    """One claim with its judgements, to judge it or to judge it anew."""
    return _page(request, claim, filters={}, place=None, done=done)


@router.post("/claims/{claim}/judgement")
def judge(request: Request, claim: str, form: Fields) -> Response:
    """Record the judgement, then go on to the next claim, or back to this one where there is no queue."""
    desk = desk_of(request)
    verdict, author, back = form.get("verdict", ""), form.get("author", "").strip()[:80], form.get("next", "")
    try:
        if verdict not in VERDICTS:
            raise ZufolgeError(f"{verdict!r} is no verdict; give {', '.join(VERDICTS)}.")
        line = form.get("line", "").strip()[:2000] if verdict == "correct" else None
        desk.ledger.judge(claim, cast(Verdict, verdict), author, reason=form.get("reason", "")[:1000], line=line)
    except ZufolgeError as error:
        response = _page(request, claim, filters={}, place=None, done=None, error=str(error), form=form)
        response.status_code = 400
        return response
    follow = back if back.startswith("/review") else path_of("claims", claim)
    said = f"{'&' if '?' in follow else '?'}done={verdict}"
    return keep_author(RedirectResponse(follow + said, 303), author)


@router.get("/judgements/{which}.jsonl")
def judgements(request: Request, which: Literal["gold", "rejected", "gold-articles"]) -> PlainTextResponse:
    """What was accepted or corrected as gold lines, their articles, or what was rejected."""
    judged = desk_of(request).ledger.judged()
    is_rejected = which == "rejected"
    lines = write_gold_articles(judged) if which == "gold-articles" else write_gold(judged, is_rejected=is_rejected)
    headers = {"Content-Disposition": f'attachment; filename="{which}.jsonl"'}
    return PlainTextResponse("".join(f"{line}\n" for line in lines), headers=headers, media_type="application/jsonl")


@router.get("/review/names")
def names(request: Request, done: str | None = None) -> HTMLResponse:
    """Names that may mean the same: one pair after the other, to be joined or left."""
    desk, words = desk_of(request), words_of(request)

    def reason(pair: Candidate) -> Reason:
        return tell_reason(pair.decision.reason, words)

    pairs = desk.ledger.unsure_entities(most=PAIRS_SHOWN)
    return desk.page(request, "names.html", pairs=pairs, reason=reason, author=author_of(request), done=done)


@router.post("/review/names")
def judge_names(request: Request, form: Fields) -> Response:
    """Join two names, or keep one apart from the entity it stands for."""
    ledger = desk_of(request).ledger
    verdict, author, reason = form.get("verdict", ""), form.get("author", "").strip()[:80], form.get("reason", "")
    one, other = form.get("one", ""), form.get("other", "")
    if not author:
        raise ZufolgeError("A judgement needs an author; say who judges.")
    if verdict == "merge":
        ledger.merge(one, other, author, reason=reason[:1000])
    elif verdict == "split":
        ledger.split(one, other, author, reason=reason[:1000])
    else:
        raise ZufolgeError("Names are joined (merge) or kept apart (split).")
    follow = path_of("entities", one) if form.get("next") == "entity" else f"/review/names?done={verdict}"
    return keep_author(RedirectResponse(follow, 303), author)


def _page(
    request: Request,
    claim: str,
    *,
    error: str | None = None,
    form: dict[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    desk, words = desk_of(request), words_of(request)
    try:
        shown = desk.ledger.show(claim)
    except ZufolgeError as missing:
        raise NotFoundError(str(missing)) from missing
    history = desk.ledger.judgements(shown.kept.id)
    kept = desk.ledger.article(shown.kept.article.id, shown.kept.version)
    judged = next((pair for pair in kept.claims if pair[0].id == shown.kept.id), (shown.kept, None))
    article = shown.kept.article
    told = tell(judged[0], words, judged[1])
    marks = [*marks_of_claim(judged[0].claim, told.id)]
    inside = span_to_judge(judged[0].claim)
    start = max(0, min(inside.start, shown.sentence.start) - AROUND)
    start = article.text.rfind("\n", 0, start + 1) + 1 if start else 0
    around = Span(start, _end_of_word(article.text, max(inside.end, shown.sentence.end), AROUND))
    return desk.page(
        request,
        "review.html",
        told=told,
        pieces=cut_text(article.text, around, marks),
        is_cut=(around.start > 0, around.end < len(article.text)),
        history=history,
        answers=[tell(one, words) for one in shown.about],
        error=error,
        form=form or {},
        author=(form or {}).get("author") or author_of(request),
        **values,
    )


def _end_of_word(text: str, least: int, more: int) -> int:
    """At most `more` characters behind `least`, where a word ends."""
    if least + more >= len(text):
        return len(text)
    end = max(least, text.rfind(" ", least, least + more), text.rfind("\n", least, least + more))
    return max(least, len(text[:end].rstrip()))
