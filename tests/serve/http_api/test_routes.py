"""The API: what it answers, page by page."""

from __future__ import annotations

from fastapi.testclient import TestClient
from tests.readings import TEXT, make_article, make_reading
from tests.serve.conftest import MakeClient

import zufolge


def test_annotating_touches_no_ledger(client: TestClient) -> None:
    """The answer is what `zufolge annotate` prints; offsets hold against the text that was sent."""
    answer = client.post("/api/annotate", json={"text": TEXT, "published": "2024-03-06"}).json()
    evidence = answer["claims"][0]["evidence"]
    assert answer["text"][evidence["start"] : evidence["end"]] == evidence["text"]
    assert client.get("/api/stats").json()["articles"] == 1


def test_an_article_is_added_once(client: TestClient) -> None:
    """The second time it is known."""
    answers = [client.post("/api/articles", json={"text": "Ein Satz.", "id": "n/1"}) for _ in range(2)]
    assert [(answer.status_code, answer.json()["added"]) for answer in answers] == [(201, "new"), (201, "known")]
    assert client.get(answers[0].headers["location"]).json()["text"] == "Ein Satz."


def test_cursors_lead_through_everything_once(make_client: MakeClient, ledger: object) -> None:
    """Newest first; the link header and `next` agree; the last page has none."""
    with zufolge.Ledger(str(ledger)) as kept:
        for day in range(1, 8):
            kept.add(make_reading(make_article(article_id=f"d{day}", published=f"2024-01-0{day}")))
    client = make_client()
    seen, cursor = [], ""
    while True:
        answer = client.get(f"/api/claims?limit=3&type=acquisition{cursor}")
        seen += [one["article"] for one in answer.json()["claims"]]
        following = answer.json()["next"]
        assert ("link" in answer.headers) == (following is not None)
        if following is None:
            break
        assert f"cursor={following}" in answer.headers["link"]
        cursor = f"&cursor={following}"
    assert seen == ["a1", "d7", "d6", "d5", "d4", "d3", "d2", "d1"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    """An ETag of the bytes; a judgement changes it."""
    first = client.get("/api/claims")
    again = client.get("/api/claims", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    claim = first.json()["claims"][0]["id"]
    client.post(f"/api/claims/{claim}/judgements", json={"verdict": "accept", "author": "x"})
    assert client.get("/api/claims", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_filters_are_those_of_the_command_line(client: TestClient) -> None:
    """Each narrows; names match whole words."""
    for query, count in (
        ("entity=nordfalk", 1),
        ("entity=Nord", 0),
        ("type=acquisition&polarity=positive", 1),
        ("status=asserted", 0),
        ("source=dpa", 1),
        ("source=medium", 1),
        ("since=2024-03&until=2024-03-06", 1),
        ("until=2024-02", 0),
        ("text=Million*", 1),
        ('text="Millionen+Euro"', 1),
        ("publisher=Kurier", 1),
        ("source_kind=medium", 1),
        ("judged=none", 1),
    ):
        assert len(client.get(f"/api/claims?{query}").json()["claims"]) == count, query


def test_counts_tell_the_facets(client: TestClient) -> None:
    """How many claims of which type, status, source and publisher."""
    counts = client.get("/api/claims/counts").json()
    assert (counts["total"], counts["facets"]["type"], counts["facets"]["publisher"]) == (
        1,
        {"acquisition": 1},
        {"Kurier": 1},
    )


def test_what_joins_articles_is_answered(client: TestClient) -> None:
    """Deals, origins, entities, timelines, contradictions, relations."""
    (deal,) = client.get("/api/deals").json()["deals"]
    assert client.get(f"/api/deals/{deal['id']}/origins").json() == deal["origins"]
    assert client.get(f"/api/deals/{deal['id']}").json()["reasons"].keys() == set(deal["claims"])
    assert client.get("/api/entities/Alpenwerk").json()["entities"] == ["Alpenwerk"]
    assert client.get("/api/timelines/Alpenwerk").json() == {"timelines": []}
    assert client.get("/api/contradictions?entity=Alpenwerk").json() == {"contradictions": []}
    (relation,) = client.get("/api/relations").json()["relations"]
    assert (relation["one"], relation["other"], relation["certainty"]) == ("Alpenwerk", "Nordfalk", "doubtful")
