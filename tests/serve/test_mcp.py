"""The tools for assistants, asked with the SDK's own client: over standard input and output, and in this process."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from tests.export.press import make_press

import zufolge
from zufolge.serve.mcp.server import make_server

TOOLS = [
    "search_claims",
    "get_claim",
    "origins",
    "list_deals",
    "get_deal",
    "timeline",
    "about",
    "contradictions",
    "annotate",
]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger made by hand; no tool changes it."""
    return make_press(tmp_path_factory.mktemp("press") / "press.db")


async def call(client: Client, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """What the tool answers; its words are the same JSON as its structured answer."""
    result = await client.call_tool(tool, arguments)
    if result.is_error:
        return {"error": "".join(str(getattr(part, "text", "")) for part in result.content)}
    assert result.structured_content is not None
    assert [json.loads(str(getattr(part, "text", ""))) for part in result.content] == [result.structured_content]
    return dict(result.structured_content)


@pytest.fixture
def ask(press: Path) -> Ask:
    """Calls one tool of a server in this process."""

    def ask(tool: str, **arguments: Any) -> dict[str, Any]:
        async def once() -> dict[str, Any]:
            with zufolge.Ledger(press) as ledger:
                async with Client(make_server(ledger)) as client:
                    return await call(client, tool, arguments)

        return asyncio.run(once())

    return ask


@pytest.mark.slow
def test_the_command_talks_over_standard_input_and_output(press: Path) -> None:
    """A client starts `zufolge mcp`, sees the tools, asks, and is told what is wrong with a call."""
    code = "from zufolge.cli.app import main; main()"
    command = StdioServerParameters(command=sys.executable, args=["-c", code, "mcp", "--ledger", str(press)])

    async def session() -> list[Any]:
        async with Client(command) as client:
            tools = (await client.list_tools()).tools
            found = await call(client, "search_claims", {"status": "rumoured"})
            wrong = await call(client, "get_claim", {"claim": "zz"})
        return [[tool.name for tool in tools], [claim["id"] for claim in found["claims"]], wrong]

    assert asyncio.run(session()) == [
        TOOLS,
        ["85db347a812190b9"],
        {"error": "Error executing tool get_claim: No claim's id begins with 'zz'; `zufolge claims` lists them."},
    ]


def test_every_tool_says_that_it_only_reads(press: Path) -> None:
    """An assistant's program may call them without asking; every tool and parameter says what it is."""

    async def listed() -> list[Any]:
        with zufolge.Ledger(press) as ledger:
            async with Client(make_server(ledger)) as client:
                return list((await client.list_tools()).tools)

    for tool in asyncio.run(listed()):
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert tool.description
        assert all("description" in about for about in tool.input_schema["properties"].values())


def test_a_found_claim_carries_its_proof(ask: Ask) -> None:
    """Sentence, chain, article, and how many independent origins say so."""
    (claim,) = ask("search_claims", status="rumoured")["claims"]
    assert claim == {
        "id": "85db347a812190b9",
        "says": "acquisition: buyer Nordfalk · target Alpenwerk · price about 75,000,000 EUR",
        "status": "rumoured",
        "polarity": "positive",
        "according_to": "Abendpost, citing “Insider”",
        "evidence": "Der Konzern will Alpenwerk für rund 75 Millionen Euro kaufen",
        "article": {
            "id": "a1",
            "title": "Nordfalk greift nach Alpenwerk",
            "published": "2024-03-06",
            "publisher": "Kurier",
            "path": "press/a1.txt",
        },
        "origins": {"articles": 1, "independent": 1},
    }


def test_pages_of_claims_join_without_gaps(ask: Ask) -> None:
    """What comes behind `older_than` continues the list, newest first."""
    found: list[str] = []
    older_than = None
    while True:
        page = ask("search_claims", most=5, older_than=older_than)
        found += [claim["id"] for claim in page["claims"]]
        older_than = page["older_than"]
        if older_than is None:
            break
    assert (len(found), len(set(found))) == (12, 12)


def test_a_claim_is_shown_whole(ask: Ask) -> None:
    """Roles with their places, the chain link by link, the full sentence, and the origins of the article."""
    claim = ask("get_claim", claim="85db")
    assert [link["sources"][0]["text"] for link in claim["attribution"]] == ['die "Abendpost"', "Insider"]
    assert claim["according_to"] == "Abendpost, citing “Insider”; the article comes from dpa"
    assert claim["sentence"].endswith("unter Berufung auf Insider.")
    assert (claim["article"]["origins"], claim["origins"]) == (["dpa"], {"articles": 1, "independent": 1})


def test_deals_and_origins_quote_what_they_rest_on(ask: Ask) -> None:
    """Every claim behind a deal comes with its sentence; so does every claim behind a count of origins."""
    (deal,) = ask("list_deals", entity="alpenwerk")["deals"]
    assert (deal["type"], deal["stage"], deal["origins"]["independent"]) == ("acquisition", "rumoured", 1)
    assert deal in ask("list_deals")["deals"]
    whole = ask("get_deal", deal=deal["id"][:6])
    counted = ask("origins", id="85db")
    for evidence in (whole["evidence"], counted["evidence"], [deal["latest"]]):
        assert [one["evidence"] for one in evidence] == ["Der Konzern will Alpenwerk für rund 75 Millionen Euro kaufen"]
    assert (counted["independent"], len(counted["tree"])) == (1, 1)


def test_a_timeline_quotes_its_claims(ask: Ask) -> None:
    """Every claim that a point names stands in the evidence."""
    answer = ask("timeline", entity="nordfalk", measure="revenue")
    ((point,),) = [line["points"] for line in answer["timelines"]]
    assert (point["value"], [answer["evidence"][claim]["according_to"] for claim in point["claims"]]) == (
        45000000,
        ["Nordfalk"],
    )


def test_contradictions_give_both_sides_their_weight(ask: Ask) -> None:
    """Either side comes with its sentences, who says so, and how many independent origins it has."""
    (found,) = ask("contradictions", entity="tannhof")["contradictions"]
    sides = [
        (side["origins"], [(one["according_to"], one["polarity"]) for one in side["evidence"]])
        for side in found["sides"]
    ]
    assert sides == [
        ({"articles": 1, "independent": 1}, [("Abendpost", "positive")]),
        ({"articles": 1, "independent": 1}, [("Tannhof", "negative")]),
    ]
    assert (found["about"], ask("contradictions", entity="tannhof", as_of="2024-03-07")["contradictions"]) == (
        "acquisition: Nordfalk + Tannhof",
        [],
    )


def test_about_counts_everything_and_gives_the_first_of_each(ask: Ask) -> None:
    """`most` bounds what is given, not what is counted; all of it carries sentences and origins."""
    told = ask("about", entity="nordfalk")
    assert (told["counts"]["deals"], told["counts"]["figures"], told["counts"]["contradictions"]) == (3, 1, 1)
    assert [len(told[part]) for part in ("deals", "figures", "facts", "contradictions")] == [
        told["counts"][part] for part in ("deals", "figures", "facts", "contradictions")
    ]
    (figure,) = told["figures"]
    assert (figure["value"], figure["origins"], figure["evidence"][0]["according_to"]) == (
        45000000,
        {"articles": 1, "independent": 1},
        "Nordfalk",
    )
    assert all(part["evidence"] and part["origins"] for part in told["facts"])
    short = ask("about", entity="nordfalk", most=1)
    assert (len(short["deals"]), short["counts"]) == (1, told["counts"])


@pytest.mark.slow
def test_annotate_reads_a_text_and_keeps_nothing(ask: Ask) -> None:
    """The claims of a text come with source and words; the ledger stays as it was."""
    answer = ask("annotate", text="Die Nordfalk AG übernimmt die Alpenwerk GmbH, teilte Nordfalk mit.")
    (claim,) = answer["claims"]
    assert (claim["type"], claim["according_to"], claim["evidence"]["start"]) == ("acquisition", "Nordfalk AG", 0)
    assert answer["names"] == ["Alpenwerk GmbH", "Nordfalk AG"]
    assert ask("search_claims", text="GmbH")["claims"] == []


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("search_claims", {"since": "gestern"}, "'gestern' is no date; write 2024, 2024-03 or 2024-03-15."),
        ("list_deals", {"stage": "sure"}, "'sure' is no stage; known are"),
        ("get_deal", {"deal": "zz"}, "No deal's id begins with 'zz'"),
        ("about", {"entity": "Fjord"}, "No article tells anything about 'Fjord'"),
        ("timeline", {"entity": "Fjord"}, "No article names anybody called 'Fjord'"),
        ("annotate", {"text": " "}, "The text is empty; give the text of an article."),
        ("search_claims", {"most": 0}, "greater than or equal to 1"),
    ],
)
def test_a_call_that_makes_no_sense_is_told(ask: Ask, tool: str, arguments: dict[str, Any], sentence: str) -> None:
    """The message says what is wrong, so that the assistant can mend its call."""
    assert sentence in ask(tool, **arguments)["error"]
