"""JSON-LD and N-Triples, read back by rdflib and asked with SPARQL."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Graph
from tests.export.conftest import Export
from tests.export.press import FACTS

from zufolge.export.linked_nodes import CONTEXT

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD still uses what rdflib wants to be rid of."""

PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in CONTEXT.items())


def load(export: Export, name: str, **wanted: str) -> Graph:
    """The exported graph."""
    return Graph().parse(export(name, **wanted), format={"jsonld": "json-ld", "ntriples": "nt"}[name])


def ask(graph: Graph, query: str) -> list[tuple[Any, ...]]:
    """The rows that answer a SPARQL query, as plain Python values."""
    rows: list[Any] = list(graph.query(PREFIXES + query))
    return [tuple(value.toPython() if value is not None else None for value in row) for row in rows]


@pytest.fixture
def graph(export: Export) -> Graph:
    """The whole ledger."""
    return load(export, "jsonld")


def test_both_formats_say_the_same(export: Export, graph: Graph) -> None:
    """Every statement of the one is in the other."""
    assert set(load(export, "ntriples")) == set(graph)


def test_the_chain_of_attribution_can_be_walked(graph: Graph) -> None:
    """From the claim over what the paper said to what it heard from people without a name."""
    found = ask(
        graph,
        """SELECT ?who ?kind WHERE {
             ?claim term:status "rumoured" ; prov:wasDerivedFrom+ ?statement .
             ?statement prov:wasAttributedTo ?agent .
             ?agent rdfs:label ?who ; term:kind ?kind }""",
    )
    assert sorted(found) == [("Abendpost", "medium"), ("Insider", "anonymous")]


def test_the_primary_source_is_the_innermost(graph: Graph) -> None:
    """What the paper only passes on comes from the people it cites."""
    found = ask(
        graph,
        """SELECT ?who WHERE { ?claim term:status "rumoured" ; prov:hadPrimarySource ?statement .
             ?statement prov:wasAttributedTo/rdfs:label ?who }""",
    )
    assert found == [("Insider",)]


def test_a_claim_is_quoted_from_its_article(graph: Graph) -> None:
    """The article has its paper, its day, its page, and where it comes from."""
    found = ask(
        graph,
        """SELECT DISTINCT ?id ?paper ?day ?page ?origin WHERE {
             ?claim a type:ownership ; prov:wasQuotedFrom ?article .
             ?article dcterms:identifier ?id ; dcterms:issued ?day ; dcterms:source ?page ;
               prov:wasAttributedTo/rdfs:label ?paper ;
               prov:hadPrimarySource/prov:wasAttributedTo/rdfs:label ?origin }""",
    )
    ((identity, paper, day, page, origin),) = found
    assert (identity, paper, day.isoformat(), origin) == ("facts 1/ä", "Kurier", "2024-03-07T08:30:00", "dpa")
    assert page == "https://kurier.example/a%20b?q=ä"


def test_selectors_find_the_words_again(graph: Graph) -> None:
    """Position (in code points) and quotation of every target mark the same stretch of the article's text."""
    found = ask(
        graph,
        """SELECT ?text ?start ?end ?exact ?prefix ?suffix WHERE {
             ?target oa:hasSource/rdf:value ?text ; oa:hasSelector ?position, ?quote .
             ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
             ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""",
    )
    assert len(found) > 20
    for text, start, end, exact, prefix, suffix in found:
        assert (text[start:end], text.index(prefix + exact + suffix) + len(prefix)) == (exact, start)


def test_an_annotation_ties_the_claim_to_its_evidence(graph: Graph) -> None:
    """The body is the claim, the target the sentence."""
    found = ask(
        graph,
        """SELECT ?exact WHERE { ?claim a type:ownership . ?note oa:hasBody ?claim ; oa:hasTarget ?target .
             ?target oa:hasSelector/oa:exact ?exact }""",
    )
    assert found == [(FACTS.splitlines()[0][2:],)]


def test_roles_carry_names_and_typed_values(graph: Graph) -> None:
    """Money is a decimal, with its unit."""
    found = ask(
        graph,
        """SELECT ?who ?value ?unit ?approx WHERE { ?claim a type:metric ; role:company/term:entity/rdfs:label ?who ;
             role:value ?filler . ?filler rdf:value ?value ; term:unit ?unit ; term:approx ?approx }""",
    )
    assert found == [("Nordfalk", 45000000, "EUR", "about")]


def test_no_claim_stands_as_a_fact(graph: Graph) -> None:
    """Nothing ties a company to another directly; every tie goes through a claim with status and polarity."""
    direct = ask(graph, "SELECT ?one WHERE { ?one term:kind ?k ; rdfs:label ?n ; ?tie [ rdfs:label ?also ] }")
    bare = ask(graph, "SELECT ?claim WHERE { ?claim a term:Claim MINUS { ?claim term:status ?s ; term:polarity ?p } }")
    assert (direct, bare) == ([], [])
