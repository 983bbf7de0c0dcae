"""Review."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient


def judge(client: TestClient, claim: str, **form: str) -> str:
    """Send the form, and give the page that comes."""
    answer = client.post(f"/claims/{claim}/judgement", data={"author": "Eva Muster", **form})
    return f"{answer.status_code} {answer.text}"


def test_a_rejected_claim_is_hidden_but_never_lost(client: TestClient, claim: str) -> None:
    """It stays where it is asked for, with who rejected it and why."""
    judge(client, claim, verdict="reject", reason="nur ein Vergleich")
    assert client.get("/api/claims").json()["claims"] == []
    kept = client.get("/api/claims?judged=rejected").json()["claims"]
    assert [(one["id"], one["judgement"]["author"], one["judgement"]["reason"]) for one in kept] == [
        (claim, "Eva Muster", "nur ein Vergleich")
    ]
    assert (
        "Rejected by Eva Muster" in client.get(f"/claims/{claim}").text
        or "rejected by Eva Muster" in client.get(f"/claims/{claim}").text
    )


def test_a_correction_changes_what_is_shown(client: TestClient, claim: str) -> None:
    """The corrected claim is found under what it says now; places and evidence stay."""
    line = "acquisition(buyer: Nordfalk, target: Alpenwerk) planned, says Abendpost [medium]"
    assert judge(client, claim, verdict="correct", line=line).startswith("200")
    assert client.get("/api/claims?status=rumoured").json()["claims"] == []
    (one,) = client.get("/api/claims?status=planned").json()["claims"]
    assert (one["id"], sorted(one["roles"]), len(one["attribution"]), one["roles"]["buyer"][0]["start"]) == (
        claim,
        ["buyer", "target"],
        1,
        47,
    )
    assert one["judgement"]["verdict"] == "correct"


def test_a_correction_may_only_say_what_the_article_says(client: TestClient, claim: str) -> None:
    """The form comes back with what was written and what is wrong with it."""
    line = "acquisition(buyer: Niemand, target: Alpenwerk) planned"
    page = judge(client, claim, verdict="correct", line=line)
    assert (page[:3], "does not stand in the article" in page, line in page) == ("400", True, True)
    assert judge(client, claim, verdict="accept", author=" ")[:3] == "400"


def test_the_last_judgement_counts_and_all_are_kept(client: TestClient, claim: str) -> None:
    """Somebody may change their mind."""
    for verdict in ("reject", "accept"):
        judge(client, claim, verdict=verdict)
    assert [one["verdict"] for one in client.get(f"/api/claims/{claim}/judgements").json()["judgements"]] == [
        "reject",
        "accept",
    ]
    assert len(client.get("/api/claims?judged=accepted").json()["claims"]) == 1


def test_the_queue_ends(client: TestClient, claim: str) -> None:
    """What was judged does not come again; skipping goes on to older claims."""
    assert f"/claims/{claim}/judgement" in client.get("/review").text
    judge(client, claim, verdict="accept")
    assert "Nothing left to review" in client.get("/review").text


def test_judgements_come_out_as_gold(client: TestClient, claim: str) -> None:
    """Accepted claims with their articles, rejected ones by themselves."""
    judge(client, claim, verdict="accept")
    (line,) = client.get("/judgements/gold.jsonl").text.splitlines()
    gold = json.loads(line)
    assert (gold["type"], gold["roles"]["buyer"], gold["roles"]["price"], gold["source"]) == (
        "acquisition",
        "Nordfalk",
        75_000_000,
        ["Abendpost", "Insider"],
    )
    (article,) = client.get("/judgements/gold-articles.jsonl").text.splitlines()
    assert json.loads(article)["id"] == gold["article"]
    assert client.get("/judgements/rejected.jsonl").text == ""
