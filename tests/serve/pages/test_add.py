"""Adding articles."""

from __future__ import annotations

import time

from fastapi.testclient import TestClient
from tests.readings import TEXT


def wait_for(client: TestClient, address: str) -> str:
    """The job's page once it is done."""
    for _ in range(100):
        page = client.get(address).text
        if 'data-job="finished"' in page:
            return page
        time.sleep(0.02)
    raise AssertionError("the job does not end")


def test_a_pasted_text_is_read_and_shown(client: TestClient) -> None:
    """With what is said about it."""
    form = {"text": "Ein Satz über niemand.", "published": "2024-05-01", "title": "Wenig", "publisher": "Blatt"}
    page = client.post("/add/text", data=form)
    assert (page.status_code, "Ein Satz über niemand." in page.text, "1 May 2024" in page.text) == (200, True, True)
    assert "No claim was found" in page.text


def test_what_is_wrong_is_told_and_nothing_lost(client: TestClient) -> None:
    """The form comes back as it was filled in."""
    page = client.post("/add/text", data={"text": "Ein Satz.", "published": "gestern"})
    assert (page.status_code, "no publication date" in page.text, "Ein Satz." in page.text) == (400, True, True)


def test_files_are_read_one_by_one(client: TestClient) -> None:
    """Good ones are linked, bad ones named with the reason; paths of the sender do not matter."""
    files = [
        ("files", ("press/neu.txt", TEXT.encode() + b" ", "text/plain")),
        ("files", ("..\\..\\bild.txt", b"\x89PNG\x00\x01\x02" * 50, "text/plain")),
        ("files", ("zeilen.jsonl", b'{"id": "z1", "text": "Eins."}\n{"id": "z2", "text": "Zwei."}\n', "text/plain")),
    ]
    begun = client.post("/add/files", files=files, data={"published": "2024-03-06"}, follow_redirects=False)
    page = wait_for(client, begun.headers["location"])
    assert [words in page for words in ("3 read, 1 unreadable", "3 of 3 files", "1 claim", "/articles/z2")] == [
        True
    ] * 4
    assert ("upload" in page.lower().split("<main")[1], "/tmp" in page) == (False, False)


def test_no_file_is_no_job(client: TestClient) -> None:
    """An empty form says what is missing."""
    assert client.post("/add/files", files=[("files", ("", b"", "text/plain"))]).status_code in (400, 422)
