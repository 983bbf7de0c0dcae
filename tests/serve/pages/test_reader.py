"""The reader."""

from __future__ import annotations

import html
import re

from fastapi.testclient import TestClient
from tests.readings import TEXT


def text_of(page: str) -> str:
    """The article as a browser shows it."""
    inside = page[page.index('<article class="text"') : page.index("</article>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", inside)).split())


def test_the_text_is_whole(client: TestClient) -> None:
    """However many marks lie in it."""
    assert text_of(client.get("/articles/a1").text) == " ".join(TEXT.split())


def test_a_claim_lights_what_it_rests_on(client: TestClient, claim: str) -> None:
    """The address names the claim, so that it works without JavaScript."""
    page = client.get(f"/articles/a1?claim={claim}").text
    shown = re.findall(r'<span class="m ([^"]*)"[^>]*>(?:<a[^>]*>)?([^<]+)', page)
    lit = {kind: words for classes, words in shown for kind in re.findall(r"lit-(\w+)", classes)}
    assert (lit["role"], lit["cue"], lit["source"]) == ("rund 75 Millionen Euro", "unter Berufung auf", "Insider")
    assert 'data-label="Buyer"' in page or 'data-label="buyer"' in page


def test_layers_can_be_left_out(client: TestClient) -> None:
    """What is shown is part of the address."""
    assert 'title="company: Nordfalk"' in client.get("/articles/a1").text
    assert 'title="company: Nordfalk"' not in client.get("/articles/a1?show=claims").text


def test_what_stands_there_is_dated_and_its_origin_told(client: TestClient) -> None:
    """Who says so begins with where the article comes from."""
    page = client.get("/articles/a1").text
    assert [words in page for words in ("6 March 2024", "Kurier", "The article comes from dpa.")] == [True] * 3
