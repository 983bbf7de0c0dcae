"""Deals, entities and relations as pages."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from fastapi.testclient import TestClient


def deal_of(client: TestClient) -> str:
    """The address of the one deal."""
    (deal,) = client.get("/api/deals").json()["deals"]
    return f"/deals/{deal['id']}"


def test_a_deal_tells_stage_parties_and_origins(client: TestClient) -> None:
    """The page and the JSON say the same."""
    page = client.get(deal_of(client)).text
    (deal,) = client.get("/api/deals?entity=Nordfalk").json()["deals"]
    assert [party["entity"] in page for party in deal["parties"]] == [True, True]
    assert (deal["stage"], deal["origins"]["articles"]) == ("rumoured", 1)
    assert "1 article, 1 independent origin" in page


def test_pictures_are_well_formed_and_stand_alone(client: TestClient) -> None:
    """Saved, they open in anything that shows SVG."""
    address = deal_of(client)
    for picture in (f"{address}?picture=life-cycle", f"{address}?picture=origins", "/relations?picture=1"):
        answer = client.get(picture)
        assert (answer.headers["content-type"], ET.fromstring(answer.text).tag) == (
            "image/svg+xml",
            "{http://www.w3.org/2000/svg}svg",
        )


def test_an_entity_has_a_page(client: TestClient) -> None:
    """With its deals, and the way to claims and graph."""
    page = client.get("/entities/Nordfalk").text
    assert [words in page for words in ("<h1>Nordfalk</h1>", "/deals/", "/relations?entity=Nordfalk")] == [True] * 3


def test_every_edge_opens_its_sentences(client: TestClient) -> None:
    """Between two names stand the claims that name both."""
    graph = client.get("/relations").text
    assert "Alpenwerk – Nordfalk" in graph
    opened = client.get("/relations?one=Alpenwerk&other=Nordfalk").text
    assert ("Between Alpenwerk and Nordfalk" in opened, "<blockquote>" in opened) == (True, True)
    assert "No relations found" in client.get("/relations?status=failed").text
