"""GraphML, read back by networkx."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
from tests.export.conftest import Export
from tests.export.press import facts

import zufolge
from zufolge.ask.claims import Wanted


def test_networkx_reads_companies_and_what_ties_them(export: Export) -> None:
    """An edge leads from the one who acts; it says how sure it is and according to whom."""
    graph = nx.read_graphml(export("graphml"), force_multigraph=True)
    assert graph.nodes["Anna Beispiel"] == {"name": "Anna Beispiel", "kind": "person"}
    (rumour,) = graph.get_edge_data("Nordfalk", "Alpenwerk").values()
    assert rumour == {
        "claim": "85db347a812190b9",
        "type": "acquisition",
        "source_role": "buyer",
        "target_role": "target",
        "status": "rumoured",
        "polarity": "positive",
        "according_to": "Abendpost, citing “Insider”",
        "published": "2024-03-06",
        "article": "a1",
        "evidence": "Der Konzern will Alpenwerk für rund 75 Millionen Euro kaufen",
        "confidence": 0.9,
    }


def test_doubt_stays_visible(export: Export) -> None:
    """A denial is an edge, too, and says that it is one; "Nordfalk AG" is the same node as "Nordfalk"."""
    graph = nx.read_graphml(export("graphml"), force_multigraph=True)
    ties = {(one, other, data["status"], data["polarity"]) for one, other, data in graph.edges(data=True)}
    assert ("Nordfalk", "Tannhof", "asserted", "negative") in ties
    assert ("Seewerk", "Lindmühle", "failed", "positive") in ties


def test_only_claims_between_two_make_an_edge(export: Export) -> None:
    """A figure or an insolvency of one company ties nobody to anybody."""
    graph = nx.read_graphml(export("graphml"), force_multigraph=True)
    assert sorted({data["type"] for *_, data in graph.edges(data=True)}) == [
        "acquisition",
        "allegation",
        "contract",
        "leadership",
        "merger",
        "ownership",
    ]


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    """Control characters, brackets and line ends in a name or sentence do no harm."""
    text = "\x0cA & <B> \r\nbesitzt C."
    article = replace(facts().article, text=text)
    reading = facts()
    first, second = reading.claims[0].roles
    owner = replace(first, fillers=(replace(first.fillers[0], entity='A & "<B>"\x00'),))
    evidence = replace(reading.claims[0].evidence, start=0, end=len(text))
    claim = replace(reading.claims[0], roles=(owner, second), evidence=evidence, attribution=())
    with zufolge.Ledger(tmp_path / "odd.db") as ledger:
        ledger.add(replace(reading, article=article, claims=(claim,), mentions=()))
        ledger.export("graphml", tmp_path / "odd.graphml", Wanted())
    ((one, _, data),) = nx.read_graphml(tmp_path / "odd.graphml").edges(data=True)
    assert (one, data["evidence"]) == ('A & "<B>"\ufffd', text.replace("\x0c", "\ufffd"))
