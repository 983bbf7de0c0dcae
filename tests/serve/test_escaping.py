"""What an article or a reader writes is shown as text, whatever it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from tests.readings import make_article
from tests.serve.conftest import MakeClient

import zufolge
from zufolge.model import Article, Block, Claim, Cue, Filler, Link, Mention, Note, Origin, Reading, Role, Source, Span

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
PAGES = (
    "/?text=img",
    "/?in=articles",
    f"/?entity={quote(EVIL)}",
    f"/?publisher={quote(EVIL)}&type={quote(EVIL)}",
    "/articles/evil",
    "/articles/evil?show=names+times+quantities+claims+attributions&all=1",
    f"/articles/evil?show={quote(EVIL)}",
    f"/entities/{quote(EVIL)}",
    "/deals",
    f"/deals?entity={quote(EVIL)}&stage=&type=",
    "/relations",
    f"/relations?one={quote(EVIL)}&other=Opfer",
    "/review",
    f"/claims/{quote(EVIL)}",
    f"/{quote(EVIL)}",
    "/relations?picture=1",
)


def make_evil_reading() -> Reading:
    """An article whose text, names, title, note and address are markup."""
    text = f"{EVIL} übernimmt Opfer, sagte {EVIL}."
    first, last = Span(0, len(EVIL)), Span(len(text) - len(EVIL) - 1, len(text) - 1)
    victim = Span(text.index("Opfer"), text.index("Opfer") + 5)
    trigger = Span(text.index("übernimmt"), text.index("übernimmt") + 9)
    source = Link((Source(EVIL, last, EVIL, "person"),), Cue(EVIL, (last,)), "indirect")
    claim = Claim(
        type="acquisition",
        roles=(
            Role("buyer", (Filler(EVIL, first, entity=EVIL, kind="company"),)),
            Role("target", (Filler("Opfer", victim, entity="Opfer", kind="company"),)),
        ),
        evidence=Span(0, len(text)),
        trigger=trigger,
        by=EVIL,
        confidence=0.9,
        status="asserted",
        attribution=(source,),
    )
    article: Article = replace(
        make_article(text, "evil"), title=EVIL, publisher=EVIL, url="javascript:alert(3)", path=None
    )
    return Reading(
        article=article,
        blocks=(Block(Span(0, len(text)), "paragraph"),),
        origins=(Origin(EVIL, EVIL, None),),
        mentions=(Mention(first, EVIL, "company", EVIL),),
        claims=(claim,),
        notes=(Note(first, EVIL),),
    )


@pytest.fixture
def evil(ledger: Path, make_client: MakeClient) -> TestClient:
    """A client of a ledger that holds the article of markup."""
    with zufolge.Ledger(ledger) as kept:
        kept.add(make_evil_reading())
    return make_client()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_markup_is_shown_not_run(evil: TestClient, page: str, language: str) -> None:
    """No page holds the article's markup as markup, nor a link to a script."""
    shown = evil.get(page, headers={"Accept-Language": language}).text
    assert [
        bad for bad in ("<script>alert", "<img src=x", 'href="javascript:', "onerror=alert(2)>") if bad in shown
    ] == []


def test_a_judgement_is_shown_as_text(evil: TestClient) -> None:
    """Author and reason are somebody's words, too."""
    claim = evil.get("/api/claims?source=alert").json()["claims"][0]["id"]
    evil.post(f"/api/claims/{claim}/judgements", json={"verdict": "reject", "author": EVIL[:80], "reason": EVIL})
    for page in (f"/claims/{claim}", "/?judged=rejected", "/articles/evil"):
        assert "<script>alert" not in evil.get(page).text


def test_deal_pages_escape_what_they_draw(evil: TestClient) -> None:
    """Also inside pictures."""
    deal = next(d for d in evil.get("/api/deals").json()["deals"] if "evil" in d["articles"])["id"]
    for page in (f"/deals/{deal}", f"/deals/{deal}?picture=life-cycle", f"/deals/{deal}?picture=origins"):
        answer = evil.get(page)
        assert (answer.status_code, "<script>alert" in answer.text, "<img src=x" in answer.text) == (200, False, False)
