"""The first page."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from tests.readings import make_article, make_reading
from tests.serve.conftest import MakeClient

import zufolge


def test_a_claim_is_told_with_roles_status_and_chain(client: TestClient) -> None:
    """In the language that the browser asks for."""
    english = client.get("/").text
    german = client.get("/", headers={"Accept-Language": "de"}).text
    assert [word in english for word in ("Acquisition", "rumoured", "about 75 million EUR", "according to")] == [
        True
    ] * 4
    assert [word in german for word in ("Übernahme", "Gerücht", "rund 75 Mio. EUR", "unter Berufung auf")] == [True] * 4
    assert 'lang="de"' in german


def test_language_and_colours_are_kept(client: TestClient) -> None:
    """What is chosen once holds on the next page."""
    client.get("/?lang=de&theme=dark")
    page = client.get("/add").text
    assert ('<html lang="de" data-theme="dark">' in page, "Artikel hinzufügen" in page) == (True, True)


def test_filters_narrow_and_have_addresses(client: TestClient) -> None:
    """A facet is a link; what does not fit is not shown."""
    assert "1 claim" in client.get("/?type=acquisition&status=rumoured&source=Abendpost&text=kaufen").text
    assert "Nothing found" in client.get("/?type=merger").text
    assert "Nothing found" in client.get("/?since=2025").text
    assert "press/" not in client.get("/?publisher=Kurier").text


def test_the_empty_ledger_says_what_to_do(make_client: MakeClient, tmp_path: object) -> None:
    """Somebody who begins sees the way on."""
    page = make_client(ledger=f"{tmp_path}/empty.db").get("/").text
    assert ("The ledger is empty" in page, 'href="/add"' in page) == (True, True)


def test_pages_follow_each_other_without_gaps(make_client: MakeClient, ledger: object) -> None:
    """Every article is on exactly one page, newest first."""
    with zufolge.Ledger(str(ledger)) as kept:
        for day in range(1, 29):
            kept.add(make_reading(make_article(article_id=f"d{day}", published=f"2024-01-{day:02}")))
    client = make_client()
    seen: list[str] = []
    page: str | None = "/?in=articles"
    while page is not None:
        shown = client.get(page).text
        seen += re.findall(r'<h3><a href="/articles/([^"]+)"', shown)
        following = re.search(r'rel="next" href="([^"]+)"', shown)
        page = following[1].replace("&amp;", "&") if following else None
    assert seen == ["a1", *(f"d{day}" for day in range(28, 0, -1))]


def test_articles_are_found_by_their_words(client: TestClient) -> None:
    """The full text counts, not only the evidence."""
    assert "/articles/a1" in client.get("/?in=articles&text=greift+Dienstag").text
    assert "/articles/a1" not in client.get("/?in=articles&text=Mittwoch").text
