"""Deals: a list of them, and one with its life cycle, parties, origins and claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from zufolge.ask.deals import AskedDeals, FoundDeal
from zufolge.ledger.judgements import Judgement, Verdict
from zufolge.model import ZufolgeError
from zufolge.serve.desk import Desk, desk_of, path_of, words_of
from zufolge.serve.draw.life_cycle import LifeCycle, draw_life_cycle
from zufolge.serve.draw.tree import Tree, draw_tree
from zufolge.serve.handed_in import Fields, author_of, keep_author
from zufolge.serve.pages.pictures import answer_picture
from zufolge.serve.phrases import first_line, tell, tell_amount
from zufolge.serve.problems import NotFoundError
from zufolge.serve.reasons import tell_quoted, tell_reason
from zufolge.serve.wording import Wording

router = APIRouter(include_in_schema=False)
CLAIMS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class DealLine:
    """A deal in one entry of a list."""

    id: str
    href: str
    type_name: str
    stage: str
    stage_name: str
    parties: tuple[tuple[str, str], ...]
    first: str
    last: str
    articles: int
    independent: int
    figures: tuple[tuple[str, str], ...]
    judgement: Judgement | None = None


def tell_deal(
    found: FoundDeal, words: Wording, judgement: Judgement | None = None, *, is_part: bool = False
) -> DealLine:
    """The deal in the words of the language."""
    deal = found.deal
    entity = deal.parties[0].entity if deal.parties else None
    return DealLine(
        id=deal.id,
        href=path_of("deals", entity=entity, type=deal.type) if is_part else path_of("deals", deal.id, entity=entity),
        type_name=words.name("type", deal.type),
        stage=deal.stage or "",
        stage_name=words.name("stage", deal.stage),
        parties=tuple((words.name("role", party.role), party.entity) for party in deal.parties),
        first=words.day(deal.first_day),
        last=words.day(deal.last_day),
        articles=found.origins.articles,
        independent=found.origins.independent,
        figures=tuple(_tell_figures(found, words)),
        judgement=judgement,
    )


def _tell_figures(found: FoundDeal, words: Wording) -> list[tuple[str, str]]:
    lines = []
    for figures in found.deal.figures:
        values = "; ".join(tell_amount(one, words) for one in figures.values)
        lines.append((words.name("role", figures.role), values))
    return lines


@router.get("/deals")
def deals(
    request: Request,
    entity: Annotated[str, Query(max_length=200)] = "",
    type: Annotated[str, Query(max_length=40)] = "",  # noqa: A002 -- the word of the field
    stage: Annotated[str, Query(max_length=20)] = "",
    as_of: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """The deals that fit; without a party or a day those that the newest articles tell of."""
    desk, words = desk_of(request), words_of(request)
    asked = AskedDeals(entity.strip() or None, type or None, stage or None, as_of.strip() or None)
    is_part = False
    if asked.entity or asked.as_of:
        found = sorted(desk.ledger.deals(asked), key=lambda one: (one.deal.last_day or "", one.deal.id), reverse=True)
    else:
        recent = desk.ledger.recent_deals(asked)
        found, is_part = list(recent.deals), recent.is_part
    judged = desk.ledger.judgements_of_deals([one.deal.id for one in found])
    return desk.page(
        request,
        "deals.html",
        deals=[tell_deal(one, words, judged.get(one.deal.id), is_part=is_part) for one in found],
        asked={"entity": entity, "type": type, "stage": stage, "as_of": as_of},
    )


@router.get("/deals/{deal}")
def deal(
    request: Request,
    deal: str,
    entity: Annotated[str, Query(max_length=200)] = "",
    picture: Literal["life-cycle", "origins"] | None = None,
) -> Response:
    """One deal; `entity` names a party, so that only what concerns it has to be looked through."""
    desk, words = desk_of(request), words_of(request)
    found = find_deal(desk, deal, entity or None)
    titles = _titles(desk, found)
    life_cycle, tree = _life_cycle(found), _tree(found, titles, words)
    if picture == "life-cycle":
        return answer_picture(request, "_life_cycle.svg", cycle=life_cycle)
    if picture == "origins":
        return answer_picture(request, "_tree.svg", tree=tree)
    return desk.page(
        request,
        "deal.html",
        deal=tell_deal(found, words, desk.ledger.judgements_of_deals([found.deal.id]).get(found.deal.id)),
        author=author_of(request),
        steps=[(words.day(one.date), one.stage, one.claims, one.articles) for one in found.deal.history],
        cycle=life_cycle,
        tree=tree,
        branches=[
            (
                tell_quoted(one.origin, words),
                one.kind,
                tell_reason(one.reason, words),
                [(id_, titles[id_]) for id_ in one.articles],
            )
            for one in found.origins.tree
        ],
        unknown=[(id_, titles[id_]) for id_ in found.origins.unknown],
        claims=[tell(kept, words, judged) for kept, judged in desk.ledger.kept(found.deal.members[:CLAIMS_SHOWN])],
        reasons={claim: tell_reason(reason, words) for claim, reason in found.deal.reasons.items()},
        total=len(found.deal.claims),
        entity=entity,
    )


@router.post("/deals/{deal}/judgement")
def judge(request: Request, deal: str, form: Fields) -> Response:
    """Accept or reject the deal."""
    desk = desk_of(request)
    verdict, author = form.get("verdict", ""), form.get("author", "").strip()[:80]
    if verdict not in ("accept", "reject"):
        raise ZufolgeError("A deal is accepted or rejected.")
    found = find_deal(desk, deal, form.get("entity") or None)
    desk.ledger.judge_deal(found.deal.id, cast(Verdict, verdict), author, reason=form.get("reason", "")[:1000])
    return keep_author(RedirectResponse(path_of("deals", deal, entity=form.get("entity")), 303), author)


def find_deal(desk: Desk, deal: str, entity: str | None) -> FoundDeal:
    """The deal with this id, among those of `entity` or all; NotFoundError where there is none."""
    found = desk.ledger.deal_of(entity, deal) if entity is not None else None
    if found is not None:
        return found
    try:
        return desk.ledger.deal(deal)
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error


def _titles(desk: Desk, found: FoundDeal) -> dict[str, str]:
    in_tree = [article for branch in found.origins.tree for article in branch.articles]
    ids = dict.fromkeys((*found.deal.articles, *found.origins.unknown, *in_tree))
    heads = desk.ledger.heads(list(ids))
    return {
        id_: f"{f'{head.published[:10]} · ' if head.published else ''}{head.title or first_line(head.begins)}"
        for id_, head in heads.items()
    }


def _life_cycle(found: FoundDeal) -> LifeCycle:
    steps = [
        (one.date, one.stage, path_of("claims", one.claims[0]) if one.claims else "", len(one.articles))
        for one in found.deal.history
    ]
    return draw_life_cycle(steps, [member.day for member in found.deal.members if member.day])


def _tree(found: FoundDeal, titles: Mapping[str, str], words: Wording) -> Tree:
    origins = [
        (
            tell_quoted(one.origin, words),
            words.name("source_kind", one.kind),
            tell_reason(one.reason, words).text,
            _leaves(one.articles, titles),
        )
        for one in found.origins.tree
    ]
    if found.origins.unknown:
        origins.append((words("origin_unknown"), "", "", _leaves(found.origins.unknown, titles)))
    return draw_tree(origins)


def _leaves(articles: tuple[str, ...], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(titles[id_], path_of("articles", id_)) for id_ in articles]
