"""followthemoney entities, read back by its own library where that is installed."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest
from tests.export.conftest import Export
from tests.export.press import doubts, facts

from zufolge.export.article_claims import of_reading
from zufolge.export.facts import is_fact
from zufolge.export.formats.follow_the_money import entities_of, load_schemas, load_ties
from zufolge.model.claim import Polarity, Status

PLAIN = ("Ownership", "Directorship", "Employment", "Family", "Associate", "UnknownLink", "Event")


def load(export: Export, **wanted: str) -> list[dict[str, Any]]:
    """The exported entities."""
    return [json.loads(line) for line in export("followthemoney", **wanted).read_text(encoding="utf-8").splitlines()]


def described(entities: list[dict[str, Any]], *schemas: str) -> list[tuple[str, str]]:
    """Schema and sentence of the entities of these schemas."""
    return [
        (entity["schema"], entity["properties"]["description"][0]) for entity in entities if entity["schema"] in schemas
    ]


def test_their_library_takes_every_entity(export: Export) -> None:
    """Schemas, properties and values are theirs: nothing is refused, nothing cleaned away, all references fit."""
    reason = "followthemoney is not installed (pip install 'zufolge[followthemoney]'; it needs the ICU library)"
    model = pytest.importorskip("followthemoney", reason=reason).model
    entities = load(export)
    proxies = {entity["id"]: model.get_proxy(entity, cleaned=False) for entity in entities}
    for entity in entities:
        proxy = proxies[entity["id"]]
        assert not proxy.schema.abstract
        for name, values in entity["properties"].items():
            prop = proxy.schema.properties[name]
            assert [prop.type.clean(value) for value in values] == values
            if prop.range is not None:
                assert all(proxies[value].schema.is_a(prop.range) for value in values)
        assert set(proxy.schema.required) <= set(entity["properties"])


def test_the_mapping_names_what_they_have() -> None:
    """Every schema and property of the mapping is one of theirs, and both ends may stand where they stand."""
    reason = "followthemoney is not installed (pip install 'zufolge[followthemoney]'; it needs the ICU library)"
    model = pytest.importorskip("followthemoney", reason=reason).model
    for tie in load_ties():
        properties = model.get(tie.schema).properties
        for end in (tie.first, tie.second):
            schemas = [model.get(load_schemas()[kind]) for kind in end.kinds]
            assert all(schema.is_a(properties[end.property].range) for schema in schemas)
        assert all(tie.fill[key] in properties for key in tie.fill if key == "property")


def test_facts_become_ties(export: Export) -> None:
    """What is asserted by somebody named, or by the article itself, and denied by nobody."""
    assert described(load(export), *PLAIN) == [
        ("Ownership", "Fjordbank besitzt Nordfalk seit 2019."),
        ("Directorship", "Vorstandschefin Anna Beispiel führt Nordfalk."),
        ("Employment", "Analystin Britta Muster arbeitet für Fjordbank."),
        ("Event", "Nordfalk erlöste 2023 rund 45 Millionen Euro, teilte Nordfalk mit."),
        ("UnknownLink", "Belmora liefert an Nordfalk."),
    ]


def test_what_is_in_doubt_stays_a_note(export: Export) -> None:
    """Rumour, denial, what is denied, plan, accusation, failure, and what nobody with a name says."""
    notes = [entity for entity in load(export) if entity["schema"] == "Note"]
    assert [note["properties"]["name"][0].split(":")[0] for note in notes] == [
        "rumoured – acquisition",
        "asserted – insolvency",
        "asserted – acquisition",
        "asserted, negative – acquisition",
        "planned – acquisition",
        "asserted – allegation",
        "failed – merger",
    ]
    assert notes[0]["properties"]["summary"] == ["rumoured, according to Abendpost, citing “Insider”"]


def test_a_denial_elsewhere_in_the_ledger_counts_whatever_is_asked_for(export: Export) -> None:
    """Asking for the asserted claims only does not make a denied one a fact."""
    assert described(load(export, status="asserted", polarity="positive", type="acquisition"), *PLAIN) == []


@pytest.mark.parametrize(("status", "polarity"), list(product(get_args(Status), get_args(Polarity))))
def test_only_what_is_asserted_is_ever_a_fact(status: Status, polarity: Polarity) -> None:
    """Whatever the type: no other status, and nothing negative, gives anything but notes."""
    reading = facts()
    claims = tuple(replace(claim, status=status, polarity=polarity) for claim in reading.claims)
    kept = of_reading(replace(reading, claims=claims))
    schemas = {entity["schema"] for entity in entities_of(kept)} & set(PLAIN)
    assert bool(schemas) is (status == "asserted" and polarity == "positive")


def test_a_denial_meets_the_same_firm_under_a_longer_name() -> None:
    """ "Nordfalk AG" denies what "Nordfalk" was said to do."""
    kept = of_reading(doubts())
    told = kept.claims[0]
    assert (told.id in kept.contested, is_fact(told, kept)) == (True, False)
    without = of_reading(replace(doubts(), claims=doubts().claims[:1]))
    assert is_fact(told, without)


def test_ids_are_the_same_in_every_export(export: Export) -> None:
    """A company keeps its id, so that later exports meet earlier ones."""
    first = {entity["id"] for entity in load(export)}
    later = {entity["id"] for entity in load(export, type="ownership") if entity["schema"] == "Company"}
    assert (len(later), later <= first) == (2, True)
